import {
  type ClockHistory,
  type Day,
  type DayRange,
  dayAt,
  changeClock as historyWith,
  type Instant,
} from '../calendar/index.ts';
import type { EntryStore } from '../log/ports.ts';
import type { Cadence } from '../people/cadence.ts';
import { identityKey } from '../people/identity.ts';
import type { ToldEvents } from '../people/streak-events.ts';
import type { Person } from '../people/types.ts';
import { promptTimeFrom } from '../reminders/schedule.ts';
import { changeCadence, toldBefore } from '../streaks/index.ts';
import type { CheckpointStore } from '../streaks/ports.ts';

/**
 * The first zone that a person chooses applies at once and re-dates what was before (S9); every later one when the
 * current local date ends.
 */
export function chooseZone(person: Person, zone: string, now: Instant): Person {
  const { dayStart } = latestClock(person);
  if (person.zoneChosen) return changeClock(person, { zone, dayStart }, now);
  return redated({ ...person, zoneChosen: true }, [{ from: 0, zone, dayStart }], now);
}

export function changeClock(person: Person, rule: { zone: string; dayStart: number }, now: Instant): Person {
  const clocks = historyWith(person.clocks, rule, now);
  return clocks === person.clocks ? person : { ...person, clocks };
}

/** What will be in force once a pending change applies. */
export const latestClock = (person: Person) => person.clocks.at(-1) as ClockHistory[number];

/** The instant at which a chosen zone or day start applies; undefined when none is pending. */
export function pendingClock(person: Person, now: Instant) {
  const latest = latestClock(person);
  return latest.from > now ? latest : undefined;
}

function redated(person: Person, clocks: ClockHistory, now: Instant): Person {
  const sides = person.links?.sides.map((it) => it.joinedDay) ?? [];
  const joinedDay = Math.min(dayAt(clocks, person.joinedAt), ...sides);
  const today = dayAt(clocks, now);
  const [first, ...rest] = person.cadence;
  return {
    ...person,
    clocks,
    joinedDay,
    cadence: first ? [{ ...first, from: Math.min(joinedDay, first.from) }, ...rest] : [],
    lastActiveDay: today,
    promptsFrom: Math.min(person.promptsFrom, today),
    ...(person.streakEvents && { streakEvents: redatedEvents(person, today, now) }),
  };
}

/** Entries of earlier dates may have moved by a date, so what happened before counts as told (S13). */
function redatedEvents({ streakEvents, clocks }: Person, today: Day, now: Instant): ToldEvents {
  const moved = today - dayAt(clocks, now);
  const told = streakEvents?.told.map((it) => ({ ...it, day: it.day + moved })) ?? [];
  return toldBefore(today, [{ told }]);
}

/** The date that an entry has after its author's first choice of a zone; a backdated one keeps its distance. */
export function redatedDay(
  entry: { readonly at: Instant; readonly day: Day },
  before: ClockHistory,
  after: ClockHistory,
): Day {
  return dayAt(after, entry.at) - (dayAt(before, entry.at) - entry.day);
}

/** A new prompt time that has passed today already starts tomorrow. */
export function changePromptTime(person: Person, time: number, now: Instant): Person {
  if (person.promptTime === time) return person;
  return { ...person, promptTime: time, promptsFrom: promptTimeFrom(person, time, now) };
}

export function chooseCadence(person: Person, cadence: Cadence, now: Instant): Person {
  return { ...person, cadence: changeCadence(person.cadence, cadence, dayAt(person.clocks, now)) };
}

/** Rest days are whole local dates from today on (S10). */
export function addRest(person: Person, days: readonly Day[], now: Instant): Person {
  const today = dayAt(person.clocks, now);
  const rest = new Set([...person.rest, ...days.filter((day) => day >= today)]);
  return { ...person, rest: [...rest].sort((a, b) => a - b) };
}

/** Takes back rest days that have not begun, and today's. */
export function removeRest(person: Person, days: readonly Day[], now: Instant): Person {
  const today = dayAt(person.clocks, now);
  return { ...person, rest: person.rest.filter((day) => day < today || !days.includes(day)) };
}

/** Pauses from today (or a later date) until a date, or until resumed (S10). Overlapping pauses become one. */
export function pause(person: Person, range: DayRange, now: Instant): Person {
  const today = dayAt(person.clocks, now);
  const wanted: DayRange = { ...range, from: Math.max(range.from, today) };
  const overlaps = (it: DayRange) =>
    (it.to === undefined || it.to >= wanted.from - 1) &&
    (wanted.to === undefined || it.from <= wanted.to + 1);
  const joined = [wanted, ...person.pauses.filter(overlaps)];
  const open = joined.some((it) => it.to === undefined);
  const merged: DayRange = {
    from: Math.min(...joined.map((it) => it.from)),
    ...(!open && { to: Math.max(...joined.map((it) => it.to as Day)) }),
  };
  const pauses = [...person.pauses.filter((it) => !overlaps(it)), merged].sort((a, b) => a.from - b.from);
  return { ...person, pauses };
}

/** Ends the pause in force and takes back those ahead; today stays neutral (S10). */
export function resume(person: Person, now: Instant): Person {
  const today = dayAt(person.clocks, now);
  const pauses = person.pauses
    .filter((it) => it.from <= today)
    .map((it) => (it.to === undefined || it.to > today ? { ...it, to: today } : it));
  return { ...person, pauses };
}

/** Re-dates what a person logged before they chose their first zone (S9). */
export async function redateEntries(
  { entries, checkpoints }: { readonly entries: EntryStore; readonly checkpoints: CheckpointStore },
  before: Person,
  after: Person,
): Promise<void> {
  const linked = after.links?.sides.flatMap((it) => it.identities.map(identityKey)) ?? [];
  for await (const entry of entries.all(after.id)) {
    // A linked account's entries were dated by its own zone.
    if (linked.includes(identityKey(entry.identity))) continue;
    const day = redatedDay(entry, before.clocks, after.clocks);
    const zone = latestClock(after).zone;
    if (day !== entry.day || zone !== entry.zone) await entries.save({ ...entry, day, zone });
  }
  await checkpoints.dropFrom(after.id, Number.NEGATIVE_INFINITY);
}
