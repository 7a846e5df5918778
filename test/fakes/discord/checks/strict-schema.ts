import { core, lazy } from 'zod/mini';
import type { Problem } from './problem.ts';

type Schema = core.$ZodType;
// biome-ignore lint/suspicious/noExplicitAny: zod's definitions differ by type and are told apart by `type`
type Definition = any;

const known = new Map<Schema, Schema>();

/** The same schema, but a field that it does not know is an error, at every depth. */
function strict(schema: Schema): Schema {
  const seen = known.get(schema);
  if (seen) return seen;
  const made = strictly(schema);
  known.set(schema, made);
  return made;
}

function strictly(schema: Schema): Schema {
  const def = schema._zod.def as Definition;
  switch (def.type) {
    case 'object': {
      const shape = Object.fromEntries(
        Object.entries(def.shape).map(([key, it]) => [key, strict(it as Schema)]),
      );
      return core.clone(schema, { ...def, shape, catchall: never });
    }
    case 'lazy':
      return lazy(() => strict(def.getter()));
    case 'array':
      return core.clone(schema, { ...def, element: strict(def.element) });
    case 'optional':
    case 'nullable':
      return core.clone(schema, { ...def, innerType: strict(def.innerType) });
    case 'union':
      return core.clone(schema, { ...def, options: def.options.map(strict) });
    default:
      return schema;
  }
}

const never = new core.$ZodNever({ type: 'never' });

/** What a schema finds wrong with a body, in Discord's words; of a union, what the best fitting member finds. */
export function schemaProblems(
  schema: Schema,
  body: unknown,
  at: readonly (string | number)[] = [],
): Problem[] {
  const result = core.safeParse(strict(schema), body, { reportInput: true });
  return result.success ? [] : result.error.issues.flatMap((issue) => described(issue, at));
}

type Issue = core.$ZodIssue;

function described(issue: Issue, at: readonly (string | number)[]): Problem[] {
  const path = [...at, ...(issue.path as (string | number)[])];
  const one = (code: string, message: string): Problem[] => [{ path, code, message }];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({
        path: [...path, key],
        code: 'UNKNOWN_FIELD',
        message: 'This field is not known.',
      }));
    case 'too_big':
      return one('BASE_TYPE_MAX_LENGTH', `Must be ${issue.maximum} or fewer in length.`);
    case 'too_small':
      return one('BASE_TYPE_MIN_LENGTH', `Must be ${issue.minimum} or more in length.`);
    case 'invalid_value':
      return one('BASE_TYPE_CHOICES', `Value must be one of (${issue.values.map(String).join(', ')}).`);
    case 'invalid_format':
      return one('BASE_TYPE_INVALID_FORMAT', `Not a well formed ${issue.format}.`);
    case 'invalid_union':
      return bestOf(issue, path);
    case 'invalid_type':
      return issue.input === undefined
        ? one('BASE_TYPE_REQUIRED', 'This field is required')
        : one('BASE_TYPE_BAD_TYPE', `Must be of type ${issue.expected}.`);
    default:
      return one('BASE_TYPE_INVALID', issue.message);
  }
}

function bestOf(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  path: readonly (string | number)[],
): Problem[] {
  const [best] = [...issue.errors].sort((a, b) => weight(a) - weight(b));
  if (!best || issue.errors.every(disagreesOnType)) {
    return [
      {
        path: [...path, 'type'],
        code: 'UNION_TYPE_CHOICES',
        message: 'Value of field "type" is none of those possible here.',
      },
    ];
  }
  return best.flatMap((it) => described(it, path));
}

const disagreesOnType = (issues: readonly Issue[]): boolean =>
  issues.some((it) => it.path.length === 1 && it.path[0] === 'type');

/** A member that disagrees about `type`, or about what it is at all, was not meant. */
const weight = (issues: readonly Issue[]): number =>
  issues.length +
  (disagreesOnType(issues) ? 1_000 : 0) +
  (issues.some((it) => it.path.length === 0 && it.code === 'invalid_type') ? 500 : 0);
