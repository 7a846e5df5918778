import { type Day, dayAt, dayBounds, dueInstant, formatDay, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { nextFollowUpAt } from './follow-up.ts';
import { isReachable } from './reach.ts';
import type { ReminderKind } from './types.ts';

const hourMs = 60 * 60 * 1000;
export const snoozeMs = hourMs;
const snoozeKinds: readonly ReminderKind[] = ['snooze-1', 'snooze-2', 'snooze-3'];
export const snoozesADay = snoozeKinds.length;
/** A nudge leaves this much before the date ends, or there is none (R14). */
const nudgeBeforeEndMs = hourMs;
/** How many local dates ahead the next reminder is looked for; past them the person is looked at again. */
const horizonDays = 8;

/** A reminder that a person's settings call for at an instant; whether it is wanted is decided when it is due. */
export interface Slot {
  readonly kind: ReminderKind;
  readonly day: Day;
  /** The scheduled local date as the delivery's key. */
  readonly key: string;
  readonly dueAt: Instant;
}

/** The slots of a local date by the settings alone, the earliest first (R1, R14 and R18). */
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

/** The first slot after an instant; undefined when nothing reaches the person or nothing is near. */
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
 * The person with the instant at which they are looked at next. One that is due and was not looked at yet stays due
 * (R3); whoever looked takes `dueAt` away first.
 */
export function scheduled(person: Person, now: Instant, tzdb: string): Person {
  const { dueAt: stored, tzdb: _tzdb, ...rest } = person;
  const dueAt = isReachable(person)
    ? Math.min(
        stored !== undefined && stored <= now ? stored : Number.POSITIVE_INFINITY,
        nextReminderAt(person, now) ?? now + horizonDays * 24 * hourMs,
        nextFollowUpAt(person) ?? Number.POSITIVE_INFINITY,
      )
    : undefined;
  return dueAt === undefined ? rest : { ...rest, dueAt, tzdb };
}

/** From which date a new prompt time holds: one that has passed today starts tomorrow (R5). */
export function promptTimeFrom(person: Person, time: number, now: Instant): Day {
  const today = dayAt(person.clocks, now);
  const due = dueInstant(person.clocks, today, time);
  return due === undefined || due <= now ? today + 1 : today;
}

export type Snoozed =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: 'no-more-snoozes' | 'day-ends-before' };

/** Asks again in an hour, three times a date at most, as long as that lies within the date (R18 and R19). */
export function addSnooze(person: Person, now: Instant): Snoozed {
  const day = dayAt(person.clocks, now);
  const at = person.snoozes?.day === day ? person.snoozes.at : [];
  if (at.some((it) => it !== null && it > now)) return { ok: true, person };
  if (at.length >= snoozesADay) return { ok: false, code: 'no-more-snoozes' };
  const end = dayBounds(person.clocks, day)?.end ?? now;
  if (now + snoozeMs >= end) return { ok: false, code: 'day-ends-before' };
  return { ok: true, person: { ...person, snoozes: { day, at: [...at, now + snoozeMs] } } };
}
