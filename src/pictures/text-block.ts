import { type Face, fallback, medium, widthOf } from './fonts.ts';
import { cleanName, drawable, splitText } from './names.ts';
import { px, text } from './svg.ts';

/** Words of a member's as lines that fit their room; all letters are in the face's font. */
export interface TextBlock {
  readonly lines: readonly string[];
  readonly face: Face;
  readonly size: number;
  /** The text begins with a letter of a script that is written from the right. */
  readonly isRightToLeft: boolean;
  /** Something was left out, at the end. */
  readonly isCut: boolean;
}

/** Kerning and shaping make a line up to so much wider than its measured letters. */
const slack = 0.98;
/** A text of which less can be drawn would not be understood. */
const leastDrawn = 0.6;

/**
 * Sets a text in at most `most` lines of `room` pixels, the last one with an ellipsis if there is more. Undefined where the
 * fonts lack most of its letters, and where it has none. `face`: its typeface, where the fonts have the letters.
 */
export function textBlock(
  value: string,
  size: number,
  room: number,
  most: number,
  face: Face = medium,
): TextBlock | undefined {
  const parts = splitText(cleanName(value));
  const [main, other] = [face, fallback].map((it) => ({
    face: it,
    drawn: parts.map((part) => drawable(part, it)),
  }));
  const letters = (drawn: readonly string[]) => drawn.filter((it) => /[\p{L}\p{N}]/u.test(it)).length;
  const chosen = letters(other!.drawn) > letters(main!.drawn) ? other! : main!;
  const all = letters(parts);
  if (all === 0 || letters(chosen.drawn) < all * leastDrawn) return undefined;
  const words = chosen.drawn.join('').replace(/ +/g, ' ').trim().split(' ');
  const { lines, isCut } = brokenLines(words, chosen.face, size, room * slack, most);
  return { lines, isCut, face: chosen.face, size, isRightToLeft: startsFromRight(lines.join(' ')) };
}

/**
 * The lines of a block, the first one at `baseline`. A block stands at `left`, beside whose it is; one of a script that is written
 * from the right has its lines end together there.
 */
export function drawBlock(
  block: TextBlock,
  left: number,
  baseline: number,
  lineHeight: number,
  fill: string,
): string {
  const { lines, size, face, isRightToLeft } = block;
  const width = Math.max(...lines.map((it) => widthOf(it, face, size)));
  const x = isRightToLeft ? left + width : left;
  const anchor = isRightToLeft ? 'end' : 'start';
  return lines
    .map((it, index) => text(x, Number(px(baseline + index * lineHeight)), it, { size, face, fill, anchor }))
    .join('');
}

function brokenLines(words: readonly string[], face: Face, size: number, room: number, most: number) {
  const fits = (line: string) => widthOf(line, face, size) <= room;
  const lines: string[] = [];
  let line = '';
  for (const [index, word] of words.entries()) {
    let rest = word;
    while (rest !== '') {
      const joined = line === '' ? rest : `${line} ${rest}`;
      if (fits(joined)) {
        line = joined;
        rest = '';
      } else if (line === '') {
        const head = beginning(rest, fits);
        lines.push(head);
        rest = rest.slice(head.length);
      } else {
        lines.push(line);
        line = '';
      }
      if (lines.length === most) {
        const isOver = rest !== '' || line !== '' || index < words.length - 1;
        return { lines: isOver ? withEllipsis(lines, fits) : lines, isCut: isOver };
      }
    }
  }
  return { lines: line === '' ? lines : [...lines, line], isCut: false };
}

/** As much of a word as fits; one character at least. */
function beginning(word: string, fits: (line: string) => boolean): string {
  const parts = splitText(word);
  let count = parts.length;
  while (count > 1 && !fits(parts.slice(0, count).join(''))) count -= 1;
  return parts.slice(0, count).join('');
}

/** The last line ends at a word, where one ends in its second half, and with an ellipsis. */
function withEllipsis(lines: readonly string[], fits: (line: string) => boolean): string[] {
  const parts = splitText(lines.at(-1) ?? '');
  while (parts.length > 1 && !fits(`${parts.join('')}…`)) parts.pop();
  const shown = parts.join('');
  const space = fits(`${lines.at(-1)}…`) ? -1 : shown.lastIndexOf(' ');
  const whole = space > shown.length / 2 ? shown.slice(0, space) : shown;
  return [...lines.slice(0, -1), `${whole.replace(/[\s,;:.–-]+$/u, '')}…`];
}

function startsFromRight(value: string): boolean {
  const first = /\p{L}/u.exec(value)?.[0];
  return first !== undefined && /[\p{Script=Hebrew}\p{Script=Arabic}]/u.test(first);
}
