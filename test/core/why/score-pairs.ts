import texts from './error-texts.json' with { type: 'json' };
import pairs from './pairs.json' with { type: 'json' };

export const sets = ['development', 'held-out', 'second', 'third', 'fourth', 'fifth', 'sixth'] as const;

export interface Pair {
  readonly a: string;
  readonly b: string;
  readonly same: boolean;
  /**
   * `held-out`: labelled with the rest and not looked at until the fingerprint was made. The later ones were each collected
   * and labelled after that, and scored once before anything was changed (the scores of that first look: docs/why.md).
   */
  readonly set: (typeof sets)[number];
}

export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly wrong: readonly Pair[];
}

export const allPairs: readonly Pair[] = pairs as readonly Pair[];
export const textOf = (id: string): string => (texts as Record<string, { text: string }>)[id]!.text;
export const addressOf = (id: string): string => (texts as Record<string, { address: string }>)[id]!.address;

/** Precision and recall of a judgement over labelled pairs. */
export function scorePairs(of: readonly Pair[], judge: (a: string, b: string) => boolean): Score {
  let hits = 0;
  let alarms = 0;
  const wrong: Pair[] = [];
  for (const pair of of) {
    const said = judge(textOf(pair.a), textOf(pair.b));
    if (said) alarms++;
    if (said && pair.same) hits++;
    if (said !== pair.same) wrong.push(pair);
  }
  const precision = alarms === 0 ? 1 : hits / alarms;
  const recall = hits / of.filter((pair) => pair.same).length;
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    wrong,
  };
}
