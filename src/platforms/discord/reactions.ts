import {
  type APIMessage,
  type APIReaction,
  type APIUser,
  type GatewayMessageReactionAddDispatchData,
  Routes,
} from 'discord.js';
import type { Messenger, PostRef } from '../../chat/messenger.ts';
import { eachOnce, isCheerEmoji, type ReactionChange, type ReactionsOf } from '../../chat/reactions.ts';
import type { Identity } from '../../core/people/index.ts';
import type { RestClients } from './clients.ts';
import { detailOf } from './errors.ts';
import { platform } from './limits.ts';
import type { DiscordLog } from './ports.ts';

/** What the gateway tells of reactions; a moderator can remove all of a message's, or all of one emoji. */
export interface ReactionEvent {
  readonly t:
    | 'MESSAGE_REACTION_ADD'
    | 'MESSAGE_REACTION_REMOVE'
    | 'MESSAGE_REACTION_REMOVE_ALL'
    | 'MESSAGE_REACTION_REMOVE_EMOJI';
  readonly d: Pick<GatewayMessageReactionAddDispatchData, 'channel_id' | 'message_id' | 'guild_id'> &
    Partial<Pick<GatewayMessageReactionAddDispatchData, 'user_id' | 'emoji' | 'message_author_id'>>;
}

type Emoji = Pick<APIReaction['emoji'], 'id' | 'name'>;

/** A server's own emoji may have any name, and is no cheer. */
const isCheer = ({ id, name }: Emoji): boolean => id === null && name !== null && isCheerEmoji(name);

const accountOf = (user: string): Identity => ({ platform, user });

/** Undefined for what is certainly no cheer at a message of the bot's. */
export function parseReaction({ t, d }: ReactionEvent, botId: string): ReactionChange | undefined {
  const { guild_id: team, emoji, user_id: user, message_author_id: author } = d;
  if (team === undefined || user === botId || (emoji && !isCheer(emoji))) return undefined;
  if (author !== undefined && author !== botId) return undefined;
  return {
    kind: t === 'MESSAGE_REACTION_ADD' ? 'added' : 'removed',
    external: team,
    post: { platform, team, channel: d.channel_id, message: d.message_id },
    ...(user !== undefined && { by: accountOf(user) }),
  };
}

const perPage = 100;
/** Of one emoji at one message. */
const mostUsers = 300;
/** For all messages that are asked about at once. */
const mostRequests = 40;

/** Stands for every way in which reading comes to its end before the last message. */
class Enough extends Error {}

/**
 * Reads reactions by pages of the channel, which name their counts: what nobody reacted to costs no request of its own. The
 * newest messages go first.
 */
export function reactionReader({
  rest,
  log,
}: {
  readonly rest: Pick<RestClients, 'bulk' | 'turn'>;
  readonly log: DiscordLog;
}): Required<Pick<Messenger, 'reactionsTo'>> {
  return {
    async *reactionsTo(posts, signal) {
      let left = mostRequests;
      async function get<T>(route: `/${string}`, query: Readonly<Record<string, string>>): Promise<T[]> {
        if (left === 0 || signal?.aborted) throw new Enough();
        left -= 1;
        await rest.turn.bulk();
        return (await rest.bulk.get(route, { query: new URLSearchParams(query) })) as T[];
      }
      try {
        for (const [channel, wanted] of byChannel(posts)) yield* inChannel(get, channel, wanted);
      } catch (error) {
        if (!(error instanceof Enough)) log.info({ detail: detailOf(error) }, 'reactions could not be read');
      }
    },
  };
}

type Get = <T>(route: `/${string}`, query: Readonly<Record<string, string>>) => Promise<T[]>;

function byChannel(posts: readonly PostRef[]): ReadonlyMap<string, Map<string, PostRef>> {
  const channels = new Map<string, Map<string, PostRef>>();
  for (const post of posts) {
    const known = channels.get(post.channel) ?? new Map<string, PostRef>();
    channels.set(post.channel, known.set(post.message, post));
  }
  return channels;
}

async function* inChannel(
  get: Get,
  channel: string,
  wanted: Map<string, PostRef>,
): AsyncGenerator<ReactionsOf, void> {
  const newestFirst = [...wanted.keys()].map(BigInt).sort((a, b) => (a < b ? 1 : -1));
  for (let next = newestFirst[0]; next !== undefined; ) {
    const page = await get<APIMessage>(Routes.channelMessages(channel), {
      limit: String(perPage),
      before: String(next + 1n),
    });
    for (const message of page) {
      const post = wanted.get(message.id);
      if (post) yield { post, ...(await reactorsTo(get, channel, message)) };
    }
    const oldest = page.at(-1)?.id;
    // What the page passed over is gone.
    next = oldest === undefined ? undefined : newestFirst.find((it) => it < BigInt(oldest));
  }
}

async function reactorsTo(
  get: Get,
  channel: string,
  { id, reactions = [] }: APIMessage,
): Promise<Omit<ReactionsOf, 'post'>> {
  const by: Identity[] = [];
  let isWhole = true;
  for (const { emoji, count_details: counts } of reactions.filter((it) => isCheer(it.emoji))) {
    for (const [type, count] of [counts.normal, counts.burst].entries()) {
      if (count === 0) continue;
      const users = await usersOf(get, { channel, id }, emoji, type);
      by.push(...users.filter((it) => !it.bot).map((it) => accountOf(it.id)));
      isWhole &&= users.length < mostUsers;
    }
  }
  return { by: eachOnce(by), isWhole };
}

/** `type` 0: usual reactions, 1: super reactions. */
async function usersOf(
  get: Get,
  { channel, id }: { readonly channel: string; readonly id: string },
  emoji: Emoji,
  type: number,
): Promise<readonly APIUser[]> {
  const route = Routes.channelMessageReaction(channel, id, encodeURIComponent(emoji.name ?? ''));
  const found: APIUser[] = [];
  for (let isMore = true; isMore && found.length < mostUsers; ) {
    const after = found.at(-1)?.id;
    const page = await get<APIUser>(route, {
      limit: String(perPage),
      type: String(type),
      ...(after && { after }),
    });
    found.push(...page);
    isMore = page.length === perPage;
  }
  return found;
}
