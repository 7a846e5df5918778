import type { Document } from 'mongodb';
import { keepCard } from '../../../src/core/deck/index.ts';
import type { Entry } from '../../../src/core/log/index.ts';
import { type Identity, type Member, newMember, type Person } from '../../../src/core/people/index.ts';
import { deliveryId, pendingDelivery } from '../../../src/core/reminders/index.ts';
import { linkRules } from '../../../src/settings/link-rules.ts';
import type { Store } from '../../../src/store/index.ts';
import { aCommunity, anEntry, aPerson, now, today } from '../../store/samples.ts';

export const mine: Identity = { platform: 'discord', user: 'ada' };
export const theirs: Identity = { platform: 'slack', team: 'T1', user: 'U1' };
export const moment = { now, tzdb: '2027a', linkRules };
export const linking = {
  primaryId: 'primary',
  primaryName: 'ada',
  secondaryId: 'secondary',
  secondaryName: 'ada l',
};

const dm = (it: Identity) => ({
  platform: it.platform,
  ...(it.team !== undefined && { team: it.team }),
  channel: `dm:${it.user}`,
});

export const primary: Person = aPerson({
  id: 'primary',
  identities: [mine],
  joinedDay: today - 20,
  joinedAt: now - 20 * 86_400_000,
  pauses: [{ from: today - 12, to: today - 10 }],
  rest: [today - 6, today + 2],
  prompts: 'on',
  dm: dm(mine),
  followUps: [{ entryId: 'm-pain', day: today + 3 }],
});
export const secondary: Person = aPerson({
  id: 'secondary',
  identities: [theirs],
  joinedDay: today - 30,
  joinedAt: now - 30 * 86_400_000,
  clocks: [{ from: 0, zone: 'Asia/Tokyo', dayStart: 60 }],
  pauses: [{ from: today - 25, to: today - 22 }, { from: today + 5 }],
  rest: [today - 6, today - 3],
  prompts: 'on',
  dm: dm(theirs),
  followUps: [{ entryId: 't-pain', day: today + 1 }],
});

const entry = (person: Person, id: string, day: number, more: Partial<Entry> = {}): Entry =>
  anEntry(person.id, {
    id,
    day,
    at: now - (today - day) * 86_400_000,
    identity: person.identities[0] as Identity,
    eventKey: `event-${id}`,
    text: `text of ${id}`,
    ...more,
  });

const shared = (communityId: string) => ({ audience: 'community', communityId }) as const;
const pain = {
  kind: 'pain',
  pain: { error: 'ECONNREFUSED', cause: 'no server', state: 'understood' },
} as const;

export const entries: readonly Entry[] = [
  entry(primary, 'm-1', today - 4, { ...shared('guild'), kudos: ['secondary', 'other'], project: 'chat' }),
  entry(primary, 'm-2', today, { eventKey: 'the same' }),
  entry(primary, 'm-pain', today - 1, { ...shared('both'), ...pain }),
  entry(secondary, 't-1', today - 4, { ...shared('space'), kudos: ['primary'], tags: ['redis'] }),
  entry(secondary, 't-2', today, { eventKey: 'the same' }),
  entry(secondary, 't-pain', today - 2, { ...shared('both'), ...pain, kudos: ['other'] }),
  entry(secondary, 't-gone', today - 3, { deletedAt: now - 1000 }),
];

const member = (communityId: string, personId: string, more: Partial<Member> = {}): Member => ({
  ...newMember(
    { communityId, personId, displayName: `${personId} in ${communityId}`, audience: 'community' },
    now,
  ),
  ...more,
});

/** Two people with all that can hang on a person, in a community each and in one together. */
export async function setScene(store: Store): Promise<void> {
  await store.people.create(primary);
  await store.people.create(secondary);
  for (const [id, platform, external] of [
    ['guild', 'discord', 'G1'],
    ['space', 'slack', 'T1'],
    ['both', 'discord', 'G2'],
  ] as const)
    await store.communities.create(aCommunity({ id, platform, external }));
  await store.members.put(member('guild', 'primary'));
  await store.members.put(member('space', 'secondary', { inLeaderboard: true }));
  await store.members.put(member('both', 'primary', { inLeaderboard: true }));
  await store.members.put(member('both', 'secondary', { inRoundup: false, audience: 'private' }));
  for (const one of entries) {
    await store.entries.insert(one);
    await keepCard(store.cards, one, now);
  }
  const chain = { state: 'asking' } as never;
  for (const [personId, entryId] of [
    ['primary', 'm-pain'],
    ['secondary', 't-pain'],
  ] as const)
    await store.chains.save({ personId, entryId, chain, updatedAt: now, version: 0 });
  const date = '2027-03-10';
  const owed = (personId: string, kind: 'prompt' | 'nudge' | 'share', key: string) =>
    pendingDelivery({
      owner: { personId },
      kind,
      key,
      lane: 'test',
      dueAt: now - 1000,
      expiresAt: now + 9_000_000,
    });
  await store.deliveries.put({ ...owed('secondary', 'prompt', date), state: 'sent', sentAt: now - 900 });
  await store.deliveries.put(owed('primary', 'prompt', date));
  await store.deliveries.put(owed('secondary', 'nudge', date));
  await store.deliveries.put(owed('secondary', 'share', 't-1'));
  await store.outages.add({ platform: 'slack', from: now - 9.4 * 86_400_000, to: now - 9 * 86_400_000 });
  await store.outages.beat('slack', now);
  await store.outages.beat('discord', now);
}

export const promptId = (personId: string): string => deliveryId({ personId }, 'prompt', '2027-03-10');

/** Everything stored, by collection, without what only counts writes. */
export async function stored(store: Store): Promise<Readonly<Record<string, readonly Document[]>>> {
  const { db } = store.connection;
  const names = (await db?.listCollections().toArray())?.map((it) => it.name) ?? [];
  const wanted = names.filter((name) => name !== 'installation' && name !== 'checkpoints').sort();
  const rows = wanted.map(async (name) => {
    const found = await db?.collection(name).find({}).sort({ _id: 1 }).toArray();
    return [name, found ?? []] as const;
  });
  return Object.fromEntries(await Promise.all(rows));
}

/** The same without the counters of writes. */
export const withoutVersions = (dump: Awaited<ReturnType<typeof stored>>) => ({
  ...dump,
  people: dump.people?.map(({ version: _version, ...rest }) => rest),
});

export async function restore(store: Store, dump: Awaited<ReturnType<typeof stored>>): Promise<void> {
  const { db } = store.connection;
  const set = Object.entries(dump).map(async ([name, rows]) => {
    await db?.collection(name).deleteMany({});
    if (rows.length > 0) await db?.collection(name).insertMany(rows.map((it) => ({ ...it })));
  });
  await Promise.all([...set, db?.collection('checkpoints').deleteMany({})]);
}
