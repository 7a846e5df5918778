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
    md`What you wrote yourself in channels and in our DM stays there; only you can delete it.`,
    own > 0 &&
      (links.length > 0
        ? md`In our DM that is ${count(own, 'message')}: ${where}.`
        : md`In our DM that is ${count(own, 'message')}.`),
    left.some((it) => it.unfinished) &&
      md`I am still deleting what I wrote in our DM; it takes a few minutes.`,
    refused > 0 &&
      md`In our DM I could not delete ${count(refused, 'message or file of mine', 'messages or files of mine')}.`,
  ]);
}
