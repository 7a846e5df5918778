import type { CommandStartedEvent, Document } from 'mongodb';
import { formatWeek } from '../../src/core/calendar/index.ts';
import { deliveryStates } from '../../src/core/reminders/index.ts';
import type { Store } from '../../src/store/index.ts';
import { deep } from '../deep.ts';
import {
  aCommunity,
  aDelivery,
  aMember,
  anEntry,
  aPerson,
  aSide,
  collect,
  dayMs,
  now,
  today,
} from './samples.ts';

const me = 'me';
const here = 'here';
const state = { count: 1, longest: 1, progress: 1, weekDone: 1, weekAvailable: 1, events: [] };
const mine = { personId: me };
const weekAgo = now - 8 * dayMs;

/** A few documents of `me` and `here`, which the queries below find. */
export async function settle(store: Store): Promise<void> {
  await store.people.create(aPerson({ id: me, dueAt: 1, tzdb: '2020a' }));
  await store.people.create(aPerson({ id: 'to-erase' }));
  await store.people.create(
    aPerson({ id: 'halfway', links: { name: 'ada', sides: [aSide('joined'), aSide('parting')] } }),
  );
  await store.people.create(aPerson({ id: 'whole', links: { name: 'eve', sides: [aSide('joined')] } }));
  await store.communities.create(
    aCommunity({ id: here, external: here, platform: 'here', dueAt: 1, tzdb: '2020a' }),
  );
  await store.communities.create(aCommunity({ id: 'to-erase', removedAt: now - 40 * dayMs }));
  await store.members.put(aMember({ communityId: here, personId: me }));
  const shared = { audience: 'community', communityId: here } as const;
  for (let n = 0; n < 12; n++) {
    await store.entries.insert(
      anEntry(me, {
        ...(n % 2 === 0 && shared),
        id: `e${n}`,
        day: today - n,
        at: now - n,
        eventKey: `k${n}`,
        text: `redis ${n % 3 === 0 ? 'queue' : 'cache'} timer`,
        tags: n % 3 === 0 ? ['redis'] : ['http'],
        project: n % 3 === 0 ? 'shortener' : 'chat',
        ...(n % 4 === 0 && {
          kind: 'pain',
          pain: { error: 'connect ECONNREFUSED 127.0.0.1:5432', state: 'open' },
        }),
        ...(n === 11 && { deletedAt: weekAgo }),
        revisions: n === 10 ? [{ at: weekAgo, text: 'was', day: today }] : [],
        kudos: n === 9 ? ['cheerer'] : [],
        posts: n % 2 === 0 ? [{ platform: 'here', channel: 'general', message: `m${n}` }] : [],
      }),
    );
  }
  // Older than everything else: to find it by walking from the newest is to read it all.
  await store.entries.insert(
    anEntry(me, {
      ...shared,
      id: 'rare',
      day: 0,
      at: 0,
      tags: ['rare'],
      project: 'rare',
      kind: 'pain',
      pain: { error: "TypeError: Cannot read properties of undefined (reading 'map')", state: 'open' },
    }),
  );
  for (let n = 0; n < 5; n++)
    await store.deliveries.put(aDelivery(me, { key: `2027-03-0${n + 1}`, dueAt: n, notBefore: -9 }));
  for (const key of ['2020-W01', formatWeek(today)])
    await store.deliveries.put(
      aDelivery(me, { owner: { communityId: here }, kind: 'roundup', key, state: 'sent' }),
    );
  await store.deliveries.put(aDelivery(me, { key: 'old', state: 'sent', dueAt: now - 100 * dayMs }));
  for (const n of [1, 2, 3])
    await store.deliveries.put(aDelivery(me, { key: `same-${n}`, state: 'sent', dueAt: 7 }));
  await store.deliveries.put(aDelivery(me, { key: 'nudge', kind: 'nudge', notBefore: now }));
  await store.checkpoints.put({ ...mine, through: 3, state, basis: 'b' });
  for (const n of [1, 2, 3]) await store.outages.add({ platform: 'here', from: n * 10, to: n * 10 + 5 });
  await store.outages.beat('here', 1);
  await store.events.remember(['old'], weekAgo);
  const draft = { id: 'd', owner: me, form: 'f', args: [], values: {}, expiresAt: now + 1 };
  await store.drafts.put(draft);
  await store.drafts.put({ ...draft, id: 'old', expiresAt: 1 });
  await store.links.offer(linkCode);
  await store.links.offer({ ...linkCode, code: 'OLD23456', primaryId: 'old', expiresAt: 1 });
  await store.links.mayTry(account.identity, 5, now - 2 * 3_600_000);
  await store.entries.insert(anEntry('moving', { id: 'moving', identity: account.identity }));
  await store.quotas.take({ of: 'member', owner: me, day: today }, 5, now);
  await store.chains.save(aChain('open'));
  await store.cards.save(aCard('due'));
  const [pain] = await store.connection.collection('entries').find({ entryId: 'rare' }).toArray();
  painKeys = pain?.painKeys.slice(0, 1);
}

