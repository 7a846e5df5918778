/**
 * A random population over all zones with what it does, made from a seed: the same seed and options, the same population (on one
 * tz database).
 */
import { downtimesIn, isDown } from './population/downtimes.ts';
import { joinsLater, randomPerson } from './population/person.ts';
import { type Random, randomFrom } from './population/random.ts';
import { momentsOf } from './population/scenes.ts';
import { allZones } from './population/zones.ts';
import { addDays, datesBetween } from './reminders/dates.ts';
import {
  calendarDate,
  hour,
  type Instant,
  instantOf,
  isoOf,
  minute,
  wallInstant,
} from './reminders/local-time.ts';
import type { Span } from './reminders/simulated-time.ts';
import type { Action, Community, Person, Population } from './types.ts';

export interface PopulationOptions {
  readonly seed: number;
  readonly people: number;
  readonly from: string;
  readonly hours: number;
  readonly communities: number;
}

/** Over the change to summer time in Europe. */
export const defaultOptions: PopulationOptions = {
  seed: 20_270_326,
  people: 5000,
  from: '2027-03-26T00:00:00Z',
  hours: 72,
  communities: 200,
};

export function makePopulation(options: Partial<PopulationOptions> = {}): Population {
  const { seed, people, from, hours, communities } = { ...defaultOptions, ...options };
  const random = randomFrom(seed);
  const start = instantOf(from);
  const span = { from: start, to: start + hours * hour };
  const downtimes = downtimesIn(span);
  const zones = allZones();
  const clock = uniqueInstants(span, downtimes);
  return {
    seed,
    from: isoOf(span.from),
    to: isoOf(span.to),
    downtimes: downtimes.map((it) => ({ from: isoOf(it.from), to: isoOf(it.to) })),
    communities: Array.from({ length: communities }, (_, index) =>
      randomCommunity(random, `community-${index}`, zones, index),
    ),
    people: Array.from({ length: people }, (_, index) => {
      const zone = zones[index % zones.length]!;
      const about = { id: `person-${index}`, zone, community: `community-${index % communities}` };
      const person = randomPerson(random, about, span);
      const settled = joinsLater(person, span) ? joiningAt(person, whenUp(downtimes, person), clock) : person;
      return { ...settled, actions: actionsOf(random, settled, span, zones, clock) };
    }),
  };
}

/** Nobody can join while the process is down. */
function whenUp(downtimes: readonly Span[], { joinedAt }: Person): Instant {
  const at = instantOf(joinedAt);
  const downtime = downtimes.find((it) => it.from <= at && at < it.to);
  return downtime ? downtime.to + minute : at;
}

function joiningAt(person: Person, at: Instant, clock: UniqueInstants): Person {
  const joinedAt = clock(at);
  if (!joinedAt) throw new Error(`${person.id} cannot join at ${isoOf(at)}`);
  return { ...person, joinedAt, recordActivity: joinedAt };
}

function actionsOf(
  random: Random,
  person: Person,
  span: Span,
  zones: readonly string[],
  clock: UniqueInstants,
): Action[] {
  const dates = datesBetween(
    addDays(calendarDate(person.zone, span.from), -1),
    calendarDate(person.zone, span.to),
  );
  const { promptTime, dayStart, zone } = person;
  const prompts = dates.map((date) =>
    wallInstant(zone, date, promptTime < dayStart ? promptTime + 1440 : promptTime),
  );
  return momentsOf(random, person, prompts, zones)
    .filter(({ at }) => at > instantOf(person.joinedAt))
    .flatMap(({ at, deed }) => {
      const exactly = clock(at);
      return exactly && exactly > person.joinedAt ? [{ at: exactly, ...deed }] : [];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

type UniqueInstants = (wanted: Instant) => string | undefined;

/**
 * Makes instants that no two actions share, a second and more away from every full minute (at which things are due), and
 * never the same part of an hour (snoozes are due an hour later). Undefined while the process is down or outside the simulation.
 */
function uniqueInstants(span: Span, downtimes: readonly Span[]): UniqueInstants {
  const taken = new Set<number>();
  return (wanted) => {
    let at = wanted - (wanted % minute) + 1000;
    while (taken.has(at % hour)) at += at % minute < minute - 1000 ? 1 : 2001;
    if (at < span.from || at >= span.to || isDown(downtimes, at)) return undefined;
    taken.add(at % hour);
    return isoOf(at);
  };
}

function randomCommunity(random: Random, id: string, zones: readonly string[], index: number): Community {
  return {
    id,
    zone: zones[(index * 7) % zones.length]!,
    channel: random.chance(0.9),
    roundup: {
      weekday: random.chance(0.5) ? 7 : random.whole(1, 7),
      time: random.chance(0.5) ? 18 * 60 : random.whole(0, 287) * 5,
    },
  };
}
