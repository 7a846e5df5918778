import { hour, type Instant } from '../reminders/local-time.ts';
import type { Person } from '../types.ts';
import { everyday } from './everyday.ts';
import type { Episode, Moment } from './moment.ts';
import type { Random } from './random.ts';
import { tinkering } from './tinkering.ts';

/** Those whose DM is closed find the way back now and then. */
const backToDm: Episode = (random, _, prompt) =>
  random.chance(0.5) ? [{ at: prompt + random.whole(1, 20) * hour, deed: { kind: 'start' } }] : [];

/** What a person does over their prompts. A third never answers. */
export function momentsOf(
  random: Random,
  person: Person,
  prompts: readonly Instant[],
  zones: readonly string[],
): Moment[] {
  const moments: Moment[] = [];
  const answers = random.chance(0.67);
  const tinkers = random.weighted(tinkering);
  const tinkeredAt = random.whole(0, prompts.length - 1);
  for (const [index, prompt] of prompts.entries()) {
    if (answers) moments.push(...random.weighted(everyday)(random, person, prompt, zones));
    if (index === tinkeredAt) moments.push(...tinkers(random, person, prompt, zones));
    if (person.dm === 'closed') moments.push(...backToDm(random, person, prompt, zones));
  }
  return moments;
}
