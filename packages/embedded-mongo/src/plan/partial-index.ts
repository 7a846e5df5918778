import { compare, typeBracketOf } from '../bson/compare.ts';
import { toNumber } from '../bson/numbers.ts';
import { BSONRegExp, isArray, isNumber, type Value } from '../bson/values.ts';
import type { Filter, LeafExpression } from '../query/filter.ts';
import { scopeAt } from '../query/variable-scope.ts';

const scope = scopeAt(new Date(0));

/**
 * Whether every document that satisfies `query` satisfies `wanted` too, as far as is easily seen: what a partial
 * index asks before it may answer.
 */
export function isSubsetOf(query: Filter, wanted: Filter): boolean {
  if (wanted.kind === 'and') return wanted.parts.every((part) => isSubsetOf(query, part));
  if (query.kind === 'or') return query.parts.every((part) => isSubsetOf(part, wanted));
  if (query.kind === 'and' && query.parts.some((part) => isSubsetOf(part, wanted))) return true;
  if (wanted.kind === 'or') return wanted.parts.some((part) => isSubsetOf(query, part));
  return query.kind === 'leaf' && wanted.kind === 'leaf' && isLeafSubsetOf(query, wanted);
}

function isLeafSubsetOf(query: LeafExpression, wanted: LeafExpression): boolean {
  if (query.path.join('.') !== wanted.path.join('.')) return false;
  if (wanted.operator === '$exists') return !query.test(undefined, scope);
  if (wanted.mode !== 'each') return false;
  if (query.operator === '$eq') return surelyMatches(wanted, query.operand);
  if (query.operator === '$in')
    return isArray(query.operand) && query.operand.every((value) => surelyMatches(wanted, value));
  if (query.operator === wanted.operator && compare(query.operand, wanted.operand) === 0) return true;
  if (wanted.operator === '$type') return typed(query, wanted);
  if (typeBracketOf(query.operand) !== typeBracketOf(wanted.operand)) return false;
  // NaN is within no bounds but its own.
  if (isNaNNumber(query.operand) || isNaNNumber(wanted.operand)) return false;
  const upper = query.operator === '$lt' || query.operator === '$lte';
  const lower = query.operator === '$gt' || query.operator === '$gte';
  if (upper && (wanted.operator === '$lt' || wanted.operator === '$lte')) return nested(query, wanted, 1);
  return lower && (wanted.operator === '$gt' || wanted.operator === '$gte') && nested(query, wanted, -1);
}

const isNaNNumber = (value: Value): boolean => isNumber(value) && Number.isNaN(toNumber(value));

/** Null stands for a missing field too, a regular expression in a set for what it finds. */
const surelyMatches = (wanted: LeafExpression, value: Value): boolean =>
  value !== null && !isArray(value) && !(value instanceof BSONRegExp) && wanted.test(value, scope);

/** The query's bound lies within the wanted one. */
function nested(query: LeafExpression, wanted: LeafExpression, sign: 1 | -1): boolean {
  const order = compare(query.operand, wanted.operand) * sign;
  return order < 0 || (order === 0 && (wanted.operator.endsWith('e') || !query.operator.endsWith('e')));
}

/** A comparison matches only its operand's type bracket; all types of that bracket must be wanted. */
function typed(query: LeafExpression, wanted: LeafExpression): boolean {
  if (!['$lt', '$lte', '$gt', '$gte'].includes(query.operator) || !isArray(wanted.operand)) return false;
  const names = new Set(wanted.operand);
  const of: Readonly<Record<string, readonly string[]>> = {
    string: ['string', 'symbol'],
    number: ['int', 'long', 'double', 'decimal'],
    date: ['date'],
  };
  const operand = query.operand;
  const kind =
    typeof operand === 'string'
      ? 'string'
      : typeof operand === 'number'
        ? 'number'
        : operand instanceof Date
          ? 'date'
          : '';
  return (of[kind] ?? ['']).every((name) => names.has(name) || name === 'symbol');
}
