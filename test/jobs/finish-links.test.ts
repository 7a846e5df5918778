import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { expect, test } from 'vitest';
import { linkPeople } from '../../src/core/linking/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { linkRules } from '../../src/settings/link-rules.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { crashing } from '../core/linking/crashes.ts';
import { launch } from '../support/app-harness.ts';

const database = 'shipmate';

async function withStore<T>(dataDir: string, work: (store: Store) => Promise<T>): Promise<T> {
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, database, { alone: true });
  try {
    return await work(store);
  } finally {
    await store.close();
    await server.close();
  }
}

test('a link that a process did not live to end is finished at the next start, before anybody comes by', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'shipmate-test-'));
  const env = { MONGODB_DATABASE: database };
  const first = await launch(env, dataDir);
  for (const name of ['ada', 'bob']) {
    await first.join(name);
    await first.say(name, `/log by ${name}`);
  }
  await first.stop();

  const peopleOf = async (store: Store): Promise<readonly Person[]> => {
    const rows = await store.connection.collection('people').find({}).sort({ _id: 1 }).toArray();
    return Promise.all(rows.map(async (it) => (await store.people.find(String(it._id))) as Person));
  };
  await withStore(dataDir, async (store) => {
    const [primary, secondary] = (await peopleOf(store)) as [Person, Person];
    const linking = {
      primaryId: primary.id,
      primaryName: 'ada',
      secondaryId: secondary.id,
      secondaryName: 'bob',
    };
    const cutOff = await crashing(
      () => linkPeople(store, linking, { now: Date.now(), tzdb: 'any', linkRules }),
      1,
    );
    expect(cutOff.crashed).toBe(true);
    expect(await store.system.peopleWithOpenLinks(9)).toHaveLength(1);
  });

  await (await launch(env, dataDir)).stop();
  await withStore(dataDir, async (store) => {
    expect(await store.system.peopleWithOpenLinks(9)).toEqual([]);
    const whole = (await peopleOf(store)).find((it) => it.links);
    expect(whole?.identities).toHaveLength(2);
    expect([...(await store.entries.loggedDays(whole?.id ?? '')).values()].flat()).toHaveLength(2);
  });
  await rm(dataDir, { recursive: true, force: true });
});
