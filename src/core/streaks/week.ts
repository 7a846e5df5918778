import { type Day, mondayOf } from '../calendar/index.ts';
import { cadenceOn } from './cadence.ts';
import { standings } from './standing.ts';
import type { ClosedStreak, StreakFacts, WeekCount } from './types.ts';

/** The progress of a date's ISO week under a weekly cadence. */
export interface WeekProgress extends WeekCount {
  readonly monday: Day;
  /** Days that are still to be logged: target - done, not below 0. */
  readonly needed: number;
  /** Available dates that are not logged, from the date asked for to Sunday. */
  readonly daysLeft: number;
}

/**
 * The week of `day` by S6, with the dates to come. Undefined if the date has no weekly cadence. If the facts begin after a closed
 * fold, pass that fold too.
 */
export function weekProgress(facts: StreakFacts, day: Day, from?: ClosedStreak): WeekProgress | undefined {
  const cadence = cadenceOn(facts.cadence, day);
  if (cadence.kind !== 'weekly') return undefined;
  const standingOf = standings(facts);
  const monday = mondayOf(day);
  const closed = from !== undefined && from.through >= monday && from.through < monday + 7 ? from : undefined;
  let done = closed?.state.weekDone ?? 0;
  let available = closed?.state.weekAvailable ?? 0;
  let daysLeft = 0;
  for (let date = closed === undefined ? monday : closed.through + 1; date < monday + 7; date++) {
    const standing = standingOf(date);
    const logged = standing.entries.length > 0 && date >= facts.joined;
    if (logged) done++;
    if (standing.available) available++;
    if (standing.available && !logged && date >= day) daysLeft++;
  }
  const target = Math.min(cadence.times, available);
  return {
    monday,
    times: cadence.times,
    available,
    target,
    done,
    needed: Math.max(0, target - done),
    daysLeft,
  };
}

/**
 * Whether a date asks for an entry. It does if it is required, or if under a weekly cadence it is available and the other dates of
 * its week do not meet the target. It never does before joining, on a rest day, in a pause, or if it is excused.
 */
export function isRequired(facts: StreakFacts, day: Day, from?: ClosedStreak): boolean {
  const standing = standings(facts)(day);
  if (standing.times === undefined || !standing.available) return standing.required;
  const week = weekProgress(facts, day, from)!;
  return week.done - (standing.entries.length > 0 ? 1 : 0) < week.target;
}

/** The first date after `after` that asks for an entry. Undefined if none does, for example in a pause without an end. */
export function nextRequiredDay(facts: StreakFacts, after: Day, from?: ClosedStreak): Day | undefined {
  // A fortnight holds a promised date, unless rest days and excuses take it.
  let tries = 14 + facts.rest.length + facts.excused.size + 7 * facts.cadence.length;
  let day = Math.max(after + 1, facts.joined);
  while (tries > 0) {
    const current = day;
    const pause = facts.pauses.find((it) => it.from <= current && (it.to === undefined || it.to >= current));
    if (pause !== undefined) {
      if (pause.to === undefined) return undefined;
      day = pause.to + 1;
      continue;
    }
    if (isRequired(facts, day, from)) return day;
    day++;
    tries--;
  }
  return undefined;
}
