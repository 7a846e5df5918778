import { setTimeout as sleep } from 'node:timers/promises';
import { type APIMessage, Routes } from 'discord.js';
import type { LeftInDm } from '../../chat/messenger.ts';
import type { RestClients } from './clients.ts';
import { detailOf, isMessageGone } from './errors.ts';
import type { DiscordLog } from './ports.ts';

/** Discord lets a bot delete about five messages a second in one channel. */
const patienceMs = 10_000;
/** What somebody still has to delete is linked to, the newest first. */
const linked = 3;

export const messageLink = (server: string | undefined, channel: string, message: string): string =>
  `https://discord.com/channels/${server ?? '@me'}/${channel}/${message}`;

/**
 * Deletes what the bot wrote in a DM, however much it is. Waited for a while only: a long conversation is emptied on while the
 * person has their answer already.
 */
export async function deleteMessages(dm: {
  readonly rest: RestClients;
  readonly log: DiscordLog;
  readonly history: (channel: string, before?: string) => Promise<readonly APIMessage[]>;
  readonly botId: () => Promise<string>;
  readonly open: () => Promise<string>;
}): Promise<LeftInDm> {
  const { rest, log } = dm;
  const links: string[] = [];
  let [own, refused] = [0, 0];

  async function empty(): Promise<void> {
    const [me, channel] = [await dm.botId(), await dm.open()];
    let before: string | undefined;
    for (;;) {
      const page = await dm.history(channel, before);
      for (const { id, author } of page) {
        if (author.id === me) await remove(channel, id);
        else {
          own += 1;
          if (links.length < linked) links.push(messageLink(undefined, channel, id));
        }
      }
      before = page.at(-1)?.id;
      if (!before) return;
    }
  }

  async function remove(channel: string, message: string): Promise<void> {
    await rest.turn.bulk();
    await rest.bulk.delete(Routes.channelMessage(channel, message)).catch((error: unknown) => {
      if (isMessageGone(error)) return;
      refused += 1;
      log.warn({ detail: detailOf(error) }, 'could not take back a message of a DM');
    });
  }

  const done = empty()
    .catch((error: unknown) => {
      refused += 1;
      log.warn({ detail: detailOf(error) }, 'could not take back all of a DM');
    })
    .then(() => true);
  const isDone = await Promise.race([done, sleep(patienceMs, false, { ref: false })]);
  return { own, links: [...links], refused, unfinished: !isDone };
}