let painKeys: readonly string[] = [];

/** Documents of other owners in every collection: more than any query may read. */
export async function crowd(store: Store, count = deep ? 2_000 : 200): Promise<void> {
  const { db } = store.connection;
  for (const { name } of (await db?.listCollections().toArray()) ?? []) {
    const [pattern] = (await db?.collection(name).find({}).limit(1).toArray()) ?? [];
    if (!pattern || name === 'installation') continue;
    const others = Array.from({ length: count }, (_, n) => foreign(pattern, n) as Document);
    await db?.collection(name).insertMany([...others, ...kin(name, pattern)], { ordered: false });
  }
}

/** Documents of the same owners that most queries do not ask for. */
function kin(name: string, pattern: Document): readonly Document[] {
  const kept: Readonly<Record<string, readonly Document[]>> = {
    entries: [
      { personId: me, day: 1, at: 1, audience: 'private', communityId: 'elsewhere' },
      { communityId: here, at: 1, audience: 'community' },
    ],
    cards: [{ personId: me, active: false }],
    whyChains: [{ personId: me, open: false }],
  };
  const plain = {
    kind: 'progress',
    tags: ['other'],
    words: ['other'],
    project: 'other',
    painKeys: [],
    kudos: [],
  };
  return (kept[name] ?? []).flatMap((owner, own) =>
    Array.from({ length: 60 }, (_, n) => ({
      ...(foreign(pattern, 10_000 + own * 100 + n) as Document),
      ...(name === 'entries' && plain),
      ...owner,
    })),
  );
}

/** The same document of somebody else: other ids, and nothing of it is due or outlived. */
function foreign(value: unknown, n: number, key = ''): unknown {
  if (Array.isArray(value)) return value.map((it) => foreign(it, n, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, it]) =>
        name === 'claimableAt' || name === 'deletedAt' ? [] : [[name, foreign(it, n, name)]],
      ),
    );
  }
  if (key === 'tzdb') return '2027a';
  if (key === 'state') return 'sent';
  if (key === 'kind' || key === 'audience' || key === 'words' || key === 'tags' || key === 'painKeys')
    return value;
  if (typeof value === 'string') return `${value}-${n}`;
  return typeof value === 'number' && /At$|until|^(from|to|at)$/.test(key) ? now + 9 * dayMs + n : value;
}

