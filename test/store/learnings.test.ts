import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/app/database.ts';
import { readConfig } from '../../src/config.ts';
import { newCard, reviewed } from '../../src/core/deck/index.ts';
import type { Entry } from '../../src/core/log/index.ts';
import { lookupKeys, painFingerprint, startChain } from '../../src/core/why/index.ts';

let folder: string;
let opened: Awaited<ReturnType<typeof openDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipmate-learnings-'));
  opened = await openDatabase(readConfig({ DATA_DIR: folder }));
});
afterAll(async () => {
  await opened.close();
  await rm(folder, { recursive: true, force: true });
});

const pain = (id: string, personId: string, error: string, at: number, shared = false): Entry => ({
  id,
  personId,
  kind: 'pain',
  text: 'it broke',
  tags: [],
  pain: { error, state: 'open' },
  audience: shared ? 'community' : 'private',
  ...(shared && { communityId: 'c' }),
  identity: { platform: 'x', user: personId },
  at,
  zone: 'UTC',
  day: at,
  backdated: false,
  eventKey: id,
  revisions: [],
  posts: [],
  kudos: [],
  hidden: false,
  version: 1,
});
const refused = (port: number) => `Error: connect ECONNREFUSED 127.0.0.1:${port}`;

describe('what the learning log stores', () => {
  test('pain points are found by their fingerprints, the newest first, by an index that reads nothing else', async () => {
    const { store } = opened;
    for (let at = 0; at < 60; at++)
      await store.entries.insert(
        pain(`p${at}`, 'ada', at % 3 === 0 ? refused(at) : `TypeError: thing${at} is not a function`, at),
      );
    await store.entries.insert(pain('q1', 'bob', refused(1), 5, true));
    await store.entries.insert(pain('q2', 'bob', refused(2), 6));
    const keys = lookupKeys(painFingerprint(pain('x', 'ada', refused(9999), 99)));
    const own = await store.pains.ownPains('ada', keys, 5);
    expect(own.slice(0, 2).map((it) => it.id)).toEqual(['p57', 'p54']);
    expect((await store.pains.sharedPains('c', keys, 5)).map((it) => it.id)).toEqual(['q1']);
    const explained = await store.connection
      .collection('entries')
      .find({ personId: 'ada', kind: 'pain', painKeys: keys[0] ?? '', deletedAt: { $exists: false } })
      .sort({ at: -1 })
      .limit(5)
      .explain('executionStats');
    expect(JSON.stringify(explained.queryPlanner)).toContain('personId_1_painKeys_1_at_-1');
    expect(explained.executionStats.totalDocsExamined).toBeLessThanOrEqual(20);
  });

  test('a chain and a card come back as they went in; a write on an old version is refused', async () => {
    const { chains, cards } = opened.store;
    const chain = startChain({ id: 'p0', text: 'it broke', errorText: refused(1) });
    const stored = { personId: 'ada', entryId: 'p0', chain, updatedAt: 7, version: 0 };
    expect(await chains.save(stored)).toEqual({ ok: true, value: { ...stored, version: 1 } });
    expect(await chains.save(stored)).toEqual({ ok: false, code: 'conflict' });
    expect(await chains.find('ada', 'p0')).toEqual({ ...stored, version: 1 });
    expect(await chains.open('ada', 5)).toHaveLength(1);
    expect(await chains.find('bob', 'p0')).toBeUndefined();

    const card = reviewed(newCard('ada', 'p0', 1000), 'good', 2000);
    expect(await cards.save(card)).toMatchObject({ ok: true });
    expect(await cards.save(card)).toEqual({ ok: false, code: 'conflict' });
    expect(await cards.find('ada', 'p0')).toEqual({ ...card, version: 1 });
    expect(await cards.countDue('ada', card.memory.dueAt)).toBe(1);
    expect(await cards.countDue('ada', card.memory.dueAt - 1)).toBe(0);
  });

  test('cards and chains go with an entry that was deleted a week ago', async () => {
    const { store } = opened;
    const found = await store.entries.find('ada', 'p0');
    await store.entries.save({ ...(found as Entry), deletedAt: 1 });
    await store.system.deleteExpired(8 * 24 * 60 * 60 * 1000);
    expect(await store.chains.find('ada', 'p0')).toBeUndefined();
    expect(await store.cards.find('ada', 'p0')).toBeUndefined();
  });
});
