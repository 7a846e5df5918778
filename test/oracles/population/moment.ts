import { type Instant, minute } from '../reminders/local-time.ts';
import type { Button, Deed, Person } from '../types.ts';
import type { Random } from './random.ts';

/** Something done about when; the exact instant is made unique later. */
export interface Moment {
  readonly at: Instant;
  readonly deed: Deed;
}

/** What somebody does around the instant of a prompt. */
export type Episode = (
  random: Random,
  person: Person,
  prompt: Instant,
  zones: readonly string[],
) => readonly Moment[];

export type WeightedEpisodes = readonly (readonly [weight: number, scene: Episode])[];

export const press = (button: Button): Deed => ({ kind: 'press', button });
export const log = (daysAgo: number): Deed => ({ kind: 'log', daysAgo });
/** In minutes; negative ones are before. */
export const after = (random: Random, from: Instant, least: number, most: number): Instant =>
  from + random.whole(least, most) * minute;
