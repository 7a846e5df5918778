const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
const longest = 40;
const most = 500;

/** The words of a text as they are searched for: folded, without marks, each once; also of scripts without spaces. */
export function wordsOf(text: string): string[] {
  const folded = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const words = new Set<string>();
  for (const { segment, isWordLike } of segmenter.segment(folded)) {
    if (isWordLike) words.add(segment.slice(0, longest));
    if (words.size === most) break;
  }
  return [...words];
}
