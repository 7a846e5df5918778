/**
 * What three well-known mistakes would do to a set of deliveries. A comparison that passes with one of them planted
 * proves nothing.
 */
import { Temporal } from 'temporal-polyfill';
import {
  boundsOf,
  calendarDate,
  hour,
  type Instant,
  instantOf,
  isoOf,
  minute,
} from './reminders/local-time.ts';
import type { Expected, Population } from './types.ts';

export type Fault = (deliveries: readonly Expected[], population: Population) => Expected[];

const zonesOf = ({ people, communities }: Population): Map<string, string> =>
  new Map([...people, ...communities].map(({ id, zone }) => [id, zone]));

const offsetAt = (zone: string, at: Instant): number =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;

/** A day off: the date on the wall at the due instant, as if days began at midnight. */
export const aDayOff: Fault = (deliveries, population) => {
  const zones = zonesOf(population);
  return deliveries.map((it) =>
    it.kind === 'roundup' ? it : { ...it, key: calendarDate(zones.get(it.owner)!, instantOf(it.dueAt)) },
  );
};

/** Summer time ignored: everybody keeps the offset that they had when the simulation began. */
export const fixedOffset: Fault = (deliveries, population) => {
  const zones = zonesOf(population);
  const from = instantOf(population.from);
  return deliveries.map((it) => {
    const zone = zones.get(it.owner)!;
    const due = instantOf(it.dueAt);
    const shift = offsetAt(zone, due) - offsetAt(zone, from);
    if (shift === 0) return it;
    return { ...it, dueAt: isoOf(due + shift), at: it.at === it.dueAt ? isoOf(due + shift) : it.at };
  });
};

/** The late window an hour too long: what is 4 to 5 hours late goes out while its date lasts. */
export const longLateWindow: Fault = (deliveries, population) => {
  const people = new Map(population.people.map((it) => [it.id, it]));
  return deliveries.map((it) => {
    const person = people.get(it.owner);
    const lateBy = instantOf(it.at) - instantOf(it.dueAt);
    if (!person || it.outcome !== 'missed' || lateBy <= 4 * hour || lateBy > 5 * hour) return it;
    const clocks = [{ from: 0, zone: person.zone, dayStart: person.dayStart }];
    return instantOf(it.at) < boundsOf(clocks, it.key).end ? { ...it, outcome: 'sent', late: true } : it;
  });
};

/** The late window an hour too short: what is 3 to 4 hours late is given up. */
export const shortLateWindow: Fault = (deliveries) =>
  deliveries.map((it) => {
    const tooLate = instantOf(it.at) - instantOf(it.dueAt) > 180 * minute;
    return it.outcome === 'sent' && tooLate ? { ...it, outcome: 'missed', late: false } : it;
  });

export const faults: Readonly<Record<string, Fault>> = {
  aDayOff,
  fixedOffset,
  longLateWindow,
  shortLateWindow,
};
