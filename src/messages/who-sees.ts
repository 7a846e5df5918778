import { type Markdown, md } from '../chat/markdown.ts';
import type { CopyState } from '../core/sharing/index.ts';

/** Who may see something: its author alone, or a community by its name. */
export type SeenBy = 'private' | { readonly community: string };

/** `only for you`, `shared with The Guild`: the one wording of who sees what somebody writes in a place (R45). */
const seenByWords = (seenBy: SeenBy): Markdown =>
  seenBy === 'private' ? md`**only for you**` : md`**shared with ${seenBy.community}**`;

/** The sentence about who sees what is written in a place, without its full stop; `what`: `What you log here`. */
export const whoSeesText = (what: string, seenBy: SeenBy): Markdown => md`${what} is ${seenByWords(seenBy)}`;

/** The same as an item of a list: `What you log here: **only for you**`. */
export const whoSeesItem = (what: string, seenBy: SeenBy): Markdown => md`${what}: ${seenByWords(seenBy)}`;

/** What holds where nothing was chosen yet. */
export const unlessSharedText = md`What you log is **only for you** unless you share it.`;

/** Who sees one entry, without its full stop: in the answer that logs it, on its card, and where it was changed. */
export const entrySeenText = (seenBy: SeenBy): Markdown =>
  seenBy === 'private' ? md`Only for you` : md`Shared with ${seenBy.community}`;

/** What is in force for a member of a community, as `whoSeesText` takes it. */
export const seenByOf = (audience: 'private' | 'community', community: string): SeenBy =>
  audience === 'private' ? 'private' : { community };

/** Why an entry is seen by its author alone although it was meant, or could be meant, for a community. */
export type KeptPrivate =
  /** It was logged in a DM, or where the bot is used personally. */
  | 'dm'
  | 'elsewhere'
  /** The form named a community in which its author, or the bot, no longer is. */
  | { readonly left: string }
  /** The form was preset to a community that they no longer share with. */
  | { readonly withdrawn: string };

/** What is said of an entry that stayed private for a reason; `mayShare`: a button offers to share it. */
export function keptPrivateText(why: KeptPrivate, mayShare: boolean): Markdown {
  const share = mayShare ? '. Share it with the button' : '';
  if (typeof why !== 'string')
    return 'left' in why
      ? md`You or I left ${why.left} while the form was open, so only you can see this${share}`
      : md`You stopped sharing with ${why.withdrawn} while the form was open, so only you can see this${share}`;
  return md`${why === 'dm' ? 'You logged this in a DM' : "I'm not a member here"}, so only you can see it${share}`;
}

/** What is said of an entry that a community sees. */
export function sharedText(community: string, copy: CopyState): Markdown {
  const shared = entrySeenText({ community });
  if (copy === 'refused')
    return md`${shared}. I couldn't post in its channel last time, so this may show up later.`;
  return copy === 'no-channel'
    ? md`${shared}. It has no channel for entries yet, so I'm not posting it there.`
    : md`${shared}.`;
}
