/** A secret's place in a text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  /** Gives way to whatever it overlaps, instead of being united with it. */
  readonly yields?: boolean;
}

/** The spans in their order, none overlapping; overlapping ones are united under the kind of the earlier list. */
export function mergeSpans(lists: readonly (readonly Span[])[]): readonly Span[] {
  const ranked = lists.flatMap((spans, rank) => spans.map((span) => ({ ...span, rank })));
  ranked.sort((a, b) => a.start - b.start || a.rank - b.rank);
  const merged: (Span & { rank: number })[] = [];
  for (const span of ranked) {
    const last = merged.at(-1);
    if (!last || span.start >= last.end) merged.push(span);
    else if (last.yields) merged[merged.length - 1] = span;
    else if (!span.yields) {
      const first = last.rank <= span.rank ? last : span;
      merged[merged.length - 1] = { ...first, start: last.start, end: Math.max(last.end, span.end) };
    }
  }
  return merged;
}

/** What a pattern finds, or its group `secret` where it has one (the pattern then has the flag `d`). */
export function* matches(text: string, pattern: RegExp, kind: string): Generator<Span> {
  for (const match of text.matchAll(pattern)) {
    const [start, end] = match.indices?.groups?.secret ?? [match.index, match.index + match[0].length];
    if (end > start) yield { start, end, kind };
  }
}
