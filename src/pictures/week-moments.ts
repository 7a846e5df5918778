import { avatar } from './avatar.ts';
import { star } from './cell.ts';
import type { WeekFacts, WeekPerson } from './facts.ts';
import { bold, medium, widthOf } from './fonts.ts';
import { drawName } from './names.ts';
import { counted, grouped } from './numbers.ts';
import type { Palette } from './palette.ts';
import { nameless } from './signature.ts';
import { disc, rect, text } from './svg.ts';
import { drawBlock, textBlock } from './text-block.ts';
import { type Part, partName } from './week-head.ts';

/** People with a line of their own; the others have their disc alone. */
const momentsAtMost = 8;
const discsAtMost = 12;

/** What stands for words that cannot be drawn. */
const wordless = 'More in the channel';

const avatarRadius = 36;
const indent = 2 * avatarRadius + 24;

/** What was built: the words of one person, large. */
export function weekHighlight(
  left: number,
  right: number,
  top: number,
  { highlight }: WeekFacts,
  colours: Palette,
): Part {
  if (highlight === undefined) return { svg: '', height: 0 };
  const padding = 40;
  const [start, end] = [left + padding, right - padding];
  const size = 44;
  const lineHeight = 58;
  const block = textBlock(highlight.moment ?? '', size, end - start, 3, bold);
  const lines = block?.lines.length ?? 1;
  const bodyTop = top + 112;
  const personTop = bodyTop + lines * lineHeight + 14;
  const height = personTop + 2 * avatarRadius + padding - top - 12;
  return {
    svg:
      rect(left, top, right - left, height, 28, `fill="${colours.chip}"`) +
      partName(start, top + 60, 'Built', colours) +
      (block
        ? drawBlock(block, start, bodyTop + 20, lineHeight, colours.text)
        : text(start, bodyTop + 20, wordless, { size, fill: colours.muted })) +
      personLine(highlight, start, end, personTop + avatarRadius - 12, colours),
    height,
  };
}

/** A moment of each of the others; whoever has no room is a disc. */
export function weekMoments(
  left: number,
  right: number,
  top: number,
  { people }: WeekFacts,
  colours: Palette,
): Part {
  if (people.length === 0) return { svg: '', height: 0 };
  const shown = people.slice(0, momentsAtMost);
  let y = top;
  let svg = '';
  for (const person of shown) {
    const row = momentRow(person, left, right, y, colours);
    svg += row.svg;
    y += row.height;
  }
  const others = people.slice(momentsAtMost);
  if (others.length > 0) {
    svg += crowd(others, left, y + avatarRadius, colours);
    y += 2 * avatarRadius + 24;
  }
  return { svg, height: y - top - 24 };
}

function momentRow(person: WeekPerson, left: number, right: number, top: number, colours: Palette): Part {
  const size = 31;
  const lineHeight = 42;
  const block = textBlock(person.moment ?? '', size, right - left - indent, 2);
  const words = block
    ? drawBlock(block, left + indent, top + 78, lineHeight, colours.muted)
    : text(left + indent, top + 78, wordless, { size, fill: colours.muted });
  const isAlone = person.moment === undefined;
  const lines = block?.lines.length ?? 1;
  return {
    svg: `<g data-person="">${personLine(person, left, right, top + avatarRadius, colours, isAlone ? 12 : -8)}${isAlone ? '' : words}</g>`,
    height: isAlone ? 2 * avatarRadius + 24 : 78 + (lines - 1) * lineHeight + 42,
  };
}

/** The disc, the name beside it, and the milestone at the end of the line. */
function personLine(
  { name, milestone }: WeekPerson,
  left: number,
  right: number,
  middle: number,
  colours: Palette,
  shift = 12,
): string {
  const size = 34;
  const pill =
    milestone === undefined
      ? { svg: '', width: 0 }
      : milestonePill(milestone, right, middle + shift - 12, colours);
  const room = right - left - indent - pill.width - 24;
  const drawn = drawName(name, size, room, bold) ?? { text: nameless, face: medium };
  return (
    avatar(name, left + avatarRadius, middle, avatarRadius, colours) +
    text(left + indent, middle + shift, drawn.text, { size, face: drawn.face, fill: colours.text }) +
    pill.svg
  );
}

function milestonePill(days: number, right: number, middle: number, colours: Palette) {
  const size = 28;
  const words = counted(days, 'day');
  const width = widthOf(words, bold, size) + 64;
  const x = right - width;
  return {
    width,
    svg:
      rect(x, middle - 24, width, 48, 24, `fill="${colours.milestone}"`) +
      star(x + 30, middle, 13, colours.star) +
      text(x + 50, middle + 10, words, { size, face: bold, fill: colours.star }),
  };
}

function crowd(people: readonly WeekPerson[], left: number, middle: number, colours: Palette): string {
  const shown = people.slice(0, discsAtMost);
  const step = 2 * avatarRadius - 10;
  const discs = shown.map(({ name }, index) => {
    const x = left + avatarRadius + index * step;
    return (
      disc(x, middle, avatarRadius + 4, `fill="${colours.page}"`) +
      avatar(name, x, middle, avatarRadius, colours)
    );
  });
  const more = people.length - shown.length;
  const end = left + 2 * avatarRadius + (shown.length - 1) * step + 24;
  const words = more > 0 ? `and ${grouped(more)} more` : 'were there, too';
  return discs.join('') + text(end, middle + 11, words, { size: 31, fill: colours.muted });
}
