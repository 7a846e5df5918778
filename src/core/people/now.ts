import { clockAt, type Day, type DayRange, dayAt, type Instant } from '../calendar/index.ts';
import type { Person } from './types.ts';

export const pauseOn = (person: Person, day: Day): DayRange | undefined =>
  person.pauses.find((it) => it.from <= day && (it.to === undefined || it.to >= day));

export const zoneOf = (person: Person, now: Instant): string => clockAt(person.clocks, now).zone;

export const todayOf = (person: Person, now: Instant): Day => dayAt(person.clocks, now);
