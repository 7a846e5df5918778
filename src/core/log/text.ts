import { maskSecrets } from './masking.ts';

/** The longest text that an entry holds, in characters (UTF-16, as the platforms count). */
export const textLimit = 3000;
const gap = '\n… (the middle was too long and is left out) …\n';
export const projectLimit = 80;
export const tagLimit = 32;
export const tagsLimit = 10;

export interface FittedText {
  readonly text: string;
  /** The middle was left out. */
  readonly shortened: boolean;
  /** How many secrets were masked. */
  readonly masked: number;
}

/** What is stored of a typed text: secrets masked, ends trimmed, a text over the limit without its middle. */
export function fitText(typed: string): FittedText {
  const { text, masked } = maskSecrets(typed.toWellFormed().replaceAll('\r\n', '\n').trim());
  const count = masked.reduce((sum, it) => sum + it.count, 0);
  if (text.length <= textLimit) return { text, shortened: false, masked: count };
  const half = Math.floor((textLimit - gap.length) / 2);
  const fitted = text.slice(0, half).toWellFormed() + gap + text.slice(-half).toWellFormed();
  return { text: fitted, shortened: true, masked: count };
}

/** True for a text in which nobody sees anything: spaces, control and formatting characters alone. */
export const isBlank = (text: string): boolean =>
  !/[^\p{White_Space}\p{Cc}\p{Cf}\p{Cs}\u2800\u3164]/u.test(text);

/**
 * `Redis, #node http` as `['redis', 'node', 'http']`: lower case, each once, without the quotes around it. Undefined when one
 * is over the limit.
 */
export function parseTags(typed: string): readonly string[] | undefined {
  const tags = new Set(
    typed
      .toWellFormed()
      .toLowerCase()
      .split(/[\s,;]+/)
      .map((tag) => tag.replace(quotesAround, '').replace(/^#+/, ''))
      .filter((tag) => tag !== ''),
  );
  const fine = tags.size <= tagsLimit && [...tags].every((tag) => [...tag].length <= tagLimit);
  return fine ? [...tags] : undefined;
}

const quotesAround = /^["'“”„«»‟]+|["'“”„«»‟]+$/g;

/** A project's name on one line; undefined when it is over the limit. */
export function parseProject(typed: string): string | undefined {
  const name = maskSecrets(typed.toWellFormed().replace(/\s+/g, ' ').trim()).text;
  return [...name].length <= projectLimit ? name : undefined;
}
