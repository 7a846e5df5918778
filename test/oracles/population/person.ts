import { Temporal } from 'temporal-polyfill';
import { addDays, datesBetween } from '../reminders/dates.ts';
import { dateAt, hour, instantOf, isoOf } from '../reminders/local-time.ts';
import type { Span } from '../reminders/simulated-time.ts';
import type { Cadence, Person } from '../types.ts';
import type { Random } from './random.ts';

const day = 24 * hour;
const weekdays = [1, 2, 3, 4, 5, 6, 7];
const everyDay: Cadence = { kind: 'weekdays', days: weekdays };

/** Somebody with settings, a past and no actions yet. */
export function randomPerson(
  random: Random,
  about: Pick<Person, 'id' | 'zone' | 'community'>,
  span: Span,
): Person {
  if (random.chance(0.05)) return newcomer(random, about, span);
  const dayStart = randomDayStart(random);
  const cadence = randomCadence(random);
  const quarters = cadence.kind === 'weekly' ? dayStart - (dayStart % 15) : dayStart;
  const clocks = [{ from: 0, zone: about.zone, dayStart: quarters }];
  const joinedAt = span.from - random.whole(1, random.chance(0.2) ? 6 * 24 : 60 * 24) * hour;
  const silence = random.weighted([
    [55, random.whole(1, 48)],
    [20, random.whole(48, 12 * 24)],
    [25, random.whole(12 * 24, 45 * 24)],
  ]);
  const recordActivity = Math.max(joinedAt, span.from - silence * hour);
  const heard = dateAt(clocks, recordActivity);
  const joined = dateAt(clocks, joinedAt);
  const mayBeLogged = datesBetween(addDays(heard, -8), heard).filter((it) => it >= joined);
  const today = dateAt(clocks, span.from);
  const closed = random.chance(0.04);
  return {
    ...about,
    dayStart: quarters,
    promptTime: randomPromptTime(random, about.zone, quarters, span),
    cadence,
    week: about.id.endsWith('3') || about.id.endsWith('7'),
    nudge: { on: random.chance(0.85), time: random.chance(0.6) ? 20 * 60 : random.whole(0, 287) * 5 },
    joinedAt: isoOf(joinedAt),
    recordActivity: isoOf(recordActivity),
    logged: mayBeLogged.filter(() => random.chance(0.5)),
    rest: random.chance(0.05) ? [addDays(today, random.whole(0, 2)), addDays(today, random.whole(0, 2))] : [],
    pauses: random.chance(0.05) ? [randomPause(random, today)] : [],
    dm: closed ? 'closed' : 'open',
    ...(closed && random.chance(0.5) && { dmOpensAt: isoOf(random.whole(span.from, span.to)) }),
    actions: [],
  };
}

/** Joins during the simulation with a zone and a prompt time, the rest by default. */
function newcomer(random: Random, about: Pick<Person, 'id' | 'zone' | 'community'>, span: Span): Person {
  const joinedAt = isoOf(random.whole(span.from + hour, span.to - day));
  return {
    ...about,
    dayStart: 180,
    promptTime: randomPromptTime(random, about.zone, 180, span),
    cadence: everyDay,
    nudge: { on: true, time: 20 * 60 },
    joinedAt,
    recordActivity: joinedAt,
    logged: [],
    rest: [],
    pauses: [],
    dm: 'open',
    actions: [],
  };
}

export const randomDayStart = (random: Random): number =>
  random.weighted([
    [50, 180],
    [15, 0],
    [5, 360],
    [20, random.whole(0, 24) * 15],
    [10, random.whole(0, 360)],
  ]);

export function randomCadence(random: Random): Cadence {
  const some = weekdays.filter(() => random.chance(0.5));
  return random.weighted<Cadence>([
    [50, everyDay],
    [10, { kind: 'weekdays', days: [1, 2, 3, 4, 5] }],
    [15, { kind: 'weekdays', days: some.length > 0 ? some : [random.whole(1, 7)] }],
    [25, { kind: 'weekly', target: random.whole(1, 7) }],
  ]);
}

const randomPause = (random: Random, today: string) => {
  const from = addDays(today, random.whole(-5, 1));
  return random.chance(0.5) ? { from } : { from, to: addDays(from, random.whole(0, 6)) };
};

/** Also times before the day start, at its edge, and in the hours that a clock change skips or repeats. */
export const randomPromptTime = (random: Random, zone: string, dayStart: number, span: Span): number =>
  random.weighted([
    [25, 9 * 60],
    [40, random.whole(0, 287) * 5],
    [5, random.whole(0, 1439)],
    [10, random.whole(0, Math.max(dayStart - 1, 0))],
    [5, (dayStart + random.whole(-1, 1) + 1440) % 1440],
    [15, aroundTransition(random, zone, span)],
  ]);

/** A wall-clock time between what the clock shows before and after its change, if it changes in these days. */
function aroundTransition(random: Random, zone: string, span: Span): number {
  const before = Temporal.Instant.fromEpochMilliseconds(span.from - day).toZonedDateTimeISO(zone);
  const change = before.getTimeZoneTransition('next');
  if (!change || change.epochMilliseconds > span.to + day) return random.whole(90, 210);
  const shown = (it: Temporal.ZonedDateTime) => it.hour * 60 + it.minute;
  const last = shown(change.subtract({ minutes: 1 })) + 1;
  const first = shown(change);
  return random.whole(Math.min(last, first), Math.max(last, first)) % 1440;
}

export const joinsLater = (person: Person, { from }: Span): boolean => instantOf(person.joinedAt) >= from;
