import { fail } from '../../errors.ts';
import { instantOf, type Wall, wallOf, type Zone, zoneOf } from './time-zone.ts';
import { dayOfYear, isoWeek, weekOfYear } from './weeks.ts';

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

const wrong = (text: string, why: string): never =>
  fail('ConversionFailure', `Error parsing date string '${text}'; ${why}`);

const pad = (value: number, digits: number): string => String(value).padStart(digits, '0');

/** `2024-05-06T07:08:09.123+02:00` and its shorter forms; a zone in the text wins over the given one. */
export function parseDate(text: string, zoneName: string): Date {
  const match =
    /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,:](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?|[A-Za-z]+\/[\w/+-]+)?\s*$/.exec(
      text,
    );
  if (!match) return wrong(text, 'it is not in the form of an ISO 8601 date');
  const [, year, month, day, hour, minute, second, fraction, zone] = match;
  const wall: Wall = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Math.floor(Number(`0.${fraction ?? 0}`) * 1000),
  };
  if (
    wall.month < 1 ||
    wall.month > 12 ||
    wall.day < 1 ||
    wall.day > 31 ||
    wall.hour > 24 ||
    wall.minute > 59 ||
    wall.second > 60
  )
    wrong(text, 'a part of it is out of range');
  return new Date(instantOf(wall, zoneOf(zone ?? zoneName, '$dateFromString')));
}

/** A date by a format such as `%Y-%m-%d`. */
export function formatDate(instant: number, format: string, zone: Zone): string {
  const wall = wallOf(instant, zone);
  return format.replace(/%([\s\S]?)/g, (_whole, directive: string) => part(directive, wall, instant, zone));
}

function part(directive: string, wall: Wall, instant: number, zone: Zone): string {
  switch (directive) {
    case 'Y':
      return pad(wall.year, 4);
    case 'm':
      return pad(wall.month, 2);
    case 'd':
      return pad(wall.day, 2);
    case 'H':
      return pad(wall.hour, 2);
    case 'M':
      return pad(wall.minute, 2);
    case 'S':
      return pad(wall.second, 2);
    case 'L':
      return pad(wall.millisecond, 3);
    case 'j':
      return pad(dayOfYear(wall), 3);
    case 'b':
      return months[wall.month - 1]!.slice(0, 3);
    case 'B':
      return months[wall.month - 1]!;
    case 'w':
      return String((isoWeek(wall).weekday % 7) + 1);
    case 'u':
      return String(isoWeek(wall).weekday);
    case 'U':
      return pad(weekOfYear(wall), 2);
    case 'V':
      return pad(isoWeek(wall).week, 2);
    case 'G':
      return pad(isoWeek(wall).year, 4);
    case 'z':
    case 'Z': {
      const minutes = Math.round(zone(instant) / 60_000);
      if (directive === 'Z') return String(minutes);
      const size = Math.abs(minutes);
      return `${minutes < 0 ? '-' : '+'}${pad(Math.floor(size / 60), 2)}${pad(size % 60, 2)}`;
    }
    case '%':
      return '%';
    default:
      return fail(18536, `Invalid format character '%${directive}' in format string`);
  }
}

const patterns: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{1,2})',
  S: '(?<S>\\d{1,2})',
  L: '(?<L>\\d{1,3})',
  j: '(?<j>\\d{1,3})',
  b: '(?<b>[A-Za-z]{3})',
  B: '(?<B>[A-Za-z]+)',
  z: '(?<z>Z|[+-]\\d{2}:?\\d{0,2})',
  Z: '(?<Z>[+-]?\\d+)',
  '%': '%',
};

/** Reads a text by a format; the week-based parts can only be written. */
export function parseByFormat(text: string, format: string, zone: Zone): Date {
  const source = format.replace(/%([\s\S]?)|[\\^$.*+?()[\]{}|/-]/g, (whole, directive: string | undefined) =>
    directive === undefined
      ? `\\${whole}`
      : (patterns[directive] ?? fail(18536, `Invalid format character '%${directive}' in format string`)),
  );
  const groups = new RegExp(`^${source}$`).exec(text)?.groups;
  if (!groups) return wrong(text, `it does not match the format '${format}'`);
  const name = groups.B ?? groups.b;
  const monthByName = name
    ? months.findIndex((it) => it.toLowerCase().startsWith(name.toLowerCase())) + 1
    : 0;
  const wall: Wall = {
    year: Number(groups.Y ?? wrong(text, 'an incomplete date/time string has been found')),
    month: groups.j ? 1 : Number(groups.m ?? (monthByName || 1)),
    day: Number(groups.j ?? groups.d ?? 1),
    hour: Number(groups.H ?? 0),
    minute: Number(groups.M ?? 0),
    second: Number(groups.S ?? 0),
    millisecond: Number((groups.L ?? '0').padEnd(3, '0')),
  };
  if (wall.month > 12 || wall.month < 1 || wall.hour > 24 || wall.minute > 59)
    wrong(text, 'a part of it is out of range');
  if (groups.Z) return new Date(instantOf(wall, () => Number(groups.Z) * 60_000));
  return new Date(instantOf(wall, groups.z ? zoneOf(groups.z, '$dateFromString') : zone));
}
