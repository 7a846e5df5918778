import { type Box, cell, line } from './cell.ts';
import { calendarOf, formatDay, weekdayOf } from './dates.ts';
import type { DayNumber, YearFacts } from './facts.ts';
import { medium, widthOf } from './fonts.ts';
import { boat } from './mark.ts';
import type { Palette } from './palette.ts';
import { px, rect, text } from './svg.ts';
import { isUnbegun, type YearCell } from './year-cells.ts';

const gutter = 46;
const labelSize = 26;
const labelHeight = 44;
const betweenRows = 26;

/** How the weeks of a grid are laid out: in one row, or in two below each other. */
export interface GridLayout {
  /** Weeks in a row. */
  readonly columns: number;
  readonly rows: 1 | 2;
  /** From one cell to the next. */
  readonly pitch: { readonly x: number; readonly y: number };
  readonly cell: { readonly width: number; readonly height: number };
  readonly height: number;
}

/** Where a grid goes on in a second row, and how high its cells may be. */
export interface GridRoom {
  readonly width: number;
  /** Columns of one row at most, and of two rows at least. */
  readonly oneRow: number;
  readonly twoRows: number;
  /** The highest pitch in one row and in two. */
  readonly tallest: readonly [number, number];
  /** Height of a pitch to its width, at most. */
  readonly ratio: number;
}

export function gridLayout(weeks: number, room: GridRoom): GridLayout {
  const rows = weeks <= room.oneRow ? 1 : 2;
  const columns = rows === 1 ? weeks : Math.max(room.twoRows, Math.ceil(weeks / 2));
  const x = (room.width - gutter) / columns;
  const y = Math.min(x * room.ratio, room.tallest[rows - 1]!);
  const gap = Math.min(8, x * 0.14);
  return {
    columns,
    rows,
    pitch: { x, y },
    cell: { width: x - gap, height: y - gap },
    height: rows * (labelHeight + 7 * y) + (rows - 1) * betweenRows,
  };
}

/** The calendar, the older weeks above, each row with the names of its months and weekdays. */
export function yearGrid(
  left: number,
  top: number,
  layout: GridLayout,
  cells: readonly YearCell[],
  facts: YearFacts,
  colours: Palette,
): string {
  const { columns, pitch } = layout;
  const { today, language } = facts;
  const isBoatThere = isUnbegun(facts);
  return Array.from({ length: layout.rows }, (_, row) => {
    const part = cells.filter((it) => Math.floor(it.week / columns) === row);
    const y = top + row * (labelHeight + 7 * pitch.y + betweenRows) + labelHeight;
    const boxOf = (it: YearCell): Box => ({
      x: left + gutter + (it.week % columns) * pitch.x,
      y: y + it.weekday * pitch.y,
      ...layout.cell,
    });
    return (
      weekdayNames(left, y, layout, language, part[0]!.day, colours) +
      monthNames(left + gutter, y, layout, part, language, colours) +
      part.map((it) => dayCell(it, boxOf(it), it.day === today, isBoatThere, colours)).join('')
    );
  }).join('');
}

/** Today has a ring; before the first entry of all, the boat waits there. */
function dayCell(it: YearCell, box: Box, isToday: boolean, isBoatThere: boolean, colours: Palette): string {
  const content = isToday && isBoatThere ? boatIn(box, colours) : cell(it.state, it.entries, box, colours);
  const ring = isToday
    ? rect(
        box.x - 3.5,
        box.y - 3.5,
        box.width + 7,
        box.height + 7,
        Math.min(17, box.height * 0.28 + 3),
        `fill="none" ${line(colours.text, 3)}`,
      )
    : '';
  return `<g data-day="${it.day}" data-state="${it.state}">${content}${ring}</g>`;
}

function boatIn({ x, y, width, height }: Box, colours: Palette): string {
  const size = Math.min(width, height) * 0.86;
  const left = x + (width - size) / 2;
  const top = y + (height - size) / 2;
  return `<g transform="translate(${px(left)} ${px(top)}) scale(${px(size / 64)})">${boat(colours.accent, colours.text)}</g>`;
}

function weekdayNames(
  x: number,
  y: number,
  { pitch, cell: { height } }: GridLayout,
  language: string | undefined,
  monday: DayNumber,
  colours: Palette,
) {
  const size = 24;
  return [0, 2, 4, 6]
    .map((row) => {
      const name = formatDay(monday + row, language, { weekday: 'narrow' });
      return text(x, y + row * pitch.y + height / 2 + size * 0.35, name, { size, fill: colours.muted });
    })
    .join('');
}

/** A month stands over the first week that begins in it, the first one over the first week where there is room; January brings its year. */
function monthNames(
  x: number,
  y: number,
  { columns, pitch }: GridLayout,
  part: readonly YearCell[],
  language: string | undefined,
  colours: Palette,
) {
  const end = x + columns * pitch.x;
  const mondays = part.filter((it) => weekdayOf(it.day) === 0);
  const marks = mondays
    .map((it, index) => ({ it, isBegin: calendarOf(it.day).date <= 7, isFirst: index === 0 }))
    .filter(({ isBegin, isFirst }) => isBegin || isFirst)
    .map(({ it, isBegin }) => {
      const isJanuary = isBegin && calendarOf(it.day).month === 0;
      const name = formatDay(it.day, language, {
        month: 'short',
        ...(isJanuary && { year: 'numeric' }),
      });
      return {
        name,
        at: x + (it.week % columns) * pitch.x,
        width: widthOf(name, medium, labelSize),
        isBegin,
      };
    });
  let free = Number.NEGATIVE_INFINITY;
  return marks
    .map(({ name, at, width, isBegin }, index) => {
      const next = marks[index + 1];
      const isCrowded = !isBegin && next !== undefined && at + width + 16 > next.at;
      if (isCrowded || at < free || at + width > end) return '';
      free = at + width + 16;
      return text(at, y - 14, name, { size: labelSize, fill: colours.muted });
    })
    .join('');
}
