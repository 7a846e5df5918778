import type { Entry } from '../../src/core/log/index.ts';
import {
  type Community,
  type LinkedSide,
  type LinkState,
  type Member,
  newCommunity,
  newMember,
  newPerson,
  type Person,
} from '../../src/core/people/index.ts';
import { type Delivery, deliveryId, pendingDelivery } from '../../src/core/reminders/index.ts';

export const now = Date.parse('2027-03-10T12:00:00Z');
export const today = Math.floor(now / 86_400_000);
export const dayMs = 86_400_000;

let made = 0;
/** A new id; a suite's tests share a database and keep apart by ids. */
export const id = (kind: string): string => `${kind}-${++made}`;

export function aPerson(more: Partial<Person> = {}): Person {
  const own = more.id ?? id('person');
  return {
    ...newPerson(
      {
        id: own,
        identity: { platform: 'test', user: own },
        zone: 'Europe/Lisbon',
        zoneChosen: true,
        nudgeTime: 1200,
      },
      now,
    ),
    ...more,
  };
}

export function aSide(state: LinkState): LinkedSide {
  const own = id('side');
  const identities = [{ platform: 'other', user: own }];
  const members = { theirs: [], mine: [] };
  return { personId: own, identities, name: own, state, joinedDay: today, excused: [], members };
}

export function aCommunity(more: Partial<Community> = {}): Community {
  const own = more.id ?? id('community');
  const made = newCommunity({ id: own, platform: 'test', external: own, name: 'A guild', zone: 'UTC' }, now);
  return { ...made, ...more };
}

export function aMember(more: Partial<Member> = {}): Member {
  const ids = { communityId: id('community'), personId: id('person') };
  return { ...newMember({ ...ids, displayName: 'Ada', audience: 'community' }, now), ...more };
}

export function anEntry(personId: string, more: Partial<Entry> = {}): Entry {
  const own = more.id ?? id('entry');
  return {
    id: own,
    personId,
    kind: 'progress',
    text: 'Built a URL shortener',
    tags: [],
    audience: 'private',
    identity: { platform: 'test', user: personId },
    at: now,
    zone: 'Europe/Lisbon',
    day: today,
    backdated: false,
    eventKey: `event-${own}`,
    revisions: [],
    posts: [],
    kudos: [],
    hidden: false,
    version: 1,
    ...more,
  };
}

export function aDelivery(personId: string, more: Partial<Delivery> = {}): Delivery {
  const owner = more.owner ?? { personId };
  const kind = more.kind ?? 'prompt';
  const key = more.key ?? '2027-03-10';
  return {
    ...pendingDelivery({ owner, kind, key, lane: 'test', dueAt: now, expiresAt: now + 4 * 3_600_000 }),
    id: deliveryId(owner, kind, key),
    ...more,
  };
}

export async function collect<T>(all: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const one of all) found.push(one);
  return found;
}
