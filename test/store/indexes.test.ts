import type { Document } from 'mongodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { createIndexes } from '../../src/store/connection.ts';
import { openStore, type Store } from '../../src/store/index.ts';
import { useBackend } from './backend.ts';
import { commandsOf, crowd, type Explained, explained, reads, settle, steps } from './queries.ts';

/** They read one key of an index for each document that they count. */
const counting = new Set(['system.deliveryCounts']);

interface Asked {
  readonly step: string;
  readonly command: Document;
}

/** Each step runs on one store, which notes its commands; another one explains them, with a crowd around the same documents. */
describe('a query', () => {
  const backend = useBackend();
  const asked: Asked[] = [];
  const found: (Asked & Explained)[] = [];
  let explaining: Store;

  beforeAll(async () => {
    const noting = await openStore(monitored(backend().uri), backend().database());
    explaining = await backend().open();
    for (const store of [noting, explaining]) await settle(store);
    await crowd(explaining);
    for (const [name, step] of Object.entries(steps)) {
      for (const command of await commandsOf(noting, step)) {
        asked.push({ step: name, command });
        for (const one of await explained(explaining, command)) found.push({ step: name, command, ...one });
      }
    }
    await noting.connection.dropDatabase();
    await noting.close();
  }, 60_000);

  it('reads as many documents as it answers with, among a crowd of other owners', () => {
    expect(found.length).toBeGreaterThan(70);
    const reading = found
      .filter((it) => !(counting.has(it.step) ? it.docs === 0 : reads(it)))
      .map(({ step, docs, keys, returned, plan }) => ({ step, docs, keys, returned, plan }));
    expect(reading).toEqual([]);
  });

  it('is made by every method of every store', async () => {
    const store = await backend().open();
    const known = new Set(Object.keys(steps).map((it) => it.split(/[ ,]/)[0]));
    const methods = Object.entries(store)
      .filter(([, it]) => typeof it === 'object' && it !== null)
      .filter(([name]) => name !== 'connection' && name !== 'installation')
      .flatMap(([name, it]) => Object.keys(it).map((method) => `${name}.${method}`))
      // Ends every lease of whoever had the database before: once, at a start, when nothing else runs.
      .filter((it) => it !== 'system.releaseAllLeases');
    expect(methods.filter((it) => !known.has(it))).toEqual([]);
  });

  it('reads too much as soon as its index is dropped, each of them', async () => {
    const idle: string[] = [];
    for (const model of Object.values(explaining.connection.models)) {
      const { collection } = model;
      const own = asked.filter(({ command }) => Object.values(command)[0] === model.collection.name);
      for (const [key, options] of model.schema.indexes()) {
        const { name } = (await collection.indexes()).find(
          (it) => JSON.stringify(it.key) === JSON.stringify(key),
        ) as { name: string };
        await collection.dropIndex(name);
        let noticed = false;
        for (const { command } of own) {
          if (noticed) break;
          noticed = (await explained(explaining, command)).some((it) => !reads(it));
        }
        if (!noticed && !options.unique) idle.push(`${model.modelName}: ${name}`);
        await createIndexes(model);
      }
    }
    expect(idle).toEqual([]);
  }, 60_000);
});

const monitored = (uri: string): string =>
  `${uri}${uri.includes('?') ? '&' : /^mongodb[^/]*:\/\/[^/]+$/.test(uri) ? '/?' : '?'}monitorCommands=true`;
