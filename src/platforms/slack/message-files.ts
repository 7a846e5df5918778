import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SlackClients, Traffic } from './clients.ts';
import type { SlackFailure } from './errors.ts';
import type { SlackLog } from './ports.ts';
import type { Upload } from './render.ts';
import { shareFile } from './uploads.ts';

/** Longer than Slack asks one to wait for a method that it takes 50 times a minute. */
const longestWaitMs = 65_000;
/** Then no further file is begun: a delivery's lease must outlast them. */
const shareWithinMs = 15_000;
const picture = 'picture';
const gone = new Set(['file_deleted', 'file_not_found']);

export interface Place {
  readonly team: string;
  readonly channel: string;
}

export interface FilesLeft {
  readonly files: readonly string[];
  /** Why Slack deleted not all of those that had to go; they are among `files`. */
  readonly failure?: SlackFailure;
}

/**
 * The files of a message, which Slack keeps beside it: a deletion leaves them, and an update changes none. Each is kept as
 * Slack's id and a digest of what it shows, so that the same is not shared twice; members' pictures are marked.
 */
export interface MessageFiles {
  /** What belongs to a message follows it. A file that cannot be shared is logged; the message stands. */
  share(place: Place, uploads: readonly Upload[]): Promise<readonly string[]>;
  /** Those that are no longer shown go before others come. `keepsPictures`: members' pictures stay. */
  replace(
    place: Place,
    had: readonly string[],
    uploads: readonly Upload[],
    how: { readonly keepsPictures: boolean },
  ): Promise<FilesLeft>;
}

export function messageFiles(clients: SlackClients, log: SlackLog): MessageFiles {
  async function share({ team, channel }: Place, uploads: readonly Upload[]): Promise<readonly string[]> {
    const files: string[] = [];
    const until = performance.now() + shareWithinMs;
    for (const file of uploads) {
      if (performance.now() > until) {
        log.warn({ file: file.name }, 'a file was left out: those before it took too long');
        continue;
      }
      const shared = await shareFile(clients, team, channel, file);
      if (shared.ok) files.push([shared.id, digestOf(file), ...(file.isPicture ? [picture] : [])].join(':'));
      else log.warn({ file: file.name, ...shared.failure }, 'a file could not be shared on Slack');
    }
    return files;
  }

  return {
    share,
    async replace(place, had, uploads, { keepsPictures }) {
      const wanted = new Map(uploads.map((it) => [digestOf(it), it]));
      const files: string[] = [];
      let failure: SlackFailure | undefined;
      for (const file of had) {
        const [id = '', digest = '', kind] = file.split(':');
        if (wanted.delete(digest) || (keepsPictures && kind === picture)) {
          files.push(file);
          continue;
        }
        const refusal = await deleteFile(clients, 'interactive', place.team, id);
        if (!refusal) continue;
        failure = refusal;
        files.push(file);
        log.warn({ file: id, ...refusal }, 'a file could not be deleted on Slack');
      }
      files.push(...(await share(place, [...wanted.values()])));
      return { files, ...(failure && { failure }) };
    },
  };
}

const digestOf = ({ name, alt = '', bytes }: Upload): string =>
  createHash('sha256').update(`${name}\n${alt}\n`).update(bytes).digest('base64url').slice(0, 16);

/** Deletes one file of the bot's; where Slack wants a pause, once more after it. Gives why it still stands. */
export async function deleteFile(
  clients: SlackClients,
  lane: Traffic,
  team: string,
  id: string,
): Promise<SlackFailure | undefined> {
  for (let attempt = 1; ; attempt++) {
    const called = await clients.call(lane, team, 'files.delete', { file: id });
    if (called.ok || gone.has(called.failure.code)) return undefined;
    const { retryAfterMs } = called.failure;
    if (attempt === 2 || retryAfterMs === undefined || retryAfterMs > longestWaitMs) return called.failure;
    await sleep(retryAfterMs, undefined, { ref: false });
  }
}
