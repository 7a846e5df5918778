import type { CellState } from './cell.ts';
import { calendarOf, mondayOf } from './dates.ts';
import type { DayNumber, YearFacts } from './facts.ts';
import { whole } from './numbers.ts';

const weeksShown = 53;
const usualMilestones: readonly number[] = [7, 30, 100, 365];

export interface YearCell {
  readonly day: DayNumber;
  readonly state: CellState;
  readonly entries: number;
  /** The streak after this day, where it is known. */
  readonly count: number;
  /** Column, 0 to 52, the oldest first. */
  readonly week: number;
  /** Row: Monday 0 to Sunday 6. */
  readonly weekday: number;
}

/**
 * 53 ISO weeks, day by day: always 371 cells. They end with the week of today; whoever joined less than a year ago sees
 * the first year from the week of joining instead, the part to come as open water.
 */
export function yearCells(facts: YearFacts): readonly YearCell[] {
  const joined = facts.joined ?? facts.days.reduce((first, it) => Math.min(first, it.day), facts.today);
  const lastYear = mondayOf(facts.today) - 7 * (weeksShown - 1);
  const first = Math.max(lastYear, mondayOf(Math.min(joined, facts.today)));
  const days = new Map(facts.days.map((it) => [it.day, it]));
  const milestones = facts.milestones ?? usualMilestones;
  return Array.from({ length: 7 * weeksShown }, (_, index) => {
    const day = first + index;
    const known = days.get(day);
    const count = known?.count ?? 0;
    return {
      day,
      state: state(day, count),
      entries: known?.entries ?? 0,
      count,
      week: Math.floor(index / 7),
      weekday: index % 7,
    };
  });

  function state(day: DayNumber, count: number): CellState {
    if (day > facts.today) return 'future';
    if (day < joined) return 'before';
    const kind = days.get(day)?.kind ?? 'free';
    return kind === 'logged' && milestones.includes(count) ? 'milestone' : kind;
  }
}

/** Days logged in the calendar year of today. */
export function loggedThisYear(facts: YearFacts): number {
  if (facts.loggedThisYear !== undefined) return whole(facts.loggedThisYear);
  const { year } = calendarOf(facts.today);
  const mine = facts.days.filter((it) => it.kind === 'logged' && it.day <= facts.today);
  return mine.filter((it) => calendarOf(it.day).year === year).length;
}
