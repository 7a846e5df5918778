import type { Json } from '../json.ts';
import { type Problem, shapes } from '../schema/check.ts';
import type { MethodArguments } from '../schema/make-schema.ts';

/**
 * Where Slack's own reference differs from the types of @slack/web-api: files.getUploadURLExternal takes `alt_txt`, and
 * does not know the SDK's `alt_text`, which is lost without a word.
 */
const corrections: Record<string, { add: Record<string, string[]>; remove: string[] }> = {
  'files.getUploadURLExternal': { add: { alt_txt: ['string'] }, remove: ['alt_text'] },
};

/** Bolt's clients send the workspace's id with every call, and Slack takes it. */
const everywhere: Record<string, string[]> = { team_id: ['string'] };

const tables = new Map<string, MethodArguments>();

/** What a method takes: made from @slack/web-api's types; undefined for a method that this Slack does not have. */
function argumentsOf(method: string): MethodArguments | undefined {
  const known = tables.get(method);
  if (known) return known;
  const made = shapes.methods[method];
  if (!made) return undefined;
  const { add, remove } = corrections[method] ?? { add: {}, remove: [] };
  const kept = Object.entries(made.properties).filter(([name]) => !remove.includes(name));
  const table = { required: made.required, properties: { ...Object.fromEntries(kept), ...add } };
  tables.set(method, table);
  return table;
}

export interface ReadArguments {
  args: Json;
  /** Faults for which the call is refused. */
  problems: Problem[];
  /** Names that the method does not know: Slack ignores them. */
  unknown: string[];
}

/** Reads a body's fields by the method's table: strings of a form become booleans, numbers and JSON. */
export function readArguments(method: string, body: Json): ReadArguments {
  const table = argumentsOf(method) ?? { required: [], properties: {} };
  const read: ReadArguments = { args: {}, problems: [], unknown: [] };
  for (const [name, value] of Object.entries(body)) {
    if (name === 'token' || value === undefined || value === null) continue;
    const kinds = table.properties[name] ?? everywhere[name];
    if (!kinds) {
      read.unknown.push(name);
      continue;
    }
    const converted = convert(value, kinds);
    if (converted === undefined) {
      read.problems.push({ pointer: `/${name}`, message: `must be a valid ${kinds.join(' or ')}` });
    } else {
      read.args[name] = converted;
    }
  }
  for (const name of table.required) {
    if (read.args[name] === undefined && !(name in body)) {
      read.problems.push({ pointer: '', message: `missing required field: ${name}` });
    }
  }
  return read;
}

function convert(value: unknown, kinds: string[]): unknown {
  for (const kind of kinds) {
    const made = convertTo(kind, value);
    if (made !== undefined) return made;
  }
  return undefined;
}

function convertTo(kind: string, value: unknown): unknown {
  if (kind === 'string')
    return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
  if (kind === 'number') return value !== '' && Number.isFinite(Number(value)) ? Number(value) : undefined;
  if (kind === 'boolean') {
    if (value === true || value === 'true' || value === '1') return true;
    return value === false || value === 'false' || value === '0' ? false : undefined;
  }
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
