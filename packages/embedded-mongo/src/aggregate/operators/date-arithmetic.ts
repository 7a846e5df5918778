import { toNumber } from '../../bson/numbers.ts';
import { isNullish, isNumber, Long, type Maybe } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import { type ExpressionFactory, type ExpressionTable, namedArguments, typeOf } from '../expression.ts';
import { instantOf, type Wall, wallOf, type Zone, zoneOf } from './time-zone.ts';
import { dateOf } from './type-conversion.ts';
import { dayNumber, dayOfWeek } from './weeks.ts';

type Unit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'hour' | 'minute' | 'second' | 'millisecond';
const fixed: Readonly<Partial<Record<Unit, number>>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const monthsIn: Readonly<Partial<Record<Unit, number>>> = { year: 12, quarter: 3, month: 1 };
const units = new Set<string>([
  'year',
  'quarter',
  'month',
  'week',
  'day',
  'hour',
  'minute',
  'second',
  'millisecond',
]);
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

function unitOf(value: Maybe, name: string): Unit {
  if (typeof value !== 'string')
    return fail(5439013, `${name} requires 'unit' to be a string, but got ${typeOf(value)}`);
  return units.has(value)
    ? (value as Unit)
    : fail(
        'FailedToParse',
        `${name} parameter 'unit' value parsing failed: unknown time unit value: ${value}`,
      );
}

const lastDay = (year: number, month: number): number => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 0);
  return date.getUTCDate();
};

/** The end of a month stays within the month. */
function addTo(instant: number, unit: Unit, amount: number, zone: Zone): number {
  const step = fixed[unit];
  if (step !== undefined) return instant + amount * step;
  const wall = wallOf(instant, zone);
  const months = monthsIn[unit];
  if (months === undefined)
    return instantOf({ ...wall, day: wall.day + amount * (unit === 'week' ? 7 : 1) }, zone);
  const index = wall.year * 12 + (wall.month - 1) + amount * months;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  return instantOf({ ...wall, year, month, day: Math.min(wall.day, lastDay(year, month)) }, zone);
}

const adding =
  (sign: 1 | -1): ExpressionFactory =>
  (operand, compile, name) => {
    const given = namedArguments(
      operand,
      name,
      ['startDate', 'unit', 'amount'],
      ['timezone'],
      compile,
      5166401,
    );
    return (root, scope) => {
      const start = given.startDate!(root, scope);
      const unit = given.unit!(root, scope);
      const amount = given.amount!(root, scope);
      const zone = given.timezone?.(root, scope);
      if (isNullish(start) || isNullish(unit) || isNullish(amount) || (given.timezone && isNullish(zone)))
        return null;
      const number = isNumber(amount) ? toNumber(amount) : Number.NaN;
      if (!Number.isInteger(number)) fail(5166405, `${name} expects integer amount of time units`);
      return new Date(
        addTo(dateOf(start, name).getTime(), unitOf(unit, name), sign * number, zoneOf(zone, name)),
      );
    };
  };

function weekStart(value: Maybe, name: string): number {
  if (value === undefined) return 0;
  const at =
    typeof value === 'string'
      ? weekdays.findIndex((day) => day === value.toLowerCase() || day.slice(0, 3) === value.toLowerCase())
      : -1;
  return at >= 0
    ? at
    : fail(
        'FailedToParse',
        `${name} parameter 'startOfWeek' value cannot be recognized as a day of a week: ${String(value)}`,
      );
}

/** How many boundaries of the unit lie between the two. */
function difference(start: number, end: number, unit: Unit, zone: Zone, firstDay: number): number {
  const step = fixed[unit];
  if (step !== undefined && unit === 'millisecond') return end - start;
  const [a, b] = [wallOf(start, zone), wallOf(end, zone)];
  const months = (wall: Wall) => wall.year * 12 + wall.month - 1;
  switch (unit) {
    case 'year':
      return b.year - a.year;
    case 'quarter':
      return Math.floor(months(b) / 3) - Math.floor(months(a) / 3);
    case 'month':
      return months(b) - months(a);
    case 'week': {
      const week = (wall: Wall) => Math.floor((dayNumber(wall) + 4 - firstDay) / 7);
      return week(b) - week(a);
    }
    case 'day':
      return dayNumber(b) - dayNumber(a);
    default:
      return Math.floor((end + zone(start)) / step!) - Math.floor((start + zone(start)) / step!);
  }
}

const dateDiff: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(
    operand,
    name,
    ['startDate', 'endDate', 'unit'],
    ['timezone', 'startOfWeek'],
    compile,
    5166302,
  );
  return (root, scope) => {
    const values = ['startDate', 'endDate', 'unit', 'timezone', 'startOfWeek'].map((field) =>
      given[field]?.(root, scope),
    );
    const [start, end, unit, zone, first] = values;
    if (isNullish(start) || isNullish(end) || isNullish(unit) || (given.timezone && isNullish(zone)))
      return null;
    const [from, to] = [dateOf(start, name).getTime(), dateOf(end, name).getTime()];
    return Long.fromNumber(
      difference(from, to, unitOf(unit, name), zoneOf(zone, name), weekStart(first, name)),
    );
  };
};

function truncate(instant: number, unit: Unit, size: number, zone: Zone, firstDay: number): number {
  const step = fixed[unit];
  // MongoDB counts its bins from the year 2000.
  const origin: Wall = { year: 2000, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };
  if (step !== undefined) {
    const reference = instantOf(origin, zone);
    const bin = step * size;
    return instant - ((((instant - reference) % bin) + bin) % bin);
  }
  const wall = wallOf(instant, zone);
  const months = monthsIn[unit];
  if (months !== undefined) {
    const bin = months * size;
    const since = (wall.year - 2000) * 12 + wall.month - 1;
    return instantOf({ ...origin, month: 1 + Math.floor(since / bin) * bin }, zone);
  }
  const dayOrigin = dayNumber(origin);
  const shift = unit === 'week' ? (7 + firstDay - (dayOfWeek(origin) - 1)) % 7 : 0;
  const bin = unit === 'week' ? 7 * size : size;
  const since = dayNumber(wall) - dayOrigin - shift;
  return instantOf({ ...origin, day: 1 + shift + Math.floor(since / bin) * bin }, zone);
}

const dateTrunc: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(
    operand,
    name,
    ['date', 'unit'],
    ['binSize', 'timezone', 'startOfWeek'],
    compile,
    5439008,
  );
  return (root, scope) => {
    const [date, unit, bin, zone, first] = ['date', 'unit', 'binSize', 'timezone', 'startOfWeek'].map(
      (field) => given[field]?.(root, scope),
    );
    if (
      isNullish(date) ||
      isNullish(unit) ||
      (given.timezone && isNullish(zone)) ||
      (given.binSize && isNullish(bin))
    )
      return null;
    const size = bin === undefined ? 1 : isNumber(bin) ? toNumber(bin) : Number.NaN;
    if (!(Number.isInteger(size) && size > 0))
      fail(5439017, `${name} requires 'binSize' to be a 64-bit positive integer`);
    return new Date(
      truncate(
        dateOf(date, name).getTime(),
        unitOf(unit, name),
        size,
        zoneOf(zone, name),
        weekStart(first, name),
      ),
    );
  };
};

export const dateArithmetic: ExpressionTable = {
  $dateAdd: adding(1),
  $dateSubtract: adding(-1),
  $dateDiff: dateDiff,
  $dateTrunc: dateTrunc,
};
