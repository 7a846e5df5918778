import { readDiscord } from './reader.ts';

/** What of a message's body decides how its text is shown. */
export interface OnTheWire {
  readonly content?: string;
  readonly allowed_mentions?: unknown;
  readonly flags?: number;
}

const suppressEmbeds = 4;

/** What a message does that a person's text must not do, as Discord reads it; [] when all is well. */
export function mischief(typed: string, body: OnTheWire): string[] {
  const { text, marks } = readDiscord(body.content ?? '');
  return [
    ...(text === typed ? [] : [`it says ${JSON.stringify(text)} for ${JSON.stringify(typed)}`]),
    ...marks.map((mark) => `it makes a ${mark} of ${JSON.stringify(typed)}`),
    ...loud(body),
  ];
}

/** The same of a text among words of the bot, which has marks of its own. */
export function mischiefWithin(typed: string, body: OnTheWire, ownMarks: readonly string[]): string[] {
  const { text, marks } = readDiscord(body.content ?? '');
  return [
    ...(text.includes(typed) ? [] : [`it says ${JSON.stringify(text)} for ${JSON.stringify(typed)}`]),
    ...(marks.join() === ownMarks.join() ? [] : [`it makes ${marks} of ${JSON.stringify(typed)}`]),
    ...loud(body),
  ];
}

/** Whoever is mentioned is pinged, or a link is unfolded. */
const loud = ({ allowed_mentions, flags = 0 }: OnTheWire): string[] => [
  ...(JSON.stringify(allowed_mentions) === '{"parse":[]}' ? [] : ['it may ping']),
  ...(flags & suppressEmbeds ? [] : ['its links unfold']),
];