/** Every method of every store that asks the database for something. The queries of one step are told by its name. */
export const steps: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'people.find': (it) => it.people.find(me),
  'people.findByIdentity': (it) => it.people.findByIdentity({ platform: 'test', user: me }),
  'people.create': (it) => it.people.create(aPerson({ id: me })),
  'people.save': async (it) => it.people.save((await it.people.find(me)) as never),
  'people.erase': (it) => it.people.erase('to-erase'),
  'communities.find': (it) => it.communities.find(here),
  'communities.findByExternal': (it) => it.communities.findByExternal('here', here),
  'communities.create': (it) => it.communities.create(aCommunity({ id: here })),
  'communities.save': async (it) => it.communities.save((await it.communities.find(here)) as never),
  'communities.erase': (it) => it.communities.erase('nobody'),
  'members.find': (it) => it.members.find(here, me),
  'members.put': (it) => it.members.put(aMember({ communityId: here, personId: me })),
  'members.listOfCommunity': (it) => it.members.listOfCommunity(here),
  'members.listOfPerson': (it) => it.members.listOfPerson(me),
  'members.count': (it) => it.members.count(here),
  'entries.insert': (it) => it.entries.insert(anEntry(me, { id: 'again', eventKey: 'k1' })),
  'entries.find': (it) => it.entries.find(me, 'e1'),
  'entries.findByEvent': (it) => it.entries.findByEvent(me, 'k1'),
  'entries.find, an old one': (it) => it.entries.find(me, 'e10'),
  'entries.save': async (it) => it.entries.save((await it.entries.find(me, 'e1')) as never),
  'entries.list': (it) => it.entries.list(me, {}, { limit: 3 }),
  'entries.list, a later page': (it) =>
    it.entries.list(me, {}, { limit: 3, before: { day: today - 5, at: now - 5, id: 'e5' } }),
  'entries.list by words': (it) => it.entries.list(me, { words: ['queue'] }, { limit: 9 }),
  'entries.list by tag': (it) => it.entries.list(me, { tag: 'rare' }, { limit: 2 }),
  'entries.list by project': (it) => it.entries.list(me, { project: 'rare' }, { limit: 2 }),
  'entries.list by kind': (it) => it.entries.list(me, { kind: 'pain' }, { limit: 3 }),
  'entries.list by state': (it) => it.entries.list(me, { state: 'open' }, { limit: 3 }),
  'entries.list by dates': (it) => it.entries.list(me, { from: today - 4, to: today - 3 }, { limit: 9 }),
  'entries.loggedDays': (it) => it.entries.loggedDays(me),
  'entries.loggedDays after a day': (it) => it.entries.loggedDays(me, today - 3),
  'entries.isLogged': (it) => it.entries.isLogged(me, today),
  'entries.latest': (it) => it.entries.latest(me),
  'entries.all': (it) => collect(it.entries.all(me)),
  'entries.vocabulary': (it) => it.entries.vocabulary(me),
  'entries.sharedWith': (it) => it.entries.sharedWith(here, now - 5, now),
  'entries.sharedBy': (it) => it.entries.sharedBy(here, me),
  'entries.findShared': (it) => it.entries.findShared(here, 'e2'),
  'entries.findByPost': (it) => it.entries.findByPost(here, { channel: 'general', message: 'm4' }),
  'checkpoints.find': (it) => it.checkpoints.find(me),
  'checkpoints.put': (it) => it.checkpoints.put({ ...mine, through: 4, state, basis: 'b' }),
  'checkpoints.dropFrom': (it) => it.checkpoints.dropFrom(me, 4),
  'outages.lastHeartbeat': (it) => it.outages.lastHeartbeat('here'),
  'outages.beat': (it) => it.outages.beat('here', 2),
  'outages.add': (it) => it.outages.add({ platform: 'here', from: 40, to: 45 }),
  'outages.latest': (it) => it.outages.latest('here'),
  'outages.list': (it) => it.outages.list('here', 15, 50),
  'deliveries.takeBack': (it) =>
    it.deliveries.takeBack({ owner: mine, id: `${me}:prompt:2027-03-01`, state: 'pending' }, now),
  'deliveries.reopen': (it) => it.deliveries.reopen(aDelivery(me), 'missed'),
  'deliveries.put': (it) => it.deliveries.put(aDelivery(me)),
  'deliveries.find': (it) => it.deliveries.find(mine, `${me}:prompt:2027-03-01`),
  'deliveries.latest': (it) => it.deliveries.latest(me, 'prompt', 2),
  'deliveries.sentRoundups': (it) => it.deliveries.sentRoundups(here, now - 14 * dayMs),
  'deliveries.sharesOf': (it) => it.deliveries.sharesOf(me, 'e1'),
  'deliveries.movePost': (it) =>
    it.deliveries.movePost(mine, `${me}:prompt:old`, { platform: 'test', channel: 'c', message: 'm' }),
  'deliveries.dropPending': (it) => it.deliveries.dropPending(mine, ['nudge', 'snooze-1'], 'stopped'),
  'events.remember': (it) => it.events.remember(['e'], now),
  'events.seen': (it) => it.events.seen('e'),
  'events.hash': async (it) => it.events.hash('e'),
  'drafts.put': (it) =>
    it.drafts.put({ id: 'e', owner: me, form: 'f', args: [], values: {}, expiresAt: now }),
  'drafts.find': (it) => it.drafts.find(me, 'd', now),
  'links.offer': (it) => it.links.offer({ ...linkCode, code: 'ANOTHER2', primaryId: 'somebody' }),
  'links.find': (it) => it.links.find('CODE2345', now),
  'links.ofPrimary': (it) => it.links.ofPrimary(me, now),
  'links.claim': (it) =>
    it.links.claim('CODE2345', { secondaryId: 'somebody', secondary: account, expiresAt: now + 1 }, now),
  'links.remove': (it) => it.links.remove('nothing'),
  'links.mayTry': (it) => it.links.mayTry(account.identity, 5, now),
  'links.eraseAll': (it) => it.links.eraseAll('somebody'),
  'links.moveLog': (it) => it.links.moveLog('moving', 'moved', [account.identity]),
  'chains.find': (it) => it.chains.find(me, 'e1'),
  'chains.save': (it) => it.chains.save(aChain('e1')),
  'chains.open': (it) => it.chains.open(me, 5),
  'chains.all': (it) => it.chains.all(me),
  'chains.remove': (it) => it.chains.remove(me, 'e1'),
  'chains.eraseAll': (it) => it.chains.eraseAll(me),
  'cards.find': (it) => it.cards.find(me, 'e1'),
  'cards.save': (it) => it.cards.save(aCard('e1')),
  'cards.due': (it) => it.cards.due(me, now, 5),
  'cards.countDue': (it) => it.cards.countDue(me, now),
  'cards.nextDueAt': (it) => it.cards.nextDueAt(me),
  'cards.all': (it) => it.cards.all(me),
  'cards.eraseAll': (it) => it.cards.eraseAll(me),
  'quotas.take': (it) => it.quotas.take({ of: 'member', owner: me, day: today }, 5, now),
  'quotas.take, a new one': (it) => it.quotas.take({ of: 'told', owner: me, day: today }, 1, now),
  'quotas.giveBack': (it) => it.quotas.giveBack({ of: 'member', owner: me, day: today }),
  'pains.ownPains': (it) => it.pains.ownPains(me, painKeys, 2),
  'pains.sharedPains': (it) => it.pains.sharedPains(here, painKeys, 2),
  'system.duePeople': (it) => it.system.duePeople(1, 9),
  'system.dueCommunities': (it) => it.system.dueCommunities(1, 9),
  'system.presentCommunities': (it) => it.system.presentCommunities('here', '', 9),
  'system.outdatedPeople': (it) => it.system.outdatedPeople('2027a', 9),
  'system.outdatedCommunities': (it) => it.system.outdatedCommunities('2027a', 9),
  'system.communitiesWithRefusedShares': (it) => it.system.communitiesWithRefusedShares(9),
  'system.peopleWithOpenLinks': (it) => it.system.peopleWithOpenLinks(9),
  'system.nextDueAt': (it) => it.system.nextDueAt(),
  'system.oldestPendingDueAt': (it) => it.system.oldestPendingDueAt(),
  'system.deliveryCounts': (it) => it.system.deliveryCounts(deliveryStates),
  'system.retryNow': (it) => it.system.retryNow('test', ['no-access']),
  'system.sentPrompts': (it) => it.system.sentPrompts(1, undefined, 2),
  'system.sentPrompts, a later page': (it) =>
    it.system.sentPrompts(1, { dueAt: 7, id: `${me}:prompt:same-1` }, 3),
  'system.openLanes': (it) => it.system.openLanes(),
  'system.claimDeliveries': (it) => it.system.claimDeliveries('test', 'w', 0, 1000, 3),
  'deliveries.settle': (it) =>
    it.deliveries.settle(mine, `${me}:prompt:2027-03-01`, 'w', { state: 'dropped', at: now, reason: 'r' }),
  'system.removeCheersOf': (it) => it.system.removeCheersOf('cheerer'),
  'system.takeLease': (it) => it.system.takeLease('tick', 'w', 0, 10),
  'system.releaseLease': (it) => it.system.releaseLease('tick', 'w'),
  'system.eventHashes': (it) => it.system.eventHashes(9_999),
  'system.deleteExpired': (it) => it.system.deleteExpired(now),
  'members.remove': (it) => it.members.remove(here, me),
  'drafts.erase': (it) => it.drafts.erase(me),
  'entries.eraseAll': (it) => it.entries.eraseAll(me),
  'deliveries.eraseAll': (it) => it.deliveries.eraseAll(me),
};

