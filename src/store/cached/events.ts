import type { EventMemory } from '../../core/people/index.ts';
import type { StoredEvents } from '../events.ts';

/** About ten megabytes. Where there are more, each question goes to the store. */
const keptAtMost = 100_000;

export interface CachedEvents {
  readonly events: EventMemory;
  /** Some were deleted: if they were too many to be kept, they may no longer be. */
  fewer(): Promise<void>;
}

/** All events that are known, in memory. One that the store has forgotten is still known here; that does no harm. */
export function cachedEvents(
  stored: StoredEvents,
  hashes: (atMost: number) => Promise<readonly string[]>,
  atMost: number = keptAtMost,
): CachedEvents {
  let known: Promise<Set<string> | 'too-many'> | undefined;

  async function load(): Promise<Set<string> | 'too-many'> {
    try {
      const found = await hashes(atMost + 1);
      return found.length > atMost ? 'too-many' : new Set(found);
    } catch (error) {
      known = undefined;
      throw error;
    }
  }

  return {
    events: {
      async remember(eventIds, now) {
        await stored.remember(eventIds, now);
        const set = await known?.catch(() => undefined);
        if (!(set instanceof Set)) return;
        for (const id of eventIds) set.add(stored.hash(id));
        if (set.size > atMost) known = Promise.resolve('too-many');
      },
      async seen(eventId) {
        known ??= load();
        const set = await known;
        return set instanceof Set ? set.has(stored.hash(eventId)) : stored.seen(eventId);
      },
    },
    async fewer() {
      const set = await known?.catch(() => undefined);
      if (set === 'too-many') known = undefined;
    },
  };
}
