import { mondayOf } from './dates.ts';
import type { DayNumber, YearFacts } from './facts.ts';
import type { CellState } from './marks.ts';

export const weeksShown = 53;

export interface YearCell {
  readonly day: DayNumber;
  readonly state: CellState;
  readonly entries: number;
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
  const lastYear = mondayOf(facts.today) - 7 * (weeksShown - 1);
  const first = Math.max(lastYear, mondayOf(Math.min(facts.joined, facts.today)));
  const days = new Map(facts.days.map((it) => [it.day, it]));
  const milestones = new Set(facts.milestones.map((it) => it.day));
  return Array.from({ length: 7 * weeksShown }, (_, index) => {
    const day = first + index;
    const entries = days.get(day)?.entries ?? 0;
    return { day, state: state(day), entries, week: Math.floor(index / 7), weekday: index % 7 };
  });

  function state(day: DayNumber): CellState {
    if (day > facts.today) return 'future';
    if (day < facts.joined) return 'before';
    const kind = days.get(day)?.kind ?? 'free';
    return kind === 'logged' && milestones.has(day) ? 'milestone' : kind;
  }
}
