import { maskSecrets } from '../log/masking.ts';
import { knownCause } from './fingerprint/causes.ts';
import { codesIn, saysLittleAlone } from './fingerprint/codes.ts';
import { errorLines } from './fingerprint/lines.ts';
import { operationOf } from './fingerprint/operations.ts';
import { causeWords, likeness } from './fingerprint/words.ts';
import { type ErrorKind, kindOf } from './kinds.ts';

/** What is the same in two errors of one cause: paths, numbers, ids, times, hosts, ports and quoting are left out. */
export interface Fingerprint {
  /** Equal keys are the same cause. */
  readonly key: string;
  /** The key and a few coarser ones to look candidates up by, the narrowest first; `sameCause` then decides. */
  readonly keys: readonly string[];
  readonly kind: ErrorKind;
  /** The error's code as it is documented (`ECONNREFUSED`, `TS2345`, `P1001`), where it has one. */
  readonly code?: string;
  /** The line that says what went wrong, secrets masked, at most 160 characters. */
  readonly headline: string;
  readonly features: Features;
}

export interface Features {
  /** The name of a well-known cause. */
  readonly cause?: string;
  readonly codes: readonly string[];
  /** What the program was about to do (`listen`, `connect`, `file`, …), where the text says so. */
  readonly operation?: string;
  readonly words: readonly string[];
}

const headlineLimit = 160;

/** Reads an error text. Never fails: a text that is no error has kind `unknown` and a key of its words. */
export function fingerprint(errorText: string): Fingerprint {
  const { headline, near, all } = errorLines(maskSecrets(errorText).text);
  const text = all.join('\n');
  const codes = codesIn(`${headline}\n${text}`);
  const cause = knownCause(near) ?? knownCause(text);
  const operation = operationOf(headline, text);
  const words = causeWords(headline);
  const kind = kindOf(headline, text);
  const name = cause ?? [codes[0] ?? kind, operation ?? '', ...[...words].sort()].join(' ');
  const key = cause ? `cause:${cause}` : `words:${name}`.slice(0, 240);
  return {
    key,
    keys: [key, ...codes.slice(0, 3).map((code) => `code:${code}`), ...wordKeys(words), `kind:${kind}`],
    kind,
    ...(codes[0] === undefined ? {} : { code: codes[0] }),
    headline:
      headline.length > headlineLimit ? `${headline.slice(0, headlineLimit - 1).toWellFormed()}…` : headline,
    features: {
      ...(cause === undefined ? {} : { cause }),
      codes,
      ...(operation === undefined ? {} : { operation }),
      words,
    },
  };
}

/** The longest words of a headline, which rarely change between versions of a program. */
const wordKeys = (words: readonly string[]): string[] =>
  [...words]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, 3)
    .map((word) => `word:${word}`);

/** From this score on, two errors are taken for the same. */
export const sameCauseFrom = 0.5;

/** How likely two errors have the same cause: 0 to 1. Symmetric, and 1 for a text with itself. */
export function causeScore(a: Fingerprint, b: Fingerprint): number {
  if (a.key === b.key) return 1;
  const [x, y] = [a.features, b.features];
  if (x.cause && y.cause) return 0;
  // The other one does not say what makes it that cause.
  if (x.cause || y.cause) return 0.45 * likeness(x.words, y.words);
  if (x.operation && y.operation && x.operation !== y.operation) return 0;
  const alike = likeness(x.words, y.words);
  const shared = x.codes.filter((code) => y.codes.includes(code));
  if (shared.length > 0) {
    const alone = shared.some((code) => !saysLittleAlone(code)) ? 0.55 : 0.35;
    return alone + (1 - alone) * alike;
  }
  const conflicting = x.codes.length > 0 && y.codes.length > 0;
  return conflicting ? alike * 0.48 : alike * 0.8;
}

export const sameCause = (a: Fingerprint, b: Fingerprint): boolean => causeScore(a, b) >= sameCauseFrom;
