import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/app/database.ts';
import { DemoFolderError, type DemoParts, demoFolder, openDemo } from '../../src/app/demo.ts';
import { startShipmate } from '../../src/app/index.ts';
import { readConfig } from '../../src/config.ts';
import { smallCast } from '../../src/demo/index.ts';
import { type Act, planOf } from '../../src/demo/plan.ts';
import { appAt } from '../support/app-harness.ts';

const log = pino({ level: 'silent' });
const start: DemoParts['start'] = async (config) => ({
  url: config.DATA_DIR,
  lines: [],
  stop: async () => undefined,
});
const cast = smallCast(2, 15);
const endAt = Date.UTC(2026, 10, 28, 19, 40);
const seed = 11;

/** What is stored of a demo, without the ids that are random. An answer and a post of one moment come in any order. */
async function contents(folder: string) {
  const { store, close } = await openDatabase(readConfig({ DATA_DIR: folder }));
  const all = (name: string, order: string) =>
    store.connection
      .collection(name)
      .find()
      .sort({ [order]: 1, kind: 1 })
      .toArray();
  try {
    const members = await all('playground_members', 'joinedAt');
    const names = new Map(members.map((it) => [String(it._id), String(it.name)]));
    const entries = await all('entries', 'at');
    const messages = await all('playground_messages', 'seq');
    const deliveries = await all('deliveries', 'dueAt');
    return {
      entries: entries.map(({ identity, kind, text, at, day, audience, minutes, tags, project, pain }) => ({
        who: names.get(identity.user),
        ...{ kind, text, at, day, audience, minutes, tags, project, pain },
      })),
      deliveries: deliveries.map(({ kind, state, dueAt, key }) => ({ kind, state, dueAt, key })),
      messages: messages
        .map(({ at, author, content }) => ({
          at,
          author: names.get(author),
          ...{ code: content.code, text: content.text },
        }))
        .sort((a, b) => a.at - b.at || `${a.code}${a.text}`.localeCompare(`${b.code}${b.text}`)),
    };
  } finally {
    await close();
  }
}

describe('a demo of two people and two weeks', () => {
  let base: string;
  let folder: string;
  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'shipmate-demo-'));
    folder = demoFolder({ DATA_DIR: join(base, 'data') });
    await openDemo({ folder, port: 0, seed, endAt, cast, log, start });
  }, 120_000);
  afterAll(() => rm(base, { recursive: true, force: true }));

  test('holds what its people did, when they did it, and what they were asked', async () => {
    const { entries, deliveries, messages } = await contents(folder);
    const isEntry = (act: Act) =>
      act.type === 'answer' || act.type === 'stuck' || (act.type === 'say' && act.text.startsWith('/log'));
    const done = planOf(seed, endAt, cast).filter(isEntry);
    expect(done.length).toBeGreaterThan(15);
    expect(entries.map(({ who, at }) => ({ who, at }))).toEqual(done.map(({ who, at }) => ({ who, at })));
    expect(entries.filter((it) => it.kind === 'pain' && it.pain.error).length).toBeGreaterThan(0);
    const count = (kind: string, state = 'sent') =>
      deliveries.filter((it) => it.kind === kind && it.state === state).length;
    expect(count('prompt')).toBeGreaterThan(15);
    expect(count('roundup')).toBe(2);
    expect(deliveries.filter((it) => it.state === 'missed' || it.dueAt > endAt)).toEqual([]);
    expect(messages.filter((it) => it.code === 'failed' || it.at > endAt)).toEqual([]);
    expect(new Set(messages.slice(-8).map((it) => it.at))).toEqual(new Set([endAt]));
  });

  test('is the same again from the same seed, also where a killed run left something', async () => {
    const second = join(base, 'second');
    await mkdir(`${second}.making`);
    await writeFile(join(`${second}.making`, 'demo.json'), '{"see');
    await writeFile(join(`${second}.making`, 'data.mdb'), 'half of it');
    const shares: number[] = [];
    await openDemo({
      folder: second,
      port: 0,
      seed,
      endAt,
      cast,
      log,
      start,
      onProgress: (it) => shares.push(it),
    });
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect([shares.at(-1), shares.length > 20]).toEqual([1, true]);
    expect(await contents(second)).toEqual(await contents(folder));
    expect(await readdir(base)).not.toContain('second.making');
  });

  test('is opened a second time as it is, at its end, and ready to go on', async () => {
    const before = await contents(folder);
    const again = await openDemo({
      folder,
      port: 0,
      cast,
      log,
      start: (its, itsLog) => startShipmate(its, itsLog, { demo: false }),
    });
    try {
      const app = appAt(again.url);
      expect(Math.abs((await app.clock()) - endAt)).toBeLessThan(10 * 60_000);
      expect((await app.messages({ channel: 'general' })).length).toBeGreaterThan(10);
      expect((await app.say('Ada', '/log Went on by hand')).code).toBe('logged');
    } finally {
      await again.stop();
    }
    const { entries } = await contents(folder);
    expect(entries.slice(0, -1)).toEqual(before.entries);
    expect(entries.at(-1)).toMatchObject({ who: 'Ada', text: 'Went on by hand' });
  });

  test('refuses another seed, and a folder in which a demo runs', async () => {
    const other = openDemo({ folder, port: 0, seed: seed + 1, cast, log, start });
    await expect(other).rejects.toThrow(`holds the demo of seed ${seed}`);
    const running = await openDatabase(readConfig({ DATA_DIR: folder }));
    const fresh = openDemo({ folder, port: 0, seed, endAt, cast, log, start, fresh: true });
    await expect(fresh).rejects.toThrow('is in use').finally(running.close);
  });

  test('leaves nothing when it is interrupted, and what was there before as it was', async () => {
    const before = await contents(folder);
    const leaving = new AbortController();
    const onProgress = (share: number) => share > 0.1 && leaving.abort(new Error('enough'));
    const parts = { port: 0, seed, endAt, cast, log, start, onProgress, signal: leaving.signal };
    await expect(openDemo({ ...parts, folder, fresh: true })).rejects.toThrow('enough');
    expect(await contents(folder)).toEqual(before);
    const third = join(base, 'third');
    await expect(openDemo({ ...parts, folder: third })).rejects.toThrow('enough');
    expect((await readdir(base)).filter((it) => it.includes('making') || it.includes('third'))).toEqual([]);
  });
});

test('the demo never takes the data folder, nor one that holds something else', async () => {
  const base = await mkdtemp(join(tmpdir(), 'shipmate-demo-'));
  const folder = demoFolder({ DATA_DIR: join(base, 'data') });
  expect(folder).not.toBe(join(base, 'data'));
  for (const taken of [folder, `${folder}.making`]) {
    await mkdir(taken);
    await writeFile(join(taken, 'data.mdb'), 'somebody else');
    const opened = openDemo({ folder, port: 0, seed: 7, log, fresh: true, start });
    await expect(opened).rejects.toThrow(DemoFolderError);
    expect(await readFile(join(taken, 'data.mdb'), 'utf8')).toBe('somebody else');
    await rm(taken, { recursive: true });
  }
});
