import type { CellState } from './cell.ts';
import { calendarOf, mondayOf } from './dates.ts';
import type { DayNumber, YearDay, YearFacts } from './facts.ts';
import { whole } from './numbers.ts';

const weeksAtLeast = 13;
const weeksAtMost = 53;

export interface YearCell {
  readonly day: DayNumber;
  readonly state: CellState;
  readonly entries: number;
  /** The streak after this day, where it is known. */
  readonly count: number;
  /** Column, the oldest first. */
  readonly week: number;
  /** Row: Monday 0 to Sunday 6. */
  readonly weekday: number;
}

/** What is needed to say how a day is drawn. */
interface Known {
  readonly today: DayNumber;
  readonly joined: DayNumber;
  readonly days: ReadonlyMap<DayNumber, YearDay>;
  readonly milestones: readonly number[];
}

/**
 * The ISO weeks that have happened, day by day: from the week of joining to this one, 53 at most. While they are fewer than 13,
 * the weeks to come make up for them.
 */
export function yearCells(facts: YearFacts): readonly YearCell[] {
  const known = knownDays(facts);
  const thisMonday = mondayOf(facts.today);
  const first = Math.max(thisMonday - 7 * (weeksAtMost - 1), mondayOf(Math.min(known.joined, facts.today)));
  const weeks = Math.max(weeksAtLeast, (thisMonday - first) / 7 + 1);
  const goal = goalDay(facts);
  return Array.from({ length: 7 * weeks }, (_, index) => {
    const day = first + index;
    const { entries = 0, count = 0 } = known.days.get(day) ?? {};
    const state = day === goal ? 'goal' : stateOf(day, known);
    return { day, state, entries, count, week: Math.floor(index / 7), weekday: index % 7 };
  });
}

export function knownDays(facts: Pick<YearFacts, 'today' | 'joined' | 'days' | 'milestones'>): Known {
  const { today, days, milestones } = facts;
  const joined = facts.joined ?? days.reduce((first, it) => Math.min(first, it.day), today);
  return { today, joined, milestones, days: new Map(days.map((it) => [it.day, it])) };
}

export function stateOf(day: DayNumber, { today, joined, days, milestones }: Known): CellState {
  if (day > today) return 'future';
  if (day < joined) return 'before';
  const { kind = 'free', count = 0 } = days.get(day) ?? {};
  return kind === 'logged' && milestones.includes(count) ? 'milestone' : kind;
}

/** The day to come on which the next milestone is reached by whoever logs every day. */
function goalDay({ today, current, days, milestones }: YearFacts): DayNumber | undefined {
  const next = nextMilestone({ current, milestones });
  const isLogged = days.some((it) => it.day === today && it.kind === 'logged');
  const day = next === undefined ? undefined : today + next - whole(current) - (isLogged ? 0 : 1);
  return day !== undefined && day > today ? day : undefined;
}

export const nextMilestone = ({ current, milestones }: Pick<YearFacts, 'current' | 'milestones'>) =>
  milestones.find((it) => it > whole(current));

/** Nothing was logged ever: there is nothing to look back on. */
export const isUnbegun = ({ days, current, longest }: YearFacts): boolean =>
  whole(current) === 0 && whole(longest) === 0 && !days.some((it) => it.kind === 'logged');

/** Days logged in the calendar year of today. */
export function loggedThisYear(facts: YearFacts): number {
  if (facts.loggedThisYear !== undefined) return whole(facts.loggedThisYear);
  const { year } = calendarOf(facts.today);
  const mine = facts.days.filter((it) => it.kind === 'logged' && it.day <= facts.today);
  return mine.filter((it) => calendarOf(it.day).year === year).length;
}
