import { type CellState, star } from './cell.ts';
import { formatDay, mondayOf, weekdayOf } from './dates.ts';
import type { DayNumber, RecapFacts, Theme } from './facts.ts';
import { figures } from './figures.ts';
import { counted, grouped } from './numbers.ts';
import { type Palette, palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { owner, signature } from './signature.ts';
import { firstOfMonth, type Stats, statsOf } from './stats.ts';
import { boldText, disc, rect, sheet, text } from './svg.ts';
import { knownDays, stateOf } from './year-cells.ts';

const size = 1080;
const left = 64;
const right = size - left;
const monthsTop = 376;
const columns = 4;
const columnGap = 40;
const rowPitch = 212;
const monthWidth = (right - left - (columns - 1) * columnGap) / columns;
const pitch = { x: monthWidth / 7, y: 27 };

/** A calendar year of a person, to look back on, as a square PNG of 1,080 pixels. Never throws for odd facts. */
export async function recapPicture(facts: RecapFacts, theme: Theme): Promise<Picture> {
  const png = await toPng(recapDrawing(facts, theme));
  return { png, width: size, height: size, alt: recapAlt(facts), fileName: `shipmate-${facts.year}.png` };
}

export function recapDrawing(facts: RecapFacts, theme: Theme): Drawing {
  const colours = palettes[theme];
  const months = Array.from({ length: 12 }, (_, month) =>
    monthCells(
      facts,
      month,
      left + (month % columns) * (monthWidth + columnGap),
      monthsTop + Math.floor(month / columns) * rowPitch,
      colours,
    ),
  );
  const svg = sheet(size, size, colours.page, [
    owner(left, right, 82, facts, 36, colours),
    boldText(left - 4, 188, titleOf(facts), { size: 96, fill: colours.text }),
    figures(left, right, 276, figuresOf(facts), colours),
    ...months,
    signature(right, 1034, colours),
  ]);
  return { svg, width: size, height: size };
}

/** While the year lasts, it is told so far. */
const titleOf = ({ year, today }: RecapFacts): string =>
  today < lastDay(year) ? `${year} so far` : String(year);

const lastDay = (year: number): DayNumber => firstOfMonth(year, 12) - 1;

const yearStats = ({ days, year, today }: RecapFacts): Stats =>
  statsOf(days, firstOfMonth(year, 0), Math.min(lastDay(year), today));

/** The first of the months with the most logged days; undefined where nothing was logged. */
function bestMonth({ days, year, language }: RecapFacts): { name: string; logged: number } | undefined {
  const logged = Array.from(
    { length: 12 },
    (_, month) => statsOf(days, firstOfMonth(year, month), firstOfMonth(year, month + 1) - 1).logged,
  );
  const most = Math.max(...logged);
  if (most === 0) return undefined;
  const first = firstOfMonth(year, logged.indexOf(most));
  return { name: formatDay(first, language, { month: 'long' }), logged: most };
}

function figuresOf(facts: RecapFacts) {
  const { logged, entries, bestRun } = yearStats(facts);
  const best = bestMonth(facts);
  return [
    { value: grouped(logged), label: logged === 1 ? 'day logged' : 'days logged' },
    { value: grouped(bestRun), label: 'best run' },
    { value: grouped(entries), label: entries === 1 ? 'entry' : 'entries' },
    ...(best ? [{ value: grouped(best.logged), label: `in ${best.name}` }] : []),
  ];
}

function monthCells(facts: RecapFacts, month: number, x: number, y: number, colours: Palette): string {
  const known = knownDays(facts);
  const from = firstOfMonth(facts.year, month);
  const to = firstOfMonth(facts.year, month + 1) - 1;
  const monday = mondayOf(from);
  const name = formatDay(from, facts.language, { month: 'short' });
  const cells = Array.from({ length: to - from + 1 }, (_, index) => {
    const day = from + index;
    const cellX = x + weekdayOf(day) * pitch.x;
    const cellY = y + 16 + ((mondayOf(day) - monday) / 7) * pitch.y;
    const state = stateOf(day, known);
    return small(state, known.days.get(day)?.entries ?? 0, cellX, cellY, colours);
  });
  return text(x, y, name, { size: 28, fill: colours.muted }) + cells.join('');
}

/** At this size a day is logged, a milestone, saved by a freeze, or a dot. */
function small(state: CellState, entries: number, x: number, y: number, colours: Palette): string {
  const width = pitch.x - 5;
  const height = pitch.y - 5;
  const middle = { x: x + width / 2, y: y + height / 2 };
  if (state === 'logged') {
    const fill = colours.logged[Math.min(Math.max(entries, 1), 3) - 1]!;
    return rect(x, y, width, height, 6, `fill="${fill}"`);
  }
  if (state === 'milestone')
    return (
      rect(x, y, width, height, 6, `fill="${colours.milestone}"`) +
      star(middle.x, middle.y, height * 0.4, colours.star)
    );
  if (state === 'frozen')
    return rect(
      x + 1.25,
      y + 1.25,
      width - 2.5,
      height - 2.5,
      5,
      `fill="${colours.ice}" stroke="${colours.iceLine}" stroke-width="2.5"`,
    );
  return disc(middle.x, middle.y, 3, `fill="${colours.faint}"`);
}

/** The year in words, for whoever cannot see it. */
export function recapAlt(facts: RecapFacts): string {
  const { logged, entries, bestRun } = yearStats(facts);
  const best = bestMonth(facts);
  return (
    `${titleOf(facts)}: ${counted(logged, 'day')} logged, ${counted(entries, 'entry', 'entries')}, best run ${counted(bestRun, 'day')}.` +
    (best ? ` Best month: ${best.name}, ${counted(best.logged, 'day')}.` : '')
  );
}
