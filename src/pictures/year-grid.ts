import { type Box, cell, line } from './cell.ts';
import { calendarOf, formatDay, weekdayOf } from './dates.ts';
import type { DayNumber } from './facts.ts';
import { medium, widthOf } from './fonts.ts';
import type { Palette } from './palette.ts';
import { rect, text } from './svg.ts';
import type { YearCell } from './year-cells.ts';

/** Weeks in the upper row; the lower has the other 26. */
const upperWeeks = 27;
const pitch = { x: 35.6, y: 31 };
const size = { width: 30.6, height: 26 };
const gutter = 42;
const labelSize = 25;
const labelHeight = 40;
const betweenRows = 22;
const rowHeight = labelHeight + 7 * pitch.y;

export const gridHeight = 2 * rowHeight + betweenRows;

/** The calendar: two half years, the older above, each with the names of its months and weekdays. */
export function yearGrid(
  left: number,
  top: number,
  cells: readonly YearCell[],
  today: DayNumber,
  language: string | undefined,
  colours: Palette,
): string {
  const halves = [cells.filter((it) => it.week < upperWeeks), cells.filter((it) => it.week >= upperWeeks)];
  return halves
    .map((half, index) => {
      const y = top + index * (rowHeight + betweenRows);
      const x = left + gutter;
      return (
        weekdayNames(left, y + labelHeight, language, half[0]!.day, colours) +
        monthNames(x, y, half, language, colours) +
        half.map((it) => dayCell(it, boxOf(it, x, y + labelHeight), today, colours)).join('')
      );
    })
    .join('');
}

function boxOf(it: YearCell, x: number, y: number): Box {
  return { x: x + (it.week % upperWeeks) * pitch.x, y: y + it.weekday * pitch.y, ...size };
}

function dayCell(it: YearCell, box: Box, today: DayNumber, colours: Palette): string {
  const ring =
    it.day === today
      ? rect(
          box.x - 3.5,
          box.y - 3.5,
          box.width + 7,
          box.height + 7,
          10,
          `fill="none" ${line(colours.text, 3)}`,
        )
      : '';
  return `<g data-day="${it.day}" data-state="${it.state}">${cell(it.state, it.entries, box, colours)}${ring}</g>`;
}

function weekdayNames(
  x: number,
  y: number,
  language: string | undefined,
  monday: DayNumber,
  colours: Palette,
) {
  return [0, 2, 4, 6]
    .map((row) => {
      const name = formatDay(monday + row, language, { weekday: 'narrow' });
      return text(x, y + row * pitch.y + size.height - 4, name, { size: 23, fill: colours.muted });
    })
    .join('');
}

/** A month stands over the first week that begins in it; January brings its year. */
function monthNames(
  x: number,
  y: number,
  half: readonly YearCell[],
  language: string | undefined,
  colours: Palette,
) {
  const end = x + upperWeeks * pitch.x;
  let free = Number.NEGATIVE_INFINITY;
  const names: string[] = [];
  for (const it of half) {
    const { month, date } = calendarOf(it.day);
    if (weekdayOf(it.day) !== 0 || date > 7) continue;
    const name = formatDay(
      it.day,
      language,
      month === 0 ? { month: 'short', year: 'numeric' } : { month: 'short' },
    );
    const at = x + (it.week % upperWeeks) * pitch.x;
    const width = widthOf(name, medium, labelSize);
    if (at < free || at + width > end) continue;
    names.push(text(at, y + labelHeight - 13, name, { size: labelSize, fill: colours.muted }));
    free = at + width + 16;
  }
  return names.join('');
}
