import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { notBackedUp } from '../../src/operate/backup.ts';
import { dataVersion } from '../../src/store/migrations.ts';
import { launch } from '../support/app-harness.ts';
import { contents, shipmate, useFolders, withDatabase } from './operator.ts';

const odd = 'line\u2028separator, a "quote", {"$numberInt":"5"} and 🧱';

describe('a backup', () => {
  const folder = useFolders();
  let data = '';
  let file = '';
  let original: Readonly<Record<string, readonly string[]>> = {};

  /** A stopped bot's folder with some of everything in it, and its backup. */
  beforeAll(async () => {
    data = await folder();
    file = join(await folder(), 'backup.gz');
    const app = await launch({}, data);
    await app.join('ada');
    await app.say('ada', `/log ${odd} minutes:50 tag:redis`);
    await app.say('ada', '/streak');
    await app.advance('P2D');
    await app.stop();
    expect(await shipmate(['backup', file], { DATA_DIR: data })).toMatchObject({ code: 0 });
    original = without(await contents(data));
  }, 60_000);

  const without = (all: Readonly<Record<string, readonly string[]>>) =>
    Object.fromEntries(
      Object.entries(all).filter(([name, rows]) => !notBackedUp.has(name) && rows.length > 0),
    );

  it('restored into an empty folder equals the original in every collection, types and all', async () => {
    const restored = await folder();
    const done = await shipmate(['restore', file], { DATA_DIR: restored });
    expect(done).toMatchObject({ code: 0, out: expect.stringContaining('Restored') });
    expect(done.err).toContain('100 %');
    expect(original.entries?.join()).toContain('\u2028');
    expect(Object.keys(original).length).toBeGreaterThan(9);
    expect(without(await contents(restored))).toEqual(original);
  });

  it('leaves out what belongs to a process and what is worked out again', async () => {
    const lines = gunzipSync(await readFile(file))
      .toString('utf8')
      .trim()
      .split('\n')
      .slice(1, -1);
    const copied = new Set(lines.map((line) => (JSON.parse(line) as [string])[0]));
    expect([...notBackedUp].sort()).toEqual(['agendaJobs', 'checkpoints', 'leases']);
    const rows = Object.entries(await contents(data));
    const stored = rows.flatMap(([name, documents]) => (documents.length > 0 ? name : []));
    expect(stored).toEqual(expect.arrayContaining(['agendaJobs', 'entries']));
    expect(stored.filter((name) => !copied.has(name) && !notBackedUp.has(name))).toEqual([]);
    expect([...copied].filter((name) => notBackedUp.has(name))).toEqual([]);
  });

  it('brings a bot back to where it was, which sends nothing twice', async () => {
    const restored = await folder();
    await shipmate(['restore', file], { DATA_DIR: restored });
    const before = await launch({}, data);
    const then = { streak: await before.streak('ada'), messages: await before.messages({ dm: 'ada' }) };
    await before.stop();
    const app = await launch({}, restored);
    expect(await app.streak('ada')).toEqual(then.streak);
    expect((await app.messages({ dm: 'ada' })).map((it) => it.text)).toEqual(
      then.messages.map((it) => it.text),
    );
    await app.stop();
  });

  it('can be made while the bot runs and people log', async () => {
    const busy = await folder();
    const copy = join(await folder(), 'busy.gz');
    const restored = await folder();
    const app = await launch({}, busy);
    await app.join('ada');
    for (let n = 0; n < 20; n++) await app.say('ada', `/log before ${n}`);
    let logging = true;
    let during = 0;
    const log = (async () => {
      while (logging) await app.say('ada', `/log during ${during++}`);
    })();
    await expect.poll(() => during, { timeout: 20_000 }).toBeGreaterThan(2);
    const done = await shipmate(['backup', copy], { DATA_DIR: busy });
    const alongside = during;
    logging = false;
    await log;
    await app.stop();
    expect(done).toMatchObject({ code: 0 });
    expect(alongside).toBeGreaterThan(2);
    expect(await shipmate(['restore', copy], { DATA_DIR: restored })).toMatchObject({ code: 0 });
    const [there, here] = [await contents(busy), await contents(restored)];
    const texts = here.entries?.join() ?? '';
    for (let n = 0; n < 20; n++) expect(texts).toContain(`before ${n}"`);
    // A copy may be posted, and noted with its entry, right after the entry was copied.
    const words = (rows: readonly string[] = []) =>
      rows.map((row) => JSON.parse(row)).map(({ _id, text, eventKey }) => `${_id} ${text} ${eventKey}`);
    expect(words(there.entries)).toEqual(expect.arrayContaining(words(here.entries)));
    const again = await launch({}, restored);
    expect((await again.streak('ada')).current).toBe(1);
    await again.say('ada', '/log after the restore');
    await again.stop();
  });

  it('is readable by its owner alone, and leaves no half file behind where it fails', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    const nowhere = join(await folder(), 'missing', 'backup.gz');
    expect(await shipmate(['backup', nowhere], { DATA_DIR: data })).toMatchObject({
      code: 1,
      err: expect.stringContaining('There is no folder'),
    });
  });

  it('of nothing is refused, and makes no folder', async () => {
    const missing = join(await folder(), 'data');
    expect(await shipmate(['backup', 'x.gz'], { DATA_DIR: missing })).toMatchObject({
      code: 1,
      err: expect.stringContaining('nothing to back up'),
    });
    await expect(stat(missing)).rejects.toThrow('ENOENT');
  });

  describe('is not restored', () => {
    it('while a bot runs on the folder', async () => {
      const used = await folder();
      const app = await launch({}, used);
      expect(await shipmate(['restore', file, '--replace'], { DATA_DIR: used })).toMatchObject({
        code: 1,
        err: expect.stringContaining('A bot is running on this data'),
      });
      await app.stop();
    });

    it('over other data, unless told to replace them', async () => {
      const used = await folder();
      await withDatabase(used, async (db) => {
        await db.collection('people').insertOne({ mine: true });
        await db.collection('oldCollection').insertOne({ mine: true });
      });
      const before = await contents(used);
      expect(await shipmate(['restore', file], { DATA_DIR: used })).toMatchObject({
        code: 1,
        err: expect.stringContaining('--replace'),
      });
      expect(await contents(used)).toEqual(before);
      expect(await shipmate(['restore', file, '--replace'], { DATA_DIR: used })).toMatchObject({ code: 0 });
      expect(without(await contents(used))).toEqual(original);
    });

    it('from a newer format', async () => {
      const lines = gunzipSync(await readFile(file))
        .toString()
        .split('\n');
      const header = { ...JSON.parse(lines[0] ?? ''), dataVersion: { $numberInt: String(dataVersion + 1) } };
      const newer = join(await folder(), 'newer.gz');
      await writeFile(newer, gzipSync([JSON.stringify(header), ...lines.slice(1)].join('\n')));
      expect(await shipmate(['restore', newer], { DATA_DIR: await folder() })).toMatchObject({
        code: 1,
        err: expect.stringContaining(`format ${dataVersion + 1}`),
      });
    });

    it('from a file that is damaged, cut off or none of ours, and what was there stays', async () => {
      const used = await folder();
      await withDatabase(used, (db) => db.collection('people').insertOne({ mine: true }));
      const before = await contents(used);
      const whole = await readFile(file);
      const text = gunzipSync(whole).toString();
      const lines = text.split('\n');
      const flipped = Buffer.from(whole);
      flipped.writeUInt8((flipped[flipped.length >> 1] ?? 0) ^ 0xff, flipped.length >> 1);
      const damaged: Readonly<Record<string, Buffer>> = {
        'a flipped byte': flipped,
        'a wrong checksum': Buffer.concat([whole.subarray(0, -8), Buffer.alloc(8)]),
        'without its last bytes': whole.subarray(0, -12),
        'half of it': whole.subarray(0, whole.length >> 1),
        'a few bytes': whole.subarray(0, 20),
        'nothing at all': Buffer.alloc(0),
        'no backup': gzipSync('{"hello":"world"}\n'),
        'no gzip': Buffer.from('hello'),
        'without its last line': gzipSync(`${lines.slice(0, -2).join('\n')}\n`),
        'cut within a line': gzipSync(text.slice(0, text.length >> 1)),
        'without a document': gzipSync([...lines.slice(0, 3), ...lines.slice(4)].join('\n')),
        'with a line of something else': gzipSync([lines[0], 'null', ...lines.slice(1)].join('\n')),
      };
      for (const [what, bytes] of Object.entries(damaged)) {
        const broken = join(await folder(), 'broken.gz');
        await writeFile(broken, bytes);
        const done = await shipmate(['restore', broken, '--replace'], { DATA_DIR: used });
        expect(done.code, what).toBe(1);
        expect(done.err.trim().split('\n').at(-1), what).toMatch(/backup|damaged|cut off/);
        expect(await contents(used), what).toEqual(before);
      }
    });

    it('from a file that is not there', async () => {
      const done = await shipmate(['restore', '/nowhere/backup.gz'], { DATA_DIR: await folder() });
      expect(done).toMatchObject({ code: 1, err: 'There is no file /nowhere/backup.gz.\n' });
    });
  });
});
