import { type CellState, cell, line } from './cell.ts';
import { calendarOf, formatDay, mondayOf, weekdayOf } from './dates.ts';
import type { DayNumber, MonthFacts, Theme } from './facts.ts';
import { figures } from './figures.ts';
import { bold, widthOf } from './fonts.ts';
import { counted, grouped } from './numbers.ts';
import { type Palette, palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { owner, signature } from './signature.ts';
import { monthAround, type Stats, statsOf } from './stats.ts';
import { boldText, rect, sheet, text } from './svg.ts';
import { knownDays, stateOf } from './year-cells.ts';

const size = 1080;
const left = 64;
const right = size - left;
const gridTop = 262;
const gridBottom = 846;

/** One month of a person as a square PNG of 1,080 pixels. Never throws for odd facts. */
export async function monthPicture(facts: MonthFacts, theme: Theme): Promise<Picture> {
  const png = await toPng(monthDrawing(facts, theme));
  return { png, width: size, height: size, alt: monthAlt(facts), fileName: 'shipmate-month.png' };
}

export function monthDrawing(facts: MonthFacts, theme: Theme): Drawing {
  const colours = palettes[theme];
  const svg = sheet(size, size, colours.page, [
    owner(left, right, 82, facts, 36, colours),
    boldText(left - 3, 172, titleOf(facts), { size: titleSize(facts), fill: colours.text }),
    grid(facts, colours),
    figures(left, right, 942, figuresOf(monthStats(facts)), colours),
    signature(right, 1030, colours),
  ]);
  return { svg, width: size, height: size };
}

const titleOf = ({ month, language }: MonthFacts): string =>
  formatDay(month, language, { month: 'long', year: 'numeric' });

const titleSize = (facts: MonthFacts): number =>
  Math.min(80, (right - left) / widthOf(titleOf(facts), bold, 1));

const monthStats = ({ days, month, today }: MonthFacts): Stats => {
  const { from, to } = monthAround(month);
  return statsOf(days, from, Math.min(to, today));
};

const figuresOf = ({ logged, entries, bestRun }: Stats) => [
  { value: grouped(logged), label: logged === 1 ? 'day logged' : 'days logged' },
  { value: grouped(bestRun), label: 'best run' },
  { value: grouped(entries), label: entries === 1 ? 'entry' : 'entries' },
];

function grid(facts: MonthFacts, colours: Palette): string {
  const known = knownDays(facts);
  const { from, to } = monthAround(facts.month);
  const monday = mondayOf(from);
  const weeks = (mondayOf(to) - monday) / 7 + 1;
  const pitch = { x: (right - left + 14) / 7, y: (gridBottom - gridTop + 14) / weeks };
  const box = { width: pitch.x - 14, height: pitch.y - 14 };
  const names = Array.from({ length: 7 }, (_, row) =>
    text(
      left + row * pitch.x + box.width / 2,
      gridTop - 22,
      formatDay(monday + row, facts.language, { weekday: 'short' }),
      { size: 28, fill: colours.muted, anchor: 'middle' },
    ),
  );
  const cells = Array.from({ length: to - from + 1 }, (_, index) => {
    const day = from + index;
    const x = left + weekdayOf(day) * pitch.x;
    const y = gridTop + ((mondayOf(day) - monday) / 7) * pitch.y;
    return dayBox(
      day,
      stateOf(day, known),
      known.days.get(day)?.entries ?? 0,
      { x, y, ...box },
      facts,
      colours,
    );
  });
  return [...names, ...cells].join('');
}

/** Filled where something was logged; every other day is its number, with a small mark for why it asked for nothing. */
function dayBox(
  day: DayNumber,
  state: CellState,
  entries: number,
  box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  { today }: MonthFacts,
  colours: Palette,
): string {
  const { x, y, width, height } = box;
  const middle = { x: x + width / 2, y: y + height / 2 };
  const numberAt = (baseline: number, fill: string, strong: boolean) =>
    (strong ? boldText : text)(middle.x, baseline, String(calendarOf(day).date), {
      size: 36,
      fill,
      anchor: 'middle',
    });
  const ring =
    day === today
      ? rect(x - 5, y - 5, width + 10, height + 10, 19, `fill="none" ${line(colours.text, 4)}`)
      : '';
  const drawn = () => {
    if (state === 'logged')
      return cell(state, entries, box, colours) + numberAt(middle.y + 13, colours.onLogged, true);
    if (state === 'milestone') return cell(state, entries, box, colours);
    if (state === 'frozen') return cell(state, entries, box, colours);
    if (state === 'before' || state === 'future') return numberAt(middle.y + 13, colours.faint, false);
    const mark = { x: middle.x - 20, y: middle.y + 12, width: 40, height: 30 };
    return numberAt(middle.y + 5, colours.muted, false) + cell(state, entries, mark, colours);
  };
  return `<g data-day="${day}" data-state="${state}">${drawn()}${ring}</g>`;
}

/** The month in words, for whoever cannot see it. */
export function monthAlt(facts: MonthFacts): string {
  const { logged, entries, bestRun } = monthStats(facts);
  const known = knownDays(facts);
  const { from, to } = monthAround(facts.month);
  const reached = Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .filter((it) => stateOf(it, known) === 'milestone')
    .map((it) => counted(known.days.get(it)?.count ?? 0, 'day'));
  return [
    `${titleOf(facts)}: ${counted(logged, 'day')} logged, ${counted(entries, 'entry', 'entries')}, best run ${counted(bestRun, 'day')}.`,
    ...(reached.length > 0 ? [`Milestones: ${reached.join(', ')}.`] : []),
  ].join(' ');
}
