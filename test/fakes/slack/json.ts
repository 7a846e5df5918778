/** JSON as it crosses the wire, before anybody has checked it. */
export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectsIn = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The value at a dotted path (`text.text`), or undefined where the path ends early. */
export function at(value: unknown, path: string): unknown {
  let held = value;
  for (const key of path.split('.')) held = isObject(held) ? held[key] : undefined;
  return held;
}

export const copy = <T>(value: T): T => structuredClone(value);

/** Without the properties that are undefined, as JSON would have it. */
export function defined<T extends Json>(record: T): Json {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}
