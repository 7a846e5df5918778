import type { Store } from '../store/index.ts';
import type { PlaygroundHost } from '../web/ports.ts';

/** The methods of stores that only read begin with one of these; whatever is called otherwise counts as a write. */
const reads = /^(find|list|all|count|is|latest|last|has|seen|next|open|due|logged|shared|vocabulary|ping)/;

type Method = (...args: unknown[]) => unknown;

/** The methods of `part`, with `wrote` called before and after each that may write. */
function watched<S extends object>(part: S, wrote: () => void): S {
  const wrap = (method: Method): Method =>
    async function watchedMethod(...args) {
      wrote();
      try {
        return await method(...args);
      } finally {
        wrote();
      }
    };
  return Object.fromEntries(
    Object.entries(part).map(([name, method]) => [
      name,
      typeof method !== 'function' || reads.test(name) ? method : wrap(method as Method),
    ]),
  ) as S;
}

/** Asks once until `forget` is called. An answer that was under way then is not kept. */
function remembered<T>(ask: () => Promise<T>): {
  readonly ask: () => Promise<T>;
  readonly forget: () => void;
} {
  let known: Promise<T> | undefined;
  return {
    ask() {
      known ??= ask();
      return known;
    },
    forget() {
      known = undefined;
    },
  };
}

/**
 * The store of a demo in the making, which nothing but its maker uses: what is asked at every step of the clock is asked again only
 * after a write, nobody competes for a lease, and where the clock stands is written by the maker, at the end.
 */
export function storeOfMaker(store: Store): Store {
  const due = remembered(store.system.nextDueAt);
  const lanes = remembered(store.system.openLanes);
  const wrote = (): void => {
    due.forget();
    lanes.forget();
  };
  const { people, communities, members, links, deliveries, outages, system } = store;
  return {
    ...store,
    people: watched(people, wrote),
    communities: watched(communities, wrote),
    members: watched(members, wrote),
    links: watched(links, wrote),
    deliveries: watched(deliveries, wrote),
    outages: { ...outages, beat: async () => undefined },
    system: {
      ...watched(system, wrote),
      nextDueAt: due.ask,
      openLanes: lanes.ask,
      takeLease: async () => true,
      releaseLease: async () => undefined,
    },
    saveClockAhead: async () => undefined,
  };
}

/** The playground's store with its few members kept in memory. */
export function rememberingMembers(store: PlaygroundHost['store']): PlaygroundHost['store'] {
  const members = remembered(store.members);
  const { addMember, removeMember, setDmOpen } = watched(
    { addMember: store.addMember, removeMember: store.removeMember, setDmOpen: store.setDmOpen },
    members.forget,
  );
  const memberWith = async (key: 'id' | 'name', value: string) =>
    (await members.ask()).find((it) => it[key] === value);
  return {
    ...store,
    addMember,
    removeMember,
    setDmOpen,
    members: members.ask,
    findMember: (id) => memberWith('id', id),
    findMemberByName: async (name) => (await memberWith('name', name)) ?? store.findMemberByName(name),
  };
}
