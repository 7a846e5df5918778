import { type Day, dayAt, dayBounds, dueInstant, formatDay, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { isReachable } from './reach.ts';
import { nextSummaryAt } from './summary.ts';
import type { ReminderKind } from './types.ts';

const hourMs = 60 * 60 * 1000;
export const snoozeMs = hourMs;
const snoozeKinds: readonly ReminderKind[] = ['snooze-1', 'snooze-2', 'snooze-3'];
export const snoozesADay = snoozeKinds.length;
/** A nudge is due at least this long before the date ends (R14). */
const nudgeBeforeEndMs = hourMs;
/** How many local dates ahead the next slot is looked for. If there is none, the person is planned again after them. */
const horizonDays = 8;

/** A reminder by a person's settings. Whether it is wanted is decided at its due instant. */
export interface Slot {
  readonly kind: ReminderKind;
  readonly day: Day;
  /** The scheduled local date as the delivery's key. */
  readonly key: string;
  readonly dueAt: Instant;
}

/** The slots of a local date by the settings alone, earliest first (R1, R14, R18). */
export function slotsOn(person: Person, day: Day): readonly Slot[] {
  const bounds = dayBounds(person.clocks, day);
  if (!bounds) return [];
  const slot = (kind: ReminderKind, dueAt: Instant): Slot => ({ kind, day, key: formatDay(day), dueAt });
  const slots: Slot[] = [];
  const prompt = dueInstant(person.clocks, day, person.promptTime);
  if (prompt !== undefined && day >= person.promptsFrom) slots.push(slot('prompt', prompt));
  const nudge = person.nudge.on ? dueInstant(person.clocks, day, person.nudge.time) : undefined;
  if (nudge !== undefined && bounds.end - nudge >= nudgeBeforeEndMs) slots.push(slot('nudge', nudge));
  if (person.snoozes?.day === day) {
    for (const [index, at] of person.snoozes.at.entries()) {
      if (at !== null) slots.push(slot(snoozeKinds[index] ?? 'snooze-3', at));
    }
  }
  return slots.sort((a, b) => a.dueAt - b.dueAt);
}

/** The first slot after an instant. Undefined if reminders cannot reach the person, or no slot is near. */
export function nextReminderAt(person: Person, after: Instant): Instant | undefined {
  if (!isReachable(person)) return undefined;
  const today = dayAt(person.clocks, after);
  for (let day = today; day <= today + horizonDays; day++) {
    const next = slotsOn(person, day).find((slot) => slot.dueAt > after);
    if (next) return next.dueAt;
  }
  return undefined;
}

/**
 * The person with the next instant at which they are planned. A `dueAt` that has come stays until it was planned (R3); whoever
 * has planned it removes it first.
 */
export function scheduled(person: Person, now: Instant, tzdb: string): Person {
  const { dueAt: stored, tzdb: _tzdb, ...rest } = person;
  const dueAt = isReachable(person)
    ? Math.min(
        stored !== undefined && stored <= now ? stored : Number.POSITIVE_INFINITY,
        nextReminderAt(person, now) ?? now + horizonDays * 24 * hourMs,
        nextSummaryAt(person, now) ?? Number.POSITIVE_INFINITY,
      )
    : undefined;
  return dueAt === undefined ? rest : { ...rest, dueAt, tzdb };
}

/** The date from which a new prompt time holds: if the time has passed today, tomorrow (R5). */
export function promptTimeFrom(person: Person, time: number, now: Instant): Day {
  const today = dayAt(person.clocks, now);
  const due = dueInstant(person.clocks, today, time);
  return due === undefined || due <= now ? today + 1 : today;
}

export type Snoozed =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: 'no-more-snoozes' | 'day-ends-before' };

/** Plans a snooze in one hour, if that lies in the date; three a date at most (R18, R19). */
export function addSnooze(person: Person, now: Instant): Snoozed {
  const day = dayAt(person.clocks, now);
  const at = person.snoozes?.day === day ? person.snoozes.at : [];
  if (at.some((it) => it !== null && it > now)) return { ok: true, person };
  if (at.length >= snoozesADay) return { ok: false, code: 'no-more-snoozes' };
  const end = dayBounds(person.clocks, day)?.end ?? now;
  if (now + snoozeMs >= end) return { ok: false, code: 'day-ends-before' };
  return { ok: true, person: { ...person, snoozes: { day, at: [...at, now + snoozeMs] } } };
}
