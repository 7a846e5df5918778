import { weekdayOf } from './dates.ts';
import type { WeekFacts, WeekPerson } from './facts.ts';
import { bold, medium } from './fonts.ts';
import { boat } from './mark.ts';
import { drawName } from './names.ts';
import type { Palette } from './palette.ts';
import { boldText, disc, text } from './svg.ts';
import { type Bars, barsFor, letterSize } from './week-head.ts';
import { dateCount, namedAtMost, perDate, weekdayName } from './week-totals.ts';

const rowHeight = 60;
const headerHeight = 40;
const avatarRadius = 22;
const nameSize = 28;
/** Dots closer than this leave room for Monday's letter alone. */
const tight = 20;

interface Column {
  readonly left: number;
  readonly width: number;
  readonly dots: Bars;
}

/** Who showed up, and on which days: only days with entries are drawn. Up to six people under the bars, more in two columns. */
export function weekPeople(left: number, right: number, top: number, facts: WeekFacts, colours: Palette) {
  const people = facts.people.slice(0, namedAtMost);
  if (people.length === 0) return { svg: '', height: 0 };
  const columns = layout(left, right, people.length, dateCount(facts));
  const perColumn = Math.ceil(people.length / columns.length);
  const svg = columns
    .map((column, index) => {
      const mine = people.slice(index * perColumn, (index + 1) * perColumn);
      const rows = mine.map((it, row) =>
        personRow(it, column, top + headerHeight + row * rowHeight, facts, colours),
      );
      return letters(column, top, facts, colours) + rows.join('');
    })
    .join('');
  return { svg, height: headerHeight + perColumn * rowHeight };
}

function layout(left: number, right: number, people: number, dates: number): readonly Column[] {
  if (people <= 6) return [{ left, width: right - left, dots: barsFor(dates) }];
  const gap = 40;
  const width = (right - left - gap) / 2;
  const dots = barsFor(dates, 28, 240);
  return [left, left + width + gap].map((start) => ({ left: start, width, dots }));
}

function dateX({ left, width, dots }: Column, index: number): number {
  return left + width - dots.span + dots.width / 2 + index * dots.pitch;
}

function letters(column: Column, top: number, facts: WeekFacts, colours: Palette): string {
  const { pitch } = column.dots;
  const isTight = pitch < tight;
  const size = isTight ? 18 : Math.min(23, letterSize(pitch));
  const style = { size, fill: colours.muted, anchor: 'middle' } as const;
  return Array.from({ length: dateCount(facts) }, (_, index) =>
    isTight && weekdayOf(facts.first + index) !== 0
      ? ''
      : text(dateX(column, index), top + 26, weekdayName(facts, index, 'narrow'), style),
  ).join('');
}

function personRow(
  person: WeekPerson,
  column: Column,
  top: number,
  facts: WeekFacts,
  colours: Palette,
): string {
  const middle = top + rowHeight / 2;
  const radius = column.dots.width / 2;
  const nameX = column.left + 2 * avatarRadius + 14;
  const name = drawName(person.name, nameSize, dateX(column, 0) - radius - 12 - nameX);
  const dots = perDate(facts, person.entries)
    .map((count, index) => {
      if (count === 0) return '';
      const fill = colours.logged[Math.min(count, 3) - 1]!;
      return disc(dateX(column, index), middle, radius, `data-date="${index}" fill="${fill}"`);
    })
    .join('');
  const written =
    name === undefined
      ? text(nameX, middle + 10, 'a shipmate', { size: nameSize, fill: colours.muted })
      : text(nameX, middle + 10, name.text, { size: nameSize, fill: colours.text, face: name.face });
  return `<g data-person="">${avatar(person.name, name, column.left + avatarRadius, middle, colours)}${written}${dots}</g>`;
}

/** A disc in a colour of the name's own, with its initial, or a boat where the fonts have no letter for it. */
function avatar(
  name: string,
  drawn: ReturnType<typeof drawName>,
  x: number,
  y: number,
  colours: Palette,
): string {
  const fill = colours.avatars[hash(name) % colours.avatars.length]!;
  const base = disc(x, y, avatarRadius, `fill="${fill}"`);
  if (drawn === undefined) {
    return `${base}<g transform="translate(${x - 14} ${y - 15}) scale(0.44)">${boat(colours.onAvatar, colours.onAvatar)}</g>`;
  }
  const style = { size: 25, fill: colours.onAvatar, anchor: 'middle' } as const;
  return (
    base +
    (drawn.face === medium
      ? boldText(x, y + 9, drawn.initial, { ...style, face: bold })
      : text(x, y + 9, drawn.initial, { ...style, face: drawn.face }))
  );
}

/** FNV-1a, 32 bits. */
function hash(value: string): number {
  let result = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) {
    result = Math.imul(result ^ value.charCodeAt(index), 0x01000193) >>> 0;
  }
  return result;
}