const account = { identity: { platform: 'test', user: 'somebody' }, name: 'Ada' };
const linkCode = { code: 'CODE2345', primaryId: me, primary: account, expiresAt: now + 1 };

const aChain = (entryId: string) => ({
  personId: me,
  entryId,
  updatedAt: now,
  version: 0,
  chain: { state: 'asking' } as never,
});
const aCard = (entryId: string) => ({
  personId: me,
  entryId,
  active: true,
  memory: {
    dueAt: now,
    stability: 1,
    difficulty: 1,
    scheduledDays: 1,
    learningSteps: 0,
    reps: 1,
    lapses: 0,
    state: 1,
  },
  history: [],
  version: 0,
});

const asking = new Set(['find', 'aggregate', 'count', 'distinct', 'update', 'delete', 'findAndModify']);

/** The commands that a step sends which ask for documents, as they were sent. */
export async function commandsOf(
  store: Store,
  step: (store: Store) => Promise<unknown>,
): Promise<Document[]> {
  const client = store.connection.getClient();
  const sent: Document[] = [];
  const note = ({ commandName, command }: CommandStartedEvent): void => {
    if (asking.has(commandName)) sent.push(command);
  };
  client.on('commandStarted', note);
  await step(store);
  client.off('commandStarted', note);
  return sent;
}

