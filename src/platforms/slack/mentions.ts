import type { SlackClients } from './clients.ts';
import { textAt } from './clients.ts';
import { type NameOfMention, unnamedMentions } from './escape.ts';
import type { Profiles } from './profiles.ts';

/** Finds out how accounts and channels are called that a text mentions by their ids. */
export interface Mentions {
  /** Asks Slack only where a text has such mentions, and never for long. */
  namesIn(team: string, text: string): Promise<NameOfMention>;
}

/** A form has to open within three seconds, and the profile of who typed is asked for too. */
const patienceMs = 700;
/** More than that is no sentence: the rest stays without names. */
const most = 20;

export function createMentions(clients: SlackClients, profiles: Profiles): Mentions {
  /** Public ones alone: the name of a private channel is for its members. */
  async function channelName(team: string, channel: string): Promise<string | undefined> {
    const asking = clients.call('interactive', team, 'conversations.info', { channel });
    const called = await Promise.race([asking, after(patienceMs)]);
    if (!called?.ok) return undefined;
    const { channel: found } = called.result as { channel?: { is_private?: unknown; is_im?: unknown } };
    return found?.is_private === false && found.is_im !== true ? textAt(found, 'name') : undefined;
  }

  const nameOf = (team: string, mention: string): Promise<string | undefined> =>
    mention.startsWith('@')
      ? profiles.nameOf(team, mention.slice(1), patienceMs)
      : channelName(team, mention.slice(1));

  return {
    async namesIn(team, text) {
      const mentions = unnamedMentions(text).slice(0, most);
      const names = await Promise.all(mentions.map((it) => nameOf(team, it)));
      return (mention) => names[mentions.indexOf(mention)];
    },
  };
}

const after = (ms: number): Promise<undefined> =>
  new Promise((resolve) => setTimeout(resolve, ms, undefined).unref());
