import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { ShapesFile } from './make-schema.ts';

/** A fault in what was sent, in Slack's words, with the JSON pointer of the place. */
export interface Problem {
  pointer: string;
  message: string;
}

const names = ['attachment', 'block', 'home', 'metadata', 'modal', 'option', 'optionGroup'] as const;
export type ShapeName = (typeof names)[number];

const file = new URL('shapes.schema.json', import.meta.url);
export const shapes = JSON.parse(readFileSync(file, 'utf8')) as ShapesFile;

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addSchema({ $id: 'shapes', definitions: shapes.definitions });
/** Compiled beforehand: compiling within a call would eat of the app's time to acknowledge. */
const validators = Object.fromEntries(
  names.map((name) => [name, ajv.compile({ $ref: `shapes#/definitions/${name}` })]),
) as Record<ShapeName, ValidateFunction>;

/** Checks a value against the schema made from @slack/types; `pointer` is where the value stands in the request. */
export function checkShape(name: ShapeName, value: unknown, pointer: string): Problem[] {
  const validate = validators[name];
  if (validate(value)) return [];
  const found = (validate.errors ?? []).filter((error) => error.keyword !== 'if' && !withinChoice(error));
  return found.map((error) => problemOf(error, value, pointer));
}

/** Each branch of an anyOf complains; the anyOf's own error says it once. */
const withinChoice = (error: ErrorObject): boolean => /\/anyOf\/\d+\//.test(error.schemaPath);

function problemOf(error: ErrorObject, value: unknown, pointer: string): Problem {
  const at = pointer + error.instancePath;
  if (error.keyword === 'additionalProperties') {
    return { pointer: at, message: `invalid additional property: ${error.params.additionalProperty}` };
  }
  if (error.keyword === 'required') {
    return { pointer: at, message: `missing required field: ${error.params.missingProperty}` };
  }
  if (error.keyword === 'type') return { pointer: at, message: `must provide ${article(error.params.type)}` };
  if (error.keyword === 'enum' && error.instancePath.endsWith('/type')) {
    return { pointer: at, message: `unsupported type: ${String(valueAt(value, error.instancePath))}` };
  }
  if (error.keyword === 'enum') {
    return { pointer: at, message: `value not in allowed list: ${error.params.allowedValues.join(', ')}` };
  }
  if (error.keyword === 'minItems') return { pointer: at, message: 'no fewer than 1 items allowed' };
  return { pointer: at, message: 'failed to match all allowed schemas' };
}

const article = (type: string): string => (/^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`);

function valueAt(value: unknown, pointer: string): unknown {
  let held = value;
  for (const key of pointer.split('/').slice(1)) held = (held as Record<string, unknown> | undefined)?.[key];
  return held;
}
