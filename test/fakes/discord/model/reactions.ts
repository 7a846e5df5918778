import { PermissionFlagsBits } from 'discord.js';
import { NotPossible } from '../members/not-possible.ts';
import type { FakeUser } from '../members/user.ts';
import { intents } from './channel.ts';
import { memberJson } from './guild-json.ts';
import type { Json } from './json.ts';
import type { FakeMessage } from './message.ts';

/** An emoji of Unicode, or one of a server's own. */
export type FakeEmoji = string | { readonly id: string; readonly name: string };

export interface Reaction {
  readonly emoji: FakeEmoji;
  readonly normal: Set<FakeUser>;
  /** Those who gave it as a super reaction. */
  readonly burst: Set<FakeUser>;
}

/** How routes name it. */
export const keyOf = (emoji: FakeEmoji): string =>
  typeof emoji === 'string' ? emoji : `${emoji.name}:${emoji.id}`;

const emojiJson = (emoji: FakeEmoji): Json =>
  typeof emoji === 'string' ? { id: null, name: emoji } : { ...emoji };

const mostEmojis = 20;

/** A new emoji at a message needs Add Reactions; an emoji that stands there already needs nothing. */
export function react(user: FakeUser, message: FakeMessage, emoji: FakeEmoji, burst: boolean): void {
  const { channel, reactions } = message;
  if (message.deleted || message.onlyFor) throw new NotPossible('nobody can react to that');
  const known = reactions.get(keyOf(emoji));
  if (!known && !(channel.permissionsOf(user) & PermissionFlagsBits.AddReactions) && channel.guild)
    throw new NotPossible(`${user.username} may not add reactions`);
  if (!known && reactions.size >= mostEmojis) throw new NotPossible('twenty emojis at most');
  const reaction = known ?? { emoji, normal: new Set<FakeUser>(), burst: new Set<FakeUser>() };
  reactions.set(keyOf(emoji), reaction);
  const kind = burst ? reaction.burst : reaction.normal;
  if (kind.has(user)) return;
  kind.add(user);
  const member = channel.guild?.members.get(user.id);
  tell(message, 'MESSAGE_REACTION_ADD', {
    ...about(user, emoji, burst),
    message_author_id: message.author.id,
    ...(member && channel.guild ? { member: memberJson(member) } : {}),
  });
}

export function unreact(user: FakeUser, message: FakeMessage, emoji: FakeEmoji): void {
  const reaction = message.reactions.get(keyOf(emoji));
  const burst = reaction?.burst.has(user) === true;
  if (!reaction || !(burst ? reaction.burst : reaction.normal).delete(user))
    throw new NotPossible(`${user.username} did not react so`);
  if (reaction.normal.size + reaction.burst.size === 0) message.reactions.delete(keyOf(emoji));
  tell(message, 'MESSAGE_REACTION_REMOVE', about(user, emoji, burst));
}

/** A moderator removes all reactions, or all of one emoji. */
export function clear(message: FakeMessage, emoji?: FakeEmoji): void {
  if (emoji === undefined) {
    message.reactions.clear();
    tell(message, 'MESSAGE_REACTION_REMOVE_ALL', {});
  } else {
    message.reactions.delete(keyOf(emoji));
    tell(message, 'MESSAGE_REACTION_REMOVE_EMOJI', { emoji: emojiJson(emoji) });
  }
}

/** What a message shows of its reactions; absent where there are none. */
export const reactionsJson = (message: FakeMessage): Json =>
  message.reactions.size === 0
    ? {}
    : {
        reactions: [...message.reactions.values()].map(({ emoji, normal, burst }) => ({
          emoji: emojiJson(emoji),
          count: normal.size + burst.size,
          count_details: { normal: normal.size, burst: burst.size },
          me: normal.has(message.channel.state.bot),
          me_burst: burst.has(message.channel.state.bot),
          burst_colors: [],
        })),
      };

const about = (user: FakeUser, emoji: FakeEmoji, burst: boolean): Json => ({
  user_id: user.id,
  emoji: emojiJson(emoji),
  burst,
  type: burst ? 1 : 0,
});

/** To sessions with the intent, of the places that the bot sees. */
function tell({ id, channel }: FakeMessage, name: string, data: Json): void {
  const { guild, state } = channel;
  if (channel.context === 2 || (guild && !guild.installed)) return;
  if (!(channel.permissionsOf(state.bot) & PermissionFlagsBits.ViewChannel)) return;
  state.dispatch({
    name,
    data: { ...data, channel_id: channel.id, message_id: id, ...(guild ? { guild_id: guild.id } : {}) },
    ...(guild ? { guildId: guild.id } : {}),
    intent: guild ? intents.guildMessageReactions : intents.directMessageReactions,
  });
}
