import { compareStrings } from '../../bson/compare.ts';
import { toNumber } from '../../bson/numbers.ts';
import { valueToString } from '../../bson/to-string.ts';
import { BSONSymbol, isNullish, isNumber, type Maybe } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import {
  type ExpressionFactory,
  type ExpressionTable,
  namedArguments,
  nary,
  typeOf,
  unary,
  unbounded,
} from '../expression.ts';
import { coerceToString } from './type-conversion.ts';

const string = (value: Maybe, message: (type: string) => string, code: number): string =>
  typeof value === 'string'
    ? value
    : value instanceof BSONSymbol
      ? value.value
      : fail(code, message(typeOf(value)));

const concat = nary(0, unbounded, (values) => {
  if (values.some(isNullish)) return null;
  return values
    .map((value) => string(value, (type) => `$concat only supports strings, not ${type}`, 16702))
    .join('');
});

/** ASCII only, as MongoDB does it. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (it) => it.toLowerCase());
const upper = (text: string): string => text.replace(/[a-z]/g, (it) => it.toUpperCase());

const split = nary(2, 2, ([text, by]) => {
  if (isNullish(text) || isNullish(by)) return null;
  const whole = string(
    text,
    (type) => `$split requires an expression that evaluates to a string as a first argument, found: ${type}`,
    40085,
  );
  const separator = string(
    by,
    (type) => `$split requires an expression that evaluates to a string as a second argument, found: ${type}`,
    40086,
  );
  if (separator === '') fail(40087, '$split requires a non-empty separator');
  return whole.split(separator);
});

const blanks = '\0 \t\n\v\f\r\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a';

const trimming =
  (left: boolean, right: boolean): ExpressionFactory =>
  (operand, compile, name) => {
    const given = namedArguments(operand, name, ['input'], ['chars'], compile, 50695);
    return (doc, scope) => {
      const input = given.input!(doc, scope);
      const chars = given.chars ? given.chars(doc, scope) : blanks;
      if (isNullish(input) || isNullish(chars)) return null;
      const text = [
        ...string(input, (type) => `${name} requires its input to be a string, got ${type}`, 50699),
      ];
      const set = new Set(
        string(chars, (type) => `${name} requires 'chars' to be a string, got ${type}`, 50700),
      );
      let start = 0;
      let end = text.length;
      while (left && start < end && set.has(text[start]!)) start += 1;
      while (right && end > start && set.has(text[end - 1]!)) end -= 1;
      return text.slice(start, end).join('');
    };
  };

const replacing =
  (all: boolean): ExpressionFactory =>
  (operand, compile, name) => {
    const given = namedArguments(operand, name, ['input', 'find', 'replacement'], [], compile, 51751);
    return (doc, scope) => {
      const parts = ['input', 'find', 'replacement'].map((field) => {
        const value = given[field]!(doc, scope);
        return isNullish(value)
          ? undefined
          : string(value, (type) => `${name} requires that '${field}' be a string, found: ${type}`, 51746);
      });
      const [input, find, replacement] = parts;
      if (input === undefined || find === undefined || replacement === undefined) return null;
      return all ? input.split(find).join(replacement) : input.replace(find, () => replacement);
    };
  };

function index(value: Maybe, name: string, what: string, code: number): number {
  const number = isNumber(value)
    ? Math.trunc(toNumber(value))
    : fail(code, `${name}: ${what} must be a numeric type (is BSON type ${typeOf(value)})`);
  return number;
}

const substrBytes = nary(3, 3, ([value, start, length], name) => {
  const bytes = Buffer.from(coerceToString(value, name));
  const from = index(start, name, 'starting index', 16034);
  const count = index(length, name, 'length', 16035);
  if (from < 0) fail(50752, `${name}: starting index must be non-negative (got: ${from})`);
  const end = count < 0 ? bytes.length : Math.min(from + count, bytes.length);
  const continues = (at: number) => at < bytes.length && (bytes[at]! & 0xc0) === 0x80;
  if (continues(from)) fail(28656, `${name}:  Invalid range, starting index is a UTF-8 continuation byte.`);
  if (continues(end))
    fail(28657, `${name}:  Invalid range, ending index is in the middle of a UTF-8 character.`);
  return bytes.subarray(from, end).toString();
});

const substrCP = nary(3, 3, ([value, start, length], name) => {
  const text = [...coerceToString(value, name)];
  const from = index(start, name, 'starting index', 34450);
  const count = index(length, name, 'length', 34452);
  if (from < 0) fail(34455, `${name}: the starting index must be nonnegative integer.`);
  if (count < 0) fail(34454, `${name}: length must be a nonnegative integer.`);
  return text.slice(from, from + count).join('');
});

const searching = (units: (text: string) => readonly (string | number)[]): ExpressionFactory =>
  nary(2, 4, ([text, wanted, start, stop], name) => {
    if (isNullish(text)) return null;
    const all = units(
      string(text, (type) => `${name} requires a string as the first argument, found: ${type}`, 40091),
    );
    const part = units(
      string(wanted, (type) => `${name} requires a string as the second argument, found: ${type}`, 40092),
    );
    const bound = (value: Maybe, otherwise: number): number => {
      if (value === undefined) return otherwise;
      const at = index(value, name, 'index', 40096);
      return at < 0
        ? fail(40097, `${name} requires a nonnegative index, found: ${valueToString(value)}`)
        : at;
    };
    const end = Math.min(bound(stop, all.length), all.length);
    for (let at = bound(start, 0); at + part.length <= end; at++)
      if (part.every((unit, offset) => all[at + offset] === unit)) return at;
    return -1;
  });

export const strings: ExpressionTable = {
  $concat: concat,
  $toLower: unary((value, name) => lower(coerceToString(value, name))),
  $toUpper: unary((value, name) => upper(coerceToString(value, name))),
  $split: split,
  $trim: trimming(true, true),
  $ltrim: trimming(true, false),
  $rtrim: trimming(false, true),
  $replaceOne: replacing(false),
  $replaceAll: replacing(true),
  $substr: substrBytes,
  $substrBytes: substrBytes,
  $substrCP: substrCP,
  $indexOfCP: searching((text) => [...text]),
  $indexOfBytes: searching((text) => [...Buffer.from(text)]),
  $strLenBytes: unary((value) =>
    Buffer.byteLength(
      string(value, (type) => `$strLenBytes requires a string argument, found: ${type}`, 34473),
    ),
  ),
  $strLenCP: unary(
    (value) =>
      [...string(value, (type) => `$strLenCP requires a string argument, found: ${type}`, 34471)].length,
  ),
  $strcasecmp: nary(2, 2, ([a, b], name) =>
    Math.sign(compareStrings(upper(coerceToString(a, name)), upper(coerceToString(b, name)))),
  ),
};
