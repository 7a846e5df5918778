import type { PostedCopy } from '../core/log/index.ts';
import { type Identity, identityKey } from '../core/people/index.ts';

/** The emojis that are a cheer at a shared entry, in any skin tone (R47). */
export const cheerEmojis = ['👏', '❤️', '🎉', '🔥', '💪'] as const;

const plain = (emoji: string): string => emoji.replace(/[\u{1f3fb}-\u{1f3ff}\u{fe0f}]/gu, '');
const cheers: ReadonlySet<string> = new Set(cheerEmojis.map(plain));

/** Whether an emoji, as Unicode has it, is a cheer. */
export const isCheerEmoji = (emoji: string): boolean => cheers.has(plain(emoji));

/** What a platform tells of an emoji that cheers at a message of the bot's, or at one that may be. */
export interface ReactionChange {
  readonly kind: 'added' | 'removed';
  /** The community's id on the platform. */
  readonly external: string;
  readonly post: PostedCopy;
  /** Whose it is; absent where those of everybody were removed at once. */
  readonly by?: Identity;
}

/** Who reacts to a message of the bot's with an emoji that cheers. */
export interface ReactionsOf {
  readonly post: PostedCopy;
  /** The accounts, each once. */
  readonly by: readonly Identity[];
  /** False: there may be others. */
  readonly isWhole: boolean;
}

/** Accounts, each once. */
export const eachOnce = (accounts: readonly Identity[]): readonly Identity[] => [
  ...new Map(accounts.map((it) => [identityKey(it), it])).values(),
];
