import type { CellState } from './cell.ts';
import { formatDay } from './dates.ts';
import type { DayKind, DayNumber, YearFacts } from './facts.ts';
import { counted, grouped, whole } from './numbers.ts';
import { altLimit } from './picture.ts';
import { loggedThisYear, type YearCell, yearCells } from './year-cells.ts';

/** The year in words, for whoever cannot see it. */
export function yearAlt(facts: YearFacts): string {
  const cells = yearCells(facts);
  const sentences = [
    `Streak: ${counted(facts.current, 'day')}, longest ${grouped(facts.longest)}.`,
    `${counted(loggedThisYear(facts), 'day')} logged this year.`,
    freezes(facts),
    `The calendar shows ${dateIn(facts, cells[0]!.day)} to ${dateIn(facts, facts.today)}: ${tally(cells)}.`,
    milestones(facts, cells),
  ];
  return sentences
    .filter((it) => it !== '')
    .join(' ')
    .slice(0, altLimit);
}

/** 'next in 3 days', 'freezes full': how far the next freeze is; also written in the picture. */
export function nextFreeze(facts: YearFacts): string {
  const { held, max, daysToNext } = facts.freezes;
  if (whole(daysToNext ?? 0) === 0 || whole(held) >= whole(max)) return 'freezes ready';
  const days = counted(daysToNext ?? 0, 'day');
  return whole(held) === 0 ? `freeze in ${days}` : `next in ${days}`;
}

function freezes(facts: YearFacts): string {
  const { held, max } = facts.freezes;
  if (whole(max) === 0) return '';
  return `Freezes: ${whole(held)} of ${whole(max)} held, ${nextFreeze(facts)}.`;
}

const words: readonly (readonly [DayKind, string, string])[] = [
  ['frozen', 'protected by a freeze', 'protected by freezes'],
  ['rest', 'rest day', 'rest days'],
  ['pause', 'paused', 'paused'],
  ['excused', 'excused', 'excused'],
  ['missed', 'not logged', 'not logged'],
];

function tally(cells: readonly YearCell[]): string {
  const count = (...states: CellState[]) => cells.filter((it) => states.includes(it.state)).length;
  const parts = [`${counted(count('logged', 'milestone'), 'day')} logged`];
  for (const [kind, one, many] of words) {
    if (count(kind) > 0) parts.push(counted(count(kind), one, many));
  }
  return parts.join(', ');
}

/** So many of the latest that the text stays within `altLimit`. */
const milestonesNamed = 8;

function milestones(facts: YearFacts, cells: readonly YearCell[]): string {
  const reached = cells
    .filter((it) => it.state === 'milestone')
    .map((it) => `${counted(it.count, 'day')} on ${dateIn(facts, it.day)}`);
  return reached.length === 0 ? '' : `Milestones: ${reached.slice(-milestonesNamed).join('; ')}.`;
}

function dateIn(facts: YearFacts, day: DayNumber): string {
  return formatDay(day, facts.language, { year: 'numeric', month: 'short', day: 'numeric' });
}
