import { type Face, fallback, medium, widthOf } from './fonts.ts';

/** A name as it can be drawn, and with what; its letters are all in the face's font. */
export interface DrawnName {
  readonly text: string;
  readonly face: Face;
  /** For the disc before the name: one letter or digit. */
  readonly initial: string;
}

const longest = 500;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Takes control, format and unassigned characters out of a name (direction overrides among them) and joins white space. */
export function cleanName(name: string): string {
  return name.slice(0, longest).normalize('NFC').replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim();
}

/** The first `most` characters as a reader counts them, with an ellipsis where something is left out. */
export function shortName(name: string, most: number): string {
  const parts = splitText(cleanName(name));
  return parts.length <= most
    ? parts.join('')
    : `${parts
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/**
 * What of a name the bundled fonts can show within `room` pixels. Emoji, scripts without a font and stacked marks are left
 * out; undefined when no letter or digit remains.
 */
export function drawName(
  name: string,
  size: number,
  room: number,
  usual: Face = medium,
): DrawnName | undefined {
  const parts = splitText(cleanName(name));
  const [main, other] = [usual, fallback].map((face) => {
    const shown = parts.map((it) => drawable(it, face));
    return {
      face,
      shown,
      likeness: shown.reduce((sum, it, at) => sum + (it === parts[at] ? 2 : it ? 1 : 0), 0),
    };
  });
  const { face, shown } = other!.likeness > main!.likeness ? other! : main!;
  const text = shown.join('').replace(/ +/g, ' ').trim();
  const letter = split(text).find((it) => /[\p{L}\p{N}]/u.test(it));
  if (letter === undefined) return undefined;
  return { text: shorten(text, face, size, room), face, initial: initialOf(letter, face) };
}

/** Characters as a reader counts them, none with a tower of marks. */
export function splitText(value: string): string[] {
  return split(value).map(calm);
}

function split(name: string): string[] {
  return Array.from(graphemes.segment(name), (it) => it.segment);
}

/** A letter may carry the marks that its script writes, not a tower of them. */
function calm(grapheme: string): string {
  const kept = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/u.test(grapheme)
    ? 1
    : 3;
  let marks = 0;
  return [...grapheme].filter((it) => !/\p{M}/u.test(it) || ++marks <= kept).join('');
}

/** The grapheme without the marks that the font lacks ('Ǫ' becomes 'O'); '' if it lacks the letter itself. */
export function drawable(grapheme: string, face: Face): string {
  const [base, ...rest] = [...grapheme];
  if (base === undefined || /\p{M}/u.test(base)) return '';
  const letter = [base, [...base.normalize('NFD')][0]!].find((it) => face.font.covers(it.codePointAt(0)!));
  if (letter === undefined) return '';
  return letter + rest.filter((it) => face.font.covers(it.codePointAt(0)!)).join('');
}

function shorten(text: string, face: Face, size: number, room: number): string {
  if (widthOf(text, face, size) <= room) return text;
  const parts = split(text);
  while (parts.length > 1 && widthOf(`${parts.join('')}…`, face, size) > room) parts.pop();
  return `${parts.join('').trimEnd()}…`;
}

function initialOf(letter: string, face: Face): string {
  const upper = letter.toUpperCase();
  const drawn =
    [...upper].length <= [...letter].length && [...upper].every((it) => face.font.covers(it.codePointAt(0)!));
  return drawn ? upper : letter;
}
