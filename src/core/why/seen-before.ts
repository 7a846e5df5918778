import { causeScore, type Fingerprint, sameCauseFrom } from './fingerprint.ts';

export interface Earlier<T> {
  readonly item: T;
  /** 1 for the same key, else how alike they are; at least `sameCauseFrom`. */
  readonly score: number;
}

/**
 * The earlier errors that have the cause of a new one, the likeliest first and, among equals, in the order given. The
 * candidates come from an index over `Fingerprint.keys`.
 */
export function seenBefore<T>(
  error: Fingerprint,
  candidates: readonly T[],
  fingerprintOf: (candidate: T) => Fingerprint,
): readonly Earlier<T>[] {
  return candidates
    .map((item) => ({ item, score: causeScore(error, fingerprintOf(item)) }))
    .filter(({ score }) => score >= sameCauseFrom)
    .sort((a, b) => b.score - a.score);
}
