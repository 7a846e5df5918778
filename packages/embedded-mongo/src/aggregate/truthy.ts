import { compare } from '../bson/compare.ts';
import { isNullish, isNumber, type Maybe } from '../bson/values.ts';

/** Missing, null, undefined, false and zero are false; all else, NaN too, is true. */
export const truthy = (value: Maybe): boolean =>
  !(isNullish(value) || value === false || (isNumber(value) && compare(value, 0) === 0));
