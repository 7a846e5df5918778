import { isObject, type Json } from '../json.ts';
import type { Problem } from '../schema/check.ts';
import type { Limit } from './limits.ts';

/** Measures an object against limits; where a value is absent or of another type the schema has its say instead. */
export function applyLimits(object: Json, limits: Limit[], pointer: string): Problem[] {
  return limits.flatMap(([path, least, most]) => {
    const counts = path.endsWith('#');
    return valuesAt(object, counts ? path.slice(0, -1) : path, pointer).flatMap(({ value, at }) => {
      if (counts) return Array.isArray(value) ? countProblem(value.length, least, most, at) : [];
      return typeof value === 'string' ? lengthProblem(value.length, least, most, at) : [];
    });
  });
}

function lengthProblem(length: number, least: number, most: number, pointer: string): Problem[] {
  if (length < least) return [{ pointer, message: `must be more than ${least - 1} characters` }];
  if (length > most) return [{ pointer, message: `must be less than ${most + 1} characters` }];
  return [];
}

function countProblem(count: number, least: number, most: number, pointer: string): Problem[] {
  if (count < least) return [{ pointer, message: `no fewer than ${least} items allowed` }];
  if (count > most) return [{ pointer, message: `no more than ${most} items allowed` }];
  return [];
}

interface Found {
  value: unknown;
  at: string;
}

function valuesAt(object: Json, path: string, pointer: string): Found[] {
  let found: Found[] = [{ value: object, at: pointer }];
  for (const step of path.split('.')) {
    const many = step.endsWith('[]');
    const key = many ? step.slice(0, -2) : step;
    found = found.flatMap(({ value, at }) =>
      isObject(value) && value[key] !== undefined ? [{ value: value[key], at: `${at}/${key}` }] : [],
    );
    if (many) {
      found = found.flatMap(({ value, at }) =>
        Array.isArray(value) ? value.map((each, index) => ({ value: each, at: `${at}/${index}` })) : [],
      );
    }
  }
  return found;
}
