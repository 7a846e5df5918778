import type { Maybe } from '../../bson/values.ts';
import { fail } from '../../errors.ts';

/** Wall-clock time; months count from 1. */
export interface Wall {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** How far a zone is ahead of UTC at an instant, in milliseconds. */
export type Zone = (instant: number) => number;

const formatters = new Map<string, Zone>();
const utc: Zone = () => 0;

/** `Europe/Lisbon`, `UTC`, `+05:30`, `-0800` or `+03`; error 40485 for what is no zone. */
export function zoneOf(name: Maybe, operator: string): Zone {
  if (name === undefined) return utc;
  if (typeof name !== 'string') return fail(40517, `${operator} requires a string for the timezone argument`);
  if (name === 'UTC' || name === 'GMT' || name === 'Z') return utc;
  const known = formatters.get(name);
  if (known) return known;
  const zone = offsetZone(name) ?? namedZone(name);
  formatters.set(name, zone);
  return zone;
}

function offsetZone(name: string): Zone | undefined {
  const match = /^([+-])(\d{2})(?::?(\d{2}))?$/.exec(name);
  if (!match) return undefined;
  const minutes = (Number(match[2]) * 60 + Number(match[3] ?? 0)) * (match[1] === '-' ? -1 : 1);
  return () => minutes * 60_000;
}

function namedZone(name: string): Zone {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'iso8601',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  } catch {
    return fail(40485, `unrecognized time zone identifier: "${name}"`);
  }
  return (instant) => {
    const parts: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(instant)) parts[type] = value;
    const year = parts.era?.startsWith('B') ? 1 - Number(parts.year) : Number(parts.year);
    const wall = Date.UTC(
      2000,
      Number(parts.month) - 1,
      Number(parts.day),
      Number(parts.hour),
      Number(parts.minute),
      Number(parts.second),
    );
    const date = new Date(wall);
    date.setUTCFullYear(year, Number(parts.month) - 1, Number(parts.day));
    return date.getTime() - Math.floor(instant / 1000) * 1000;
  };
}

export function wallOf(instant: number, zone: Zone): Wall {
  const local = new Date(instant + zone(instant));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
  };
}

/** Units beyond their range carry over. A time that a gap leaves out is moved forward, of two the first is taken. */
export function instantOf(wall: Wall, zone: Zone): number {
  const date = new Date(0);
  date.setUTCFullYear(wall.year, wall.month - 1, wall.day);
  date.setUTCHours(wall.hour, wall.minute, wall.second, wall.millisecond);
  const local = date.getTime();
  const day = 86_400_000;
  const before = zone(local - day);
  const after = zone(local + day);
  const first = local - before;
  if (zone(first) === before) return first;
  const second = local - after;
  return zone(second) === after ? second : first;
}