/** What answering a command reads. Each statement of a batch is explained by itself. */
export async function explained(store: Store, command: Document): Promise<readonly Explained[]> {
  const { lsid: _l, $db: _d, txnNumber: _t, $clusterTime: _c, ...plain } = command;
  const statements = plain.updates ?? plain.deletes;
  const single = plain.updates
    ? statements.map((it: Document) => ({ ...plain, updates: [it] }))
    : plain.deletes
      ? statements.map((it: Document) => ({ ...plain, deletes: [it] }))
      : [plain];
  return Promise.all(
    single.map(async (one: Document) => {
      const told = await store.connection.db?.command({ explain: one, verbosity: 'executionStats' });
      const stats = told?.executionStats ?? told?.stages?.[0]?.$cursor?.executionStats;
      return {
        collection: String(Object.values(one)[0]),
        docs: Number(stats.totalDocsExamined),
        keys: Number(stats.totalKeysExamined),
        returned: Math.max(Number(stats.nReturned), changedBy(stats.executionStages)),
        plan: JSON.stringify(told?.queryPlanner?.winningPlan ?? told),
      };
    }),
  );
}

export interface Explained {
  readonly collection: string;
  readonly docs: number;
  readonly keys: number;
  readonly returned: number;
  readonly plan: string;
}

const changedBy = (stage: Document | undefined): number =>
  Math.max(
    0,
    Number(stage?.nWouldModify ?? 0),
    Number(stage?.nWouldDelete ?? 0),
    Number(stage?.nMatched ?? 0),
  );

/** What is read is what is returned, give or take a deleted or hidden one. */
export const reads = ({ docs, keys, returned }: Explained): boolean =>
  docs <= returned + 2 && keys <= 2 * returned + 6;
