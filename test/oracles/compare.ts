import type { Expected } from './types.ts';

/** How what happened differs from what had to; empty lists mean not at all. */
export interface Differences {
  readonly missing: readonly Expected[];
  readonly unexpected: readonly Expected[];
  readonly twice: readonly Expected[];
  readonly otherwise: readonly { readonly expected: Expected; readonly actual: Expected }[];
}

const nameOf = ({ owner, kind, key }: Expected): string => `${owner} ${kind} ${key}`;

/** Compares by owner, kind and key; then due instant, outcome, instant and lateness have to be equal. */
export function differences(expected: readonly Expected[], actual: readonly Expected[]): Differences {
  const wanted = new Map(expected.map((it) => [nameOf(it), it]));
  const seen = new Map<string, Expected>();
  const twice: Expected[] = [];
  for (const it of actual) {
    if (seen.has(nameOf(it))) twice.push(it);
    seen.set(nameOf(it), it);
  }
  return {
    missing: expected.filter((it) => !seen.has(nameOf(it))),
    unexpected: [...seen.values()].filter((it) => !wanted.has(nameOf(it))),
    twice,
    otherwise: [...seen.values()].flatMap((it) => {
      const other = wanted.get(nameOf(it));
      return other && !isEqual(other, it) ? [{ expected: other, actual: it }] : [];
    }),
  };
}

const isEqual = (a: Expected, b: Expected): boolean =>
  a.dueAt === b.dueAt && a.outcome === b.outcome && a.at === b.at && a.late === b.late;

export const countOf = ({ missing, unexpected, twice, otherwise }: Differences): number =>
  missing.length + unexpected.length + twice.length + otherwise.length;
