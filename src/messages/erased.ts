import { joined, linkTo, type Markdown, md } from '../chat/markdown.ts';
import type { LeftInDm } from '../chat/messenger.ts';
import { count } from './words.ts';

/** What stays after an erasure because only its author can delete it, and what the platform would not let go. */
export function leftText(left: readonly LeftInDm[]): Markdown {
  const sum = (of: (it: LeftInDm) => number): number => left.reduce((total, it) => total + of(it), 0);
  const own = sum((it) => it.own);
  const refused = sum((it) => it.refused);
  const links = left.flatMap((it) => it.links).map((url, index) => linkTo(`message ${index + 1}`, url));
  const more = own - links.length;
  const where = joined(more > 0 ? [...links, md`${more} more`] : links, ', ');
  return joined([
    md`Your own messages in channels and in our DM are still there; only you can delete them.`,
    own > 0 &&
      (links.length > 0
        ? md`There ${own === 1 ? 'is' : 'are'} ${count(own, 'message')} of yours in our DM: ${where}.`
        : md`There ${own === 1 ? 'is' : 'are'} ${count(own, 'message')} of yours in our DM.`),
    left.some((it) => it.unfinished) &&
      md`I'm still deleting my own messages in our DM. That takes a few minutes.`,
    refused > 0 &&
      md`I couldn't delete ${count(refused, 'message or file', 'messages or files')} of mine in our DM.`,
  ]);
}
