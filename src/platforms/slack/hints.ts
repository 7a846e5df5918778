import { code, md } from '../../chat/markdown.ts';
import type { SlackClients } from './clients.ts';
import type { Foreigners } from './foreign.ts';
import { slackCommandName } from './limits.ts';
import { quiet } from './messenger.ts';
import { ownReply, renderReply } from './render.ts';

/** What is said to somebody who writes to the bot in plain words. */
export interface Hints {
  give(who: { readonly team: string; readonly user: string; readonly channel: string }): Promise<void>;
}

/** Once is a help, every time would be a nuisance. */
const apartMs = 60 * 60_000;
const most = 10_000;

export function createHints(clients: SlackClients, foreigners: Foreigners, now: () => number): Hints {
  const given = new Map<string, number>();
  return {
    async give({ team, user, channel }) {
      const key = `${team}:${user}`;
      if (now() - (given.get(key) ?? 0) < apartMs) return;
      given.delete(key);
      given.set(key, now());
      if (given.size > most) given.delete(given.keys().next().value as string);
      const told = await foreigners.told({ team, user });
      const { text, blocks } = renderReply(
        told ? ownReply('other-workspace', told) : ownReply('not-a-command', notACommand),
      );
      await clients.call('interactive', team, 'chat.postMessage', { channel, text, blocks, ...quiet });
    },
  };
}

export const notACommand = md`I only read commands, so nothing was logged. To log your message, choose **Log this as progress** from its menu, or type ${code(`${slackCommandName('log')} …`)}.`;
