import { setTimeout as sleep } from 'node:timers/promises';
import { type APIMessage, Routes } from 'discord.js';
import type { FetchedPicture, Messenger } from '../../chat/messenger.ts';
import { fileProblem, pictureIn } from '../../core/log/index.ts';
import { downloadPicture } from '../download.ts';
import { isDiscordFile } from './attachments.ts';
import type { RestClients } from './clients.ts';
import { nonceOf } from './delivery-marks.ts';
import { detailOf, sendFailure } from './errors.ts';
import { platform } from './limits.ts';
import type { DiscordLog } from './ports.ts';
import { renderReply } from './render.ts';

/** What a command waits at most for a file that was given to it. */
const uploadWithinMs = 20_000;

/** Members' pictures (R48): the message that holds one is asked for, since it carries the address that is good now. */
export function discordPictures(deps: {
  readonly rest: Pick<RestClients, 'direct' | 'uploads' | 'turn'>;
  readonly apiUrl: string;
  /** Opens the DM with an account; gives its channel. */
  readonly openDm: (user: string) => Promise<string>;
  readonly log: DiscordLog;
}): Required<Pick<Messenger, 'pictureOf' | 'keepUpload'>> {
  const { rest, apiUrl, log } = deps;

  async function load(address: string, withinMs: number): Promise<FetchedPicture> {
    if (isDiscordFile(address, apiUrl)) return downloadPicture(address, { withinMs });
    log.warn({}, 'a picture was said to be elsewhere than on Discord');
    return { ok: false, reason: 'unavailable' };
  }

  async function addressOf(channel: string, message: string, file: string): Promise<string | undefined> {
    await rest.turn.direct();
    const found = (await rest.direct.get(Routes.channelMessage(channel, message))) as APIMessage;
    return found.attachments.find((it) => it.id === file)?.url;
  }

  async function fetchPicture(
    { channel, message, file }: Parameters<Required<Messenger>['pictureOf']>[0],
    until: number,
  ): Promise<FetchedPicture> {
    try {
      const address = await addressOf(channel, message, file);
      if (address === undefined) return { ok: false, reason: 'gone' };
      return await load(address, Math.max(1, until - performance.now()));
    } catch (error) {
      const { reason } = sendFailure(error, { dm: false });
      log.info({ detail: detailOf(error) }, 'the message of a picture could not be read');
      if (reason === 'message-gone' || reason === 'channel-gone') return { ok: false, reason: 'gone' };
      return { ok: false, reason: reason === 'no-permission' ? 'closed' : 'unavailable' };
    }
  }

  return {
    pictureOf: (picture, withinMs) =>
      Promise.race([
        fetchPicture(picture, performance.now() + withinMs),
        sleep(withinMs, { ok: false, reason: 'unavailable' } as const, { ref: false }),
      ]),

    async keepUpload({ user }, upload, reply, key) {
      const problem = fileProblem(upload);
      if (problem) return { ok: false, reason: problem };
      const loaded = await load(upload.address, uploadWithinMs);
      if (!loaded.ok) return loaded;
      const { bytes, contentType } = loaded;
      try {
        const channel = await deps.openDm(user);
        const name = `picture-1.${contentType.split('/')[1]}`;
        const { body, files } = renderReply({
          ...reply,
          pictures: [{ name, contentType, bytes, ...(upload.alt && { alt: upload.alt }) }],
        });
        await rest.turn.direct();
        const message = (await rest.uploads.post(Routes.channelMessages(channel), {
          body: { ...body, nonce: nonceOf(key), enforce_nonce: true },
          files,
        })) as APIMessage;
        const [attachment] = message.attachments;
        if (!attachment) return { ok: false, reason: 'unavailable' };
        const holder = { platform, channel, message: message.id };
        const file = { ...upload, id: attachment.id, contentType, size: bytes.byteLength };
        return { ok: true, picture: { ...pictureIn(holder, file), isKept: true } };
      } catch (error) {
        const { reason } = sendFailure(error, { dm: true });
        log.warn({ detail: detailOf(error) }, 'a picture could not be kept in a DM');
        return { ok: false, reason: reason === 'dm-closed' ? 'dm-closed' : 'unavailable' };
      }
    },
  };
}
