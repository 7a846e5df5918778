import { toNumber } from '../../bson/numbers.ts';
import { doc, isDoc, isNullish, isNumber, Long, type Maybe } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import {
  type Evaluate,
  type ExpressionFactory,
  type ExpressionTable,
  namedArguments,
  positionalArguments,
  typeOf,
} from '../expression.ts';
import { truthy } from '../truthy.ts';
import { formatDate, parseByFormat, parseDate } from './date-format.ts';
import { instantOf, type Wall, wallOf, zoneOf } from './time-zone.ts';
import { dateOf } from './type-conversion.ts';
import { dayOfWeek, dayOfYear, isoWeek, weekOfYear } from './weeks.ts';

/** A date, or `{date, timezone}`. */
function part(read: (wall: Wall) => Maybe): ExpressionFactory {
  return (operand, compile, name) => {
    const long = isDoc(operand) && operand.has('date');
    const given: { date?: Evaluate | undefined; timezone?: Evaluate | undefined } = long
      ? namedArguments(operand, name, ['date'], ['timezone'], compile, 40535)
      : { date: positionalArguments(operand, name, 1, 1, compile)[0] };
    return (root, scope) => {
      const date = given.date!(root, scope);
      const zone = given.timezone?.(root, scope);
      if (isNullish(date) || (given.timezone && isNullish(zone))) return null;
      return read(wallOf(dateOf(date, name).getTime(), zoneOf(zone, name)));
    };
  };
}

const dateToString: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(operand, name, ['date'], ['format', 'timezone', 'onNull'], compile, 18534);
  return (root, scope) => {
    const date = given.date!(root, scope);
    if (isNullish(date)) return given.onNull ? given.onNull(root, scope) : null;
    const zone = given.timezone?.(root, scope);
    if (given.timezone && isNullish(zone)) return null;
    const format = given.format?.(root, scope);
    if (given.format && isNullish(format)) return null;
    if (format !== undefined && typeof format !== 'string')
      return fail(18533, `$dateToString requires that 'format' be a string, found: ${typeOf(format)}`);
    const usual = zone === undefined || zone === 'UTC' ? '%Y-%m-%dT%H:%M:%S.%LZ' : '%Y-%m-%dT%H:%M:%S.%L';
    return formatDate(dateOf(date, name).getTime(), format ?? usual, zoneOf(zone, name));
  };
};

const dateFromString: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(
    operand,
    name,
    ['dateString'],
    ['format', 'timezone', 'onNull', 'onError'],
    compile,
    40541,
  );
  return (root, scope) => {
    const text = given.dateString!(root, scope);
    if (isNullish(text)) return given.onNull ? given.onNull(root, scope) : null;
    const zone = given.timezone?.(root, scope);
    const format = given.format?.(root, scope);
    if ((given.timezone && isNullish(zone)) || (given.format && isNullish(format))) return null;
    try {
      if (typeof text !== 'string')
        return fail(
          'ConversionFailure',
          `$dateFromString requires that 'dateString' be a string, found: ${typeOf(text)}`,
        );
      if (typeof format === 'string') return parseByFormat(text, format, zoneOf(zone, name));
      return parseDate(text, typeof zone === 'string' ? zone : 'UTC');
    } catch (error) {
      if (given.onError) return given.onError(root, scope);
      throw error;
    }
  };
};

const calendarFields = ['year', 'month', 'day', 'hour', 'minute', 'second', 'millisecond'];
const isoFields = ['isoWeekYear', 'isoWeek', 'isoDayOfWeek', 'hour', 'minute', 'second', 'millisecond'];

const dateFromParts: ExpressionFactory = (operand, compile, name) => {
  const iso = isDoc(operand) && operand.has('isoWeekYear');
  const fields = iso ? isoFields : calendarFields;
  const given = namedArguments(operand, name, [fields[0]!], [...fields.slice(1), 'timezone'], compile, 40515);
  return (root, scope) => {
    const zone = given.timezone?.(root, scope);
    if (given.timezone && isNullish(zone)) return null;
    const values: number[] = [];
    for (const [at, field] of fields.entries()) {
      const value = given[field]?.(root, scope);
      if (given[field] && isNullish(value)) return null;
      const number = isNumber(value) ? toNumber(value) : value === undefined ? (at < 3 ? 1 : 0) : Number.NaN;
      if (!Number.isInteger(number))
        fail(40515, `'${field}' must evaluate to an integer, found ${typeOf(value)}`);
      values.push(number);
    }
    const [year, month, day, hour, minute, second, millisecond] = values as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    if (year < 1 || year > 9999)
      fail(40523, `'${fields[0]}' must evaluate to an integer in the range 1 to 9999, found ${year}`);
    const time = { hour, minute, second, millisecond };
    if (!iso) return new Date(instantOf({ year, month, day, ...time }, zoneOf(zone, name)));
    const fourth = isoWeek({ year, month: 1, day: 4 });
    const offset = 4 - fourth.weekday + 1 + (month - 1) * 7 + (day - 1);
    return new Date(instantOf({ year, month: 1, day: offset, ...time }, zoneOf(zone, name)));
  };
};

const dateToParts: ExpressionFactory = (operand, compile, name) => {
  const given = namedArguments(operand, name, ['date'], ['timezone', 'iso8601'], compile, 40524);
  return (root, scope) => {
    const date = given.date!(root, scope);
    const zone = given.timezone?.(root, scope);
    if (isNullish(date) || (given.timezone && isNullish(zone))) return null;
    const { year, month, day, ...time } = wallOf(dateOf(date, name).getTime(), zoneOf(zone, name));
    if (!truthy(given.iso8601?.(root, scope))) return doc({ year, month, day, ...time });
    const week = isoWeek({ year, month, day });
    return doc({ isoWeekYear: week.year, isoWeek: week.week, isoDayOfWeek: week.weekday, ...time });
  };
};

export const dates: ExpressionTable = {
  $year: part((wall) => wall.year),
  $month: part((wall) => wall.month),
  $dayOfMonth: part((wall) => wall.day),
  $hour: part((wall) => wall.hour),
  $minute: part((wall) => wall.minute),
  $second: part((wall) => wall.second),
  $millisecond: part((wall) => wall.millisecond),
  $dayOfYear: part(dayOfYear),
  $dayOfWeek: part(dayOfWeek),
  $week: part(weekOfYear),
  $isoWeek: part((wall) => isoWeek(wall).week),
  $isoDayOfWeek: part((wall) => isoWeek(wall).weekday),
  $isoWeekYear: part((wall) => Long.fromNumber(isoWeek(wall).year)),
  $dateToString: dateToString,
  $dateFromString: dateFromString,
  $dateFromParts: dateFromParts,
  $dateToParts: dateToParts,
};
