import type { Messenger } from '../../chat/messenger.ts';
import { eachOnce, type ReactionChange } from '../../chat/reactions.ts';
import type { SlackClients } from './clients.ts';
import { platform } from './limits.ts';

/** The names under which Slack has 👏 ❤️ 🎉 🔥 💪; one with a skin tone is `clap::skin-tone-4`. */
const names = new Set(['clap', 'heart', 'tada', 'fire', 'muscle']);

const isCheer = (name: string): boolean => names.has(name.replace(/::skin-tone-\d$/, ''));

/** The events `reaction_added` and `reaction_removed`, as far as they are used here. */
export interface ReactionEvent {
  readonly user: string;
  readonly reaction: string;
  /** Who wrote the message; Slack leaves it out of some messages of apps. */
  readonly item_user?: string;
  readonly item: { readonly type: string; readonly channel?: string; readonly ts?: string };
}

/** Undefined for what is certainly no cheer at a message of the bot's. `team`: whose app is told. */
export function parseReaction(
  { user, reaction, item_user: author, item }: ReactionEvent,
  kind: ReactionChange['kind'],
  { team, botUser }: { readonly team: string; readonly botUser: string | undefined },
): ReactionChange | undefined {
  const { type, channel, ts: message } = item;
  if (type !== 'message' || !channel || !message || !isCheer(reaction) || user === botUser) return undefined;
  if (author !== undefined && botUser !== undefined && author !== botUser) return undefined;
  return {
    kind,
    external: team,
    post: { platform, team, channel, message },
    by: { platform, team, user },
  };
}

/** Slack takes about 50 such calls a minute in a workspace. */
const mostCalls = 50;
const gone = new Set(['message_not_found', 'channel_not_found']);

interface Row {
  readonly name?: string;
  readonly count?: number;
  readonly users?: readonly string[];
}

/** Reads reactions message by message, as Slack has it; ends where Slack wants no more, or did not grant the scope. */
export const reactionReader = (
  clients: Pick<SlackClients, 'call'>,
): Required<Pick<Messenger, 'reactionsTo'>> => ({
  async *reactionsTo(posts, signal) {
    for (const post of posts.slice(0, mostCalls)) {
      if (signal?.aborted) return;
      const { team = '', channel, message: timestamp } = post;
      const called = await clients.call('fanOut', team, 'reactions.get', { channel, timestamp, full: true });
      if (!called.ok && gone.has(called.failure.code)) continue;
      if (!called.ok) return;
      const { message } = called.result as { message?: { reactions?: readonly Row[] } };
      const rows = (message?.reactions ?? []).filter((it) => isCheer(it.name ?? ''));
      const by = rows.flatMap((it) => it.users ?? []).map((user) => ({ platform, team, user }));
      const isWhole = rows.every(({ users = [], count = 0 }) => users.length >= count);
      yield { post, by: eachOnce(by), isWhole };
    }
  },
});
