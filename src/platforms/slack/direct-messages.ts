import type { SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import type { SlackFailure } from './errors.ts';

export type OpenedDm =
  | { readonly ok: true; readonly channel: string }
  | { readonly ok: false; readonly failure: SlackFailure };

/** The DM between the bot and an account. Its channel never changes, so it is asked for once. */
export interface DirectMessages {
  open(team: string, user: string): Promise<OpenedDm>;
  /** What is known without asking. */
  known(team: string, user: string): string | undefined;
  /** Somebody wrote there. */
  learn(team: string, user: string, channel: string): void;
}

const most = 10_000;

export function directMessages(clients: SlackClients): DirectMessages {
  const channels = new Map<string, string>();
  function learn(team: string, user: string, channel: string): void {
    channels.set(`${team}:${user}`, channel);
    if (channels.size > most) channels.delete(channels.keys().next().value as string);
  }

  return {
    learn,
    async open(team, user) {
      const key = `${team}:${user}`;
      const known = channels.get(key);
      if (known) return { ok: true, channel: known };
      const opened = await clients.call('interactive', team, 'conversations.open', { users: user });
      if (!opened.ok) return opened;
      const channel = textAt(opened.result, 'channel', 'id');
      learn(team, user, channel);
      return { ok: true, channel };
    },
    known: (team, user) => channels.get(`${team}:${user}`),
  };
}
