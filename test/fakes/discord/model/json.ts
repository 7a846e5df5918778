/** Bodies as they come off the wire: checked by schemas, then read through the narrower types beside their use. */
export type Json = Record<string, unknown>;

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const iso = (time: number): string => new Date(time).toISOString();
