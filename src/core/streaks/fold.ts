import { weekdayOf } from '../calendar/index.ts';
import { eventsOf, recentEvents } from './events.ts';
import { type Standing, standings } from './standing.ts';
import type {
  ClosedStreak,
  FreezeRules,
  Freezes,
  LedgerDay,
  StreakFacts,
  StreakFold,
  StreakState,
  WeekCount,
} from './types.ts';

const UNBEGUN: StreakState = { count: 0, longest: 0, progress: 0, weekDone: 0, weekAvailable: 0, events: [] };

function weekOf(state: Pick<StreakState, 'weekDone' | 'weekAvailable'>, times: number): WeekCount {
  const target = Math.min(times, state.weekAvailable);
  return { times, available: state.weekAvailable, target, done: state.weekDone };
}

/** The date itself: S4 and S5, and the tally of its week. */
function afterDate(
  state: StreakState,
  standing: Standing,
  isMonday: boolean,
  rules: FreezeRules,
): Omit<StreakState, 'events'> {
  const step = standing.entries.length > 0 ? 1 : 0;
  const count = state.count + step;
  return {
    count,
    longest: Math.max(state.longest, count),
    progress: Math.min(rules.maxHeld * rules.stepsPerFreeze, state.progress + step),
    weekDone: (isMonday ? 0 : state.weekDone) + step,
    weekAvailable: (isMonday ? 0 : state.weekAvailable) + (standing.available ? 1 : 0),
  };
}

function heldOf(progress: number, rules: FreezeRules): number {
  return Math.floor(progress / rules.stepsPerFreeze);
}

function freezesOf(progress: number, rules: FreezeRules): Freezes {
  const held = heldOf(progress, rules);
  const daysToNext = held >= rules.maxHeld ? 0 : rules.stepsPerFreeze * (held + 1) - progress;
  return { held, max: rules.maxHeld, progress, daysToNext };
}

/**
 * The streak and its ledger (S3 to S6, S12), from joining to today. With a closed fold it continues from there: the facts then
 * need only the dates after it, and the result is the same. `stepsPerFreeze` is at least 1.
 */
export function foldStreak(facts: StreakFacts, rules: FreezeRules, from?: ClosedStreak): StreakFold {
  const standingOf = standings(facts);
  const days: LedgerDay[] = [];
  const states: StreakState[] = [];
  let state = from?.state ?? UNBEGUN;
  const first = from === undefined ? facts.joined : Math.max(facts.joined, from.through + 1);
  for (let day = first; day <= facts.today; day++) {
    const standing = standingOf(day);
    const weekday = weekdayOf(day);
    const open = day === facts.today;
    const logged = standing.entries.length > 0;
    const before = afterDate(state, standing, weekday === 1, rules);
    const closesWeek = weekday === 7 && standing.times !== undefined;
    const week =
      standing.times !== undefined && (closesWeek || open) ? weekOf(before, standing.times) : undefined;
    const missed = closesWeek && week !== undefined ? week.done < week.target : standing.required && !logged;
    const fails = missed && !open;
    const frozen = fails && before.progress >= rules.stepsPerFreeze;
    const ends = fails && !frozen;
    const after = frozen
      ? { ...before, progress: before.progress - rules.stepsPerFreeze }
      : ends
        ? { ...before, count: 0, progress: 0 }
        : before;
    const date = {
      day,
      required: standing.required,
      logged,
      frozen,
      excused: standing.excused,
      ...(standing.reason === undefined ? {} : { reason: standing.reason }),
      ended: ends && before.count > 0,
      open,
      count: after.count,
      progress: after.progress,
      held: heldOf(after.progress, rules),
    };
    const happened = eventsOf(date, { count: state.count, held: heldOf(state.progress, rules) }, standing);
    state = { ...after, events: recentEvents(state.events, happened, day) };
    states.push(state);
    days.push({
      ...date,
      entries: standing.entries,
      backdated: standing.entries.some((entry) => facts.backdated?.has(entry) ?? false),
      ...(week === undefined ? {} : { week }),
    });
  }
  return {
    days,
    states,
    state,
    current: state.count,
    longest: state.longest,
    freezes: freezesOf(state.progress, rules),
  };
}
