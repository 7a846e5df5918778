import { type Day, dayAt, dueInstant, formatDay, type Instant, weekdayOf } from '../calendar/index.ts';
import { chosenIn } from '../people/chosen.ts';
import type { Person } from '../people/types.ts';
import type { StreakFacts } from '../streaks/index.ts';
import { laneOf, missedDelivery, pendingDelivery } from './delivery.ts';
import { isQuietOn } from './follow-up.ts';
import { latestSendOn } from './lateness.ts';
import type { Delivery } from './types.ts';

/** Minutes after midnight on Mondays. No day starts later, so the time occurs in each of them. */
const summaryTime = 8 * 60;
/** How many dates a summary covers. */
export const summaryDays = 7;
const monday = 1;

/** Whether they want a weekly summary; undefined: they never said. */
export const wantsSummary = (person: Person): boolean | undefined => {
  const chosen = chosenIn(person, 'week');
  return chosen === undefined ? undefined : chosen === true;
};

/** R43: when the summary of the dates before `day` is due; undefined on other days than Monday. */
function summaryAt(person: Person, day: Day): Instant | undefined {
  if (wantsSummary(person) !== true || weekdayOf(day) !== monday) return undefined;
  return dueInstant(person.clocks, day, summaryTime);
}

/** The first summary after an instant; undefined if they want none. */
export function nextSummaryAt(person: Person, after: Instant): Instant | undefined {
  const today = dayAt(person.clocks, after);
  for (let day = today; day <= today + summaryDays; day++) {
    const at = summaryAt(person, day);
    if (at !== undefined && at > after) return at;
  }
  return undefined;
}

/** Something was logged on the dates that the summary of `day` covers. */
const hasSomething = ({ logged }: StreakFacts, day: Day): boolean => {
  for (let date = day - summaryDays; date < day; date++) if (logged.has(date)) return true;
  return false;
};

/** Whether the summary of a date is wanted, by the state at its due instant (R43). */
export const isSummaryWanted = (person: Person, facts: StreakFacts, day: Day): boolean =>
  wantsSummary(person) === true && !isQuietOn(person, facts, day) && hasSomething(facts, day);

/** The summaries that became due since the person was planned last. */
export function planSummaries(
  person: Person,
  facts: StreakFacts,
  now: Instant,
  lateWindowMs: number,
): readonly Delivery[] {
  const deliveries: Delivery[] = [];
  const since = person.dueAt ?? now;
  for (let day = dayAt(person.clocks, since); day <= dayAt(person.clocks, now); day++) {
    const dueAt = summaryAt(person, day);
    if (dueAt === undefined || dueAt < since || dueAt > now || !isSummaryWanted(person, facts, day)) continue;
    const owed = {
      owner: { personId: person.id },
      kind: 'summary' as const,
      key: formatDay(day),
      lane: laneOf(person.dm, 'summary'),
      dueAt,
      expiresAt: latestSendOn(person, day, { kind: 'summary', dueAt }, lateWindowMs),
    };
    deliveries.push(now <= owed.expiresAt ? pendingDelivery(owed) : missedDelivery(owed, now, 'too-late'));
  }
  return deliveries;
}
