import type { storesOf } from '../index.ts';
import { cachedEvents } from './events.ts';
import { cachedLogs } from './logs.ts';

type Stores = ReturnType<typeof storesOf>;

/** Answers are dropped when so many are kept: the latest askers come again, the others do not. */
const keptAtMost = 2_000;

/** Answers of a store, as long as nothing was written to it. */
class Memory {
  private known = new Map<string, Promise<unknown>>();

  read<T>(question: string, ask: () => Promise<T>): Promise<T> {
    const answer = this.known.get(question) as Promise<T> | undefined;
    if (answer) return answer;
    if (this.known.size >= keptAtMost) this.forget();
    const { known } = this;
    const asked = ask().catch((error: unknown) => {
      known.delete(question);
      throw error;
    });
    known.set(question, asked);
    return asked;
  }

  /** What is asked while a write is under way may see it or not, so its answers are dropped as well when it ends. */
  async write<T>(change: () => Promise<T>): Promise<T> {
    this.forget();
    try {
      return await change();
    } finally {
      this.forget();
    }
  }

  private forget(): void {
    this.known = new Map();
  }
}

/** The methods of a store that only read: what some answered is remembered, the others ask each time. */
interface Reads<S> {
  readonly remembered: readonly (keyof S & string)[];
  readonly asked?: readonly (keyof S & string)[];
}

/** The store with a memory. Whatever is not named as a read counts as a write. */
function remembered<S extends object>(store: S, memory: Memory, { remembered, asked = [] }: Reads<S>): S {
  type Method = (...args: unknown[]) => unknown;
  const wrap = (name: keyof S & string, method: Method): Method => {
    if (asked.includes(name)) return method;
    if (!remembered.includes(name)) return (...args) => memory.write(async () => method(...args));
    return (...args) =>
      memory.read(`${name} ${JSON.stringify(args)}`, () => method(...args) as Promise<unknown>);
  };
  return Object.fromEntries(
    Object.entries(store).map(([name, method]) => [name, wrap(name as keyof S & string, method)]),
  ) as unknown as S;
}

/**
 * The stores with small things that nearly every command asks for kept in memory. Only for a store that this process holds
 * alone: what another process writes would not be seen.
 */
export function cached(stores: Stores): Stores {
  const [people, communities, members, checkpoints, outages] = Array.from(
    { length: 5 },
    () => new Memory(),
  ) as [Memory, Memory, Memory, Memory, Memory];
  const logs = cachedLogs(stores.entries);
  const events = cachedEvents(stores.events, stores.system.eventHashes);
  const all = [people, communities, members, checkpoints, outages];
  const { find, dropFrom, ...others } = remembered(stores.checkpoints, checkpoints, { remembered: ['find'] });
  return {
    ...stores,
    people: remembered(stores.people, people, { remembered: ['find', 'findByIdentity'] }),
    communities: remembered(stores.communities, communities, { remembered: ['find', 'findByExternal'] }),
    members: remembered(stores.members, members, {
      remembered: ['find', 'listOfPerson', 'listOfCommunity', 'count'],
    }),
    entries: logs.entries,
    outages: remembered(stores.outages, outages, { remembered: ['lastHeartbeat', 'latest', 'list'] }),
    events: { ...stores.events, ...events.events },
    checkpoints: {
      ...others,
      find,
      async dropFrom(personId, day) {
        const stored = await find(personId);
        if (stored && stored.through >= day) await dropFrom(personId, day);
      },
    },
    links: {
      ...stores.links,
      moveLog: (...args) => logs.forgetting(() => checkpoints.write(() => stores.links.moveLog(...args))),
    },
    system: {
      ...stores.system,
      removeCheersOf: (personId) => logs.forgetting(() => stores.system.removeCheersOf(personId)),
      async deleteExpired(now) {
        const retained = await all.reduce(
          (change, memory) => () => memory.write(change),
          () => logs.forgetting(() => stores.system.deleteExpired(now)),
        )();
        await events.fewer();
        return retained;
      },
    },
  };
}
