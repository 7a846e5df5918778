import { code, joined, linkTo, type Markdown, md } from '../chat/markdown.ts';
import type { Button, Reply } from '../chat/reply.ts';
import type { Entry, LeftOut, LeftOutReason } from '../core/log/index.ts';
import { count } from './words.ts';

const reasons: Readonly<Record<LeftOutReason, string>> = {
  'not-a-picture': 'I keep PNG, JPEG, GIF and WebP',
  'too-big': 'over 8 MB',
  'too-many': 'an entry holds 4',
  closed: "I'm not allowed to read it",
  gone: 'its message was deleted',
  'dm-closed': "I keep it in our DM, and can't DM you",
  unavailable: "the platform doesn't give it to me just now",
};

/** Which files of a message are no pictures of the entry, and why; undefined where all are (R48). */
export function leftOutText(leftOut: readonly LeftOut[]): Markdown | undefined {
  const closed = leftOut.some(({ reason }) => reason === 'closed');
  const named = leftOut
    .filter(({ reason }) => reason !== 'closed')
    .map(({ name, reason }) => md`${name} (${reasons[reason]})`);
  const notes = [
    named.length > 0 && md`_Left out: ${joined(named, ', ')}._`,
    closed &&
      md`_Pictures are left out: I'm not allowed to read files here. Whoever installed me can install me again with the permission ${code('files:read')}._`,
  ];
  return notes.some((it) => it !== false) ? joined(notes) : undefined;
}

/** How many pictures an entry has; undefined where it has none. */
export const picturesText = ({ pictures = [] }: Pick<Entry, 'pictures'>): Markdown | undefined =>
  pictures.length > 0 ? md`📷 ${count(pictures.length, 'picture')}` : undefined;

/** The same for whoever looks at it: where they are, and why one is not shown. */
export function shownPicturesText({
  links,
  missing,
}: {
  /** Where their messages are opened, each once. */
  readonly links: readonly string[];
  readonly missing: readonly LeftOutReason[];
}): Markdown | undefined {
  const why = [...new Set(missing)].map((it) => reasons[it]).join('; ');
  const one = missing.length === 1;
  return joined([
    links.length > 0 &&
      md`Sent to me in: ${joined(
        links.map((it) => linkTo('message', it)),
        ', ',
      )}`,
    missing.length > 0 &&
      md`_I can't show ${one ? 'a picture' : count(missing.length, 'picture')} of it: ${why}._`,
  ]);
}

export const removePicturesButton = ({ id, pictures = [] }: Pick<Entry, 'id' | 'pictures'>): Button => ({
  label: pictures.length === 1 ? 'Remove the picture' : 'Remove the pictures',
  action: { name: 'history.unpicture', args: [id] },
});

/** What the message says that holds a picture which was given to `/log`. */
export const keptPictureText: Reply = {
  code: 'picture-kept',
  visibility: 'private',
  text: md`This is the picture of your entry. I keep it here, and only you can see it.`,
};

/** A picture without a word. `before`: what they typed in the ten minutes before it. */
export const pictureAloneText = (
  { id }: { readonly id: string },
  pictures: number,
  before: Pick<Entry, 'id'> | undefined,
  left: Markdown | undefined,
): Reply => ({
  code: 'picture-offered',
  visibility: 'private',
  text: joined([md`📷 Nice! What ${pictures === 1 ? 'does it' : 'do they'} show? One line is enough.`, left]),
  buttons: [
    [
      { label: 'Write a line', style: 'primary', action: { name: 'log.describe', args: [id] } },
      ...(before
        ? [{ label: 'Add it to the one before', action: { name: 'log.attach', args: [before.id, id] } }]
        : []),
    ],
  ],
});

/** Files without a word, none of which is a picture that can be kept. */
export const noPictureText = (left: Markdown | undefined): Reply => ({
  code: 'no-words',
  visibility: 'private',
  text: joined([md`I can only log words and pictures, so I didn't log this.`, left]),
});

export const pictureNeedsWordsText = (example: string): Reply => ({
  code: 'picture-needs-words',
  visibility: 'private',
  text: md`What does it show? Add a line as ${code('text')}: ${code(example)}. I didn't log anything yet. You can also send me the picture in our DM.`,
});
