import type { Span } from './spans.ts';

/** A word that a terminal may have broken over two lines. */
const broken = (word: string): string => [...word].join('\\r?\\n?');
const edge = (word: string): RegExp =>
  new RegExp(
    `(?:-\\r?\\n?){3,5}${broken(`${word} `)}[A-Z0-9 \\r\\n]{0,40}${broken('PRIVATE KEY')}(?: BLOCK)?(?:\\r?\\n?-){1,5}`,
    'g',
  );
const begin = edge('BEGIN');
const end = edge('END');
/** What a key consists of when its end is missing: base64, its line breaks (also as `\n`), its headers. */
const body =
  /(?:[A-Za-z0-9+/=]{12,}|(?<=\n)[A-Za-z0-9+/=]{1,11}(?=\r?\n|$)|\\[nr]|[\s"'+,|>]|Proc-Type: [\w,]+|DEK-Info: [\w,-]+)*/y;
/** The lines before an end whose beginning is missing. */
const tail = /(?:[A-Za-z0-9+/]{16,}={0,2}(?:\\[nr]|[\s"'|>]){1,8}){0,200}$/;

/** Private keys in PEM and OpenSSH form, also on one line with `\n`, also with one end cut off. */
export function* keyBlocks(text: string): Generator<Span> {
  const kind = 'private-key';
  const begins = [...text.matchAll(begin)];
  const ends = [...text.matchAll(end)];
  let nextEnd = 0;
  let covered = 0;
  for (const found of begins) {
    if (found.index < covered) continue;
    while (nextEnd < ends.length && ends[nextEnd]!.index < found.index) {
      yield* beforeEnd(text, covered, ends[nextEnd]!.index, kind);
      nextEnd++;
    }
    const closing = ends[nextEnd];
    body.lastIndex = found.index + found[0].length;
    body.exec(text);
    covered = closing
      ? closing.index + closing[0].length
      : Math.max(body.lastIndex, found.index + found[0].length);
    yield { start: found.index, end: covered, kind };
    if (closing) nextEnd++;
  }
  for (const closing of ends.slice(nextEnd)) {
    yield* beforeEnd(text, covered, closing.index, kind);
    covered = closing.index + closing[0].length;
  }
}

function* beforeEnd(text: string, from: number, until: number, kind: string): Generator<Span> {
  const before = Math.max(from, until - 4000);
  const length = tail.exec(text.slice(before, until))?.[0].length ?? 0;
  if (length > 0) yield { start: until - length, end: until, kind };
}
