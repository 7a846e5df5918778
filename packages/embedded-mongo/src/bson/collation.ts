/** How strings compare where a command names a collation. */
export interface Collation {
  compare(a: string, b: string): number;
  /** The same string for all that are equal. */
  representative(text: string): string;
}

let active: Collation | undefined;

/** The collation of the work that is being done right now; none means the order of the bytes. */
export const activeCollation = (): Collation | undefined => active;

/** Does something at once, all of whose comparisons follow the collation. What is stored never does. */
export function withCollation<T>(collation: Collation | undefined, work: () => T): T {
  const before = active;
  active = collation;
  try {
    return work();
  } finally {
    active = before;
  }
}

/** Each step of a flow is taken under the collation; between the steps others have their own. */
export function* flowWithCollation<T>(
  collation: Collation | undefined,
  flow: Generator<T, void, undefined>,
): Generator<T, void, undefined> {
  if (!collation) return yield* flow;
  try {
    for (;;) {
      const next = withCollation(collation, () => flow.next());
      if (next.done) return;
      yield next.value;
    }
  } finally {
    flow.return();
  }
}

export function collationOf(collator: (a: string, b: string) => number): Collation {
  const known: string[] = [];
  return {
    compare: collator,
    representative: (text) => {
      let [low, high] = [0, known.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        const order = collator(known[middle]!, text);
        if (order === 0) return known[middle]!;
        if (order < 0) low = middle + 1;
        else high = middle;
      }
      known.splice(low, 0, text);
      return text;
    },
  };
}
