import { setTimeout as sleep } from 'node:timers/promises';
import type { FetchedPicture, Messenger } from '../../chat/messenger.ts';
import { type AttachedFile, fileProblem, type Picture } from '../../core/log/index.ts';
import { downloadPicture } from '../download.ts';
import type { SlackClients, Traffic } from './clients.ts';
import { textAt } from './clients.ts';
import { tokenRefused } from './errors.ts';
import type { SlackLog } from './ports.ts';

/** Members' pictures (R48), for which Slack wants `files:read`. */
export interface Pictures extends Required<Pick<Messenger, 'pictureOf'>> {
  /**
   * The files of messages, marked where the workspace does not let the bot read them. One look at one picture says it for all;
   * where there is no picture none is needed.
   */
  checked(
    team: string,
    files: readonly AttachedFile[],
    traffic: Traffic,
  ): Promise<(file: AttachedFile) => AttachedFile>;
}

const gone = new Set(['file_not_found', 'file_deleted']);
const closed = new Set(['missing_scope', 'access_denied', 'not_visible', 'not_allowed_token_type']);

export function createPictures(deps: {
  readonly clients: SlackClients;
  readonly apiUrl: string;
  readonly log: SlackLog;
}): Pictures {
  const { clients, apiUrl, log } = deps;

  async function fetchPicture({ team = '', file }: Picture, until: number): Promise<FetchedPicture> {
    const asked = await clients.call('interactive', team, 'files.info', { file });
    if (!asked.ok) {
      const { code } = asked.failure;
      if (gone.has(code)) return { ok: false, reason: 'gone' };
      return { ok: false, reason: closed.has(code) || tokenRefused.has(code) ? 'closed' : 'unavailable' };
    }
    if (textAt(asked.result, 'file', 'mode') === 'tombstone') return { ok: false, reason: 'gone' };
    const address = textAt(asked.result, 'file', 'url_private');
    const token = (await clients.workspace(team))?.botToken;
    if (token === undefined) return { ok: false, reason: 'unavailable' };
    if (!isSlackFile(address, apiUrl)) {
      log.warn({ file }, 'a picture was said to be elsewhere than on Slack');
      return { ok: false, reason: 'unavailable' };
    }
    return downloadPicture(address, { withinMs: Math.max(1, until - performance.now()), token });
  }

  return {
    pictureOf: (picture, withinMs) =>
      Promise.race([
        fetchPicture(picture, performance.now() + withinMs),
        sleep(withinMs, { ok: false, reason: 'unavailable' } as const, { ref: false }),
      ]),

    async checked(team, files, traffic) {
      const one = files.find((it) => fileProblem(it) === undefined);
      const asked = one && (await clients.call(traffic, team, 'files.info', { file: one.id }));
      const isClosed = asked !== undefined && !asked.ok && asked.failure.code === 'missing_scope';
      return (file) => (isClosed ? { ...file, isClosed } : file);
    },
  };
}

/**
 * Whether the token may go along to that address: to Slack's own host for files alone, or to the address that takes the place of
 * Slack's interface.
 */
export function isSlackFile(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const [url, api] = [new URL(address), new URL(apiUrl)];
  if (api.hostname === 'slack.com')
    return url.protocol === 'https:' && url.port === '' && url.hostname === 'files.slack.com';
  return url.origin === api.origin;
}
