import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { checkFolder, checkNode, checkPage, checkPlatforms } from '../../src/operate/check-config.ts';
import { checkBacklog, checkClocks, checkData } from '../../src/operate/check-database.ts';
import type { Finding } from '../../src/operate/findings.ts';
import { type FakeDiscord, startFakeDiscord } from '../fakes/discord/index.ts';
import { launch } from '../support/app-harness.ts';
import { shipmate, useFolders, withDatabase } from './operator.ts';

const hour = 3_600_000;
const minute = 60_000;
type Env = Readonly<Record<string, string>>;

async function findings(env: Env, now?: () => number) {
  const { code, out } = await shipmate(['doctor', '--json'], env, now);
  const told = JSON.parse(out) as { ok: boolean; findings: readonly Finding[] };
  expect(code).toBe(told.ok ? 0 : 1);
  return {
    code,
    of: (check: string) => told.findings.filter((it) => it.check === check),
    errors: told.findings.filter((it) => it.level === 'error').map((it) => it.check),
  };
}

describe('the doctor', () => {
  const folder = useFolders();
  let data = '';
  beforeAll(async () => {
    data = await folder();
    await chmod(data, 0o700);
    const app = await launch({}, data);
    await app.join('ada');
    await app.stop();
  }, 60_000);

  it('finds nothing wrong with a bot that was stopped, and says each thing in one line', async () => {
    const { code, out } = await shipmate(['doctor'], { DATA_DIR: data });
    const lines = out.trimEnd().split('\n');
    expect(lines.map((it) => it.slice(0, 15).trim().split(' ')[1])).toEqual([
      'node',
      'configuration',
      'platforms',
      'page',
      'folder',
      'database',
      'data',
      'indexes',
      'clock',
      'deliveries',
    ]);
    const wrong = lines.filter((it) => !it.startsWith('✓') && !it.includes('page'));
    expect(wrong).toEqual([]);
    if (!out.includes('not built')) expect(code).toBe(0);
  });

  it('looks at a bot that runs without getting in its way', async () => {
    const app = await launch({}, data);
    const { of, errors } = await findings({ DATA_DIR: data });
    expect(of('database')).toMatchObject([{ level: 'ok', text: expect.stringContaining('the bot runs') }]);
    expect(errors.filter((it) => it !== 'page')).toEqual([]);
    expect((await app.say('ada', '/today')).code).toBe('today');
    await app.stop();
  });

  it('makes nothing where nothing is', async () => {
    const missing = join(await folder(), 'not-yet');
    const { of } = await findings({ DATA_DIR: missing });
    expect(of('folder')).toMatchObject([{ level: 'ok', text: expect.stringContaining('will be made') }]);
    expect(of('database')).toMatchObject([{ level: 'ok', text: expect.stringContaining('no data yet') }]);
    await expect(mkdir(missing)).resolves.toBeUndefined();
  });

  it('names every variable that cannot be used, not the first alone', async () => {
    const { of, code } = await findings({
      DATA_DIR: data,
      PORT: 'abc',
      DEFAULT_ZONE: 'Mars/Olympus',
      BACKDATE_DAYS: '9',
      SLACK_APP_TOKEN: 'xapp-1',
    });
    expect(code).toBe(1);
    expect(
      of('configuration')
        .map((it) => it.text.split(' ')[0])
        .sort(),
    ).toEqual(['BACKDATE_DAYS', 'DEFAULT_ZONE', 'PORT', 'SLACK_BOT_TOKEN'].sort());
    expect(of('configuration').map((it) => it.fix)).toContain(
      'PORT must be a port from 0 to 65535, like 3000',
    );
    expect(of('database')).toHaveLength(1);
  });

  it('says when a database does not answer, without its password', async () => {
    const server = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const uri = `mongodb://user:hunter2@127.0.0.1:${port}/?serverSelectionTimeoutMS=500`;
    const { of, code } = await findings({ DATA_DIR: data, MONGODB_URI: uri });
    server.close();
    expect(code).toBe(1);
    expect(of('database')).toMatchObject([{ level: 'error', fix: expect.stringContaining('MONGODB_URI') }]);
    expect(JSON.stringify(of('database'))).not.toContain('hunter2');
  });

  it('misses an index that was dropped, and sees newer data and a folder that others can read', async () => {
    const sick = await folder();
    const app = await launch({}, sick);
    await app.stop();
    await withDatabase(sick, async (db) => {
      await db.collection('people').dropIndex('dueAt_1');
      await db.collection('installation').updateOne({}, { $set: { dataVersion: 999 } });
    });
    await chmod(sick, 0o755);
    const { of, code } = await findings({ DATA_DIR: sick });
    expect(code).toBe(1);
    expect(of('indexes')).toMatchObject([{ level: 'warning', text: 'missing: people.dueAt' }]);
    expect(of('data')).toMatchObject([{ level: 'error', text: expect.stringContaining('format 999') }]);
    expect(of('folder')).toMatchObject([{ level: 'warning', fix: `chmod 700 ${sick}` }]);
  });

  it('sees that the clock was set back since the last sign of life', async () => {
    const { of } = await findings({ DATA_DIR: data }, () => Date.now() - 10_000);
    expect(of('clock')).toMatchObject([{ level: 'ok' }]);
    const { of: later } = await findings({ DATA_DIR: data }, () => Date.now() - hour);
    expect(later('clock')).toMatchObject([{ level: 'error' }]);
  });

  it('counts a data folder that is a file as an error', async () => {
    const file = join(await folder(), 'file');
    await writeFile(file, '');
    const { of } = await findings({ DATA_DIR: file });
    expect(of('folder')).toMatchObject([{ level: 'error', fix: expect.stringContaining('DATA_DIR') }]);
  });
});

describe('a check', () => {
  const level = (it: Finding): string => it.level;

  it('of Node wants 20.19 or newer', () => {
    expect(['20.19.0', '20.20.1', '22.0.0', '24.1.0'].map((it) => level(checkNode(it)))).toEqual(
      Array(4).fill('ok'),
    );
    expect(['20.18.9', '18.20.0'].map((it) => level(checkNode(it)))).toEqual(['error', 'error']);
  });

  it('of the platforms wants one that somebody can reach', () => {
    expect(checkPlatforms(readConfig({})).text).toBe('playground on (no platform is configured)');
    expect(level(checkPlatforms(readConfig({ PLAYGROUND: 'off' })))).toBe('error');
    const discord = readConfig({ DISCORD_TOKEN: 'x'.repeat(60) });
    expect(checkPlatforms(discord)).toMatchObject({ level: 'ok', text: expect.stringContaining('discord') });
  });

  it('of the page wants it built where the playground is on', async () => {
    expect(level(checkPage(readConfig({}), '/nowhere'))).toBe('error');
    expect(level(checkPage(readConfig({ PLAYGROUND: 'off' }), '/nowhere'))).toBe('ok');
  });

  it('of the folder wants it writable', () => {
    expect(level(checkFolder(readConfig({ DATA_DIR: '/proc/1/x' })))).toBe('error');
    expect(level(checkFolder(readConfig({ DATA_DIR: '/nowhere', MONGODB_URI: 'mongodb://h' })))).toBe('ok');
  });

  it('of the data tells an older format from a newer one', () => {
    const found = { knownVersion: 3, missingIndexes: [], collections: 9 };
    const levels = [2, 3, 4].map((storedVersion) =>
      level(checkData({ ...found, storedVersion } as never, true)[0] as Finding),
    );
    expect(levels).toEqual(['warning', 'ok', 'error']);
  });

  it('of the indexes worries less about one that the next start makes', () => {
    const found = { knownVersion: 3, storedVersion: 3, missingIndexes: ['people.dueAt'], collections: 9 };
    expect([true, false].map((runs) => level(checkData(found as never, runs)[1] as Finding))).toEqual([
      'error',
      'warning',
    ]);
  });

  it("of the clock compares the machine's, the database's and the playground's", () => {
    const at = (machine: number, database = machine) => ({ machine, database });
    const alive = (beat: number) => [{ platform: 'discord', at: beat }];
    const none = { platforms: [] as const };
    const discord = { platforms: ['discord'] as const };
    expect(checkClocks(none, { clockAheadMs: 0, lastHeartbeats: alive(hour) }, at(hour)).text).toBe('right');
    expect(level(checkClocks(none, { clockAheadMs: 0, lastHeartbeats: [] }, at(hour, 2 * hour)))).toBe(
      'error',
    );
    expect(level(checkClocks(none, { clockAheadMs: 0, lastHeartbeats: alive(2 * hour) }, at(hour)))).toBe(
      'error',
    );
    expect(
      checkClocks(none, { clockAheadMs: 5 * hour, lastHeartbeats: alive(6 * hour) }, at(hour)),
    ).toMatchObject({
      level: 'ok',
      text: 'right; the playground’s is 5 h ahead',
    });
    expect(level(checkClocks(discord, { clockAheadMs: hour, lastHeartbeats: [] }, at(hour)))).toBe('error');
  });

  it('of the deliveries tells how long the oldest waits, by the clock of the product', () => {
    const found = { clockAheadMs: hour, deliveries: { pending: 2, sent: 0 } };
    const waiting = (more: object, runs: boolean) => checkBacklog({ ...found, ...more } as never, hour, runs);
    expect(waiting({}, true)).toMatchObject({ level: 'ok', text: '2 pending' });
    expect(level(waiting({ nextDueAt: 2 * hour + 1 }, true))).toBe('ok');
    expect(waiting({ oldestPendingDueAt: 2 * hour - 20 * minute }, true)).toMatchObject({
      level: 'warning',
      text: expect.stringContaining('20 min'),
      fix: expect.stringContaining('log'),
    });
    expect(waiting({ nextDueAt: 0 }, false)).toMatchObject({
      fix: expect.stringContaining('start the bot'),
    });
  });
});

describe('the doctor of a bot on Discord', () => {
  const folder = useFolders();
  const of = async (discord: FakeDiscord, env: Env, token = discord.token) => {
    const told = await findings({ DISCORD_TOKEN: token, DISCORD_API_URL: discord.apiUrl, ...env });
    return told.of('commands')[0];
  };

  it('asks Discord whether it has the commands', async () => {
    const data = await folder();
    const discord = await startFakeDiscord();
    const env = { DATA_DIR: data };
    expect(await of(discord, env)).toMatchObject({
      level: 'warning',
      text: expect.stringMatching(
        /^not registered at Discord everywhere as they are: \+ \/\w+, .* and \d+ more$/,
      ),
      fix: expect.stringContaining('start the bot'),
    });
    const settings = { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
    discord.faults.status('PUT /applications/:id/commands', 500, Number.POSITIVE_INFINITY);
    const app = await launch(settings, data);
    expect(await of(discord, env)).toMatchObject({
      level: 'error',
      fix: expect.stringContaining('discord:register'),
    });
    discord.faults.clear();
    await vi.waitFor(async () => expect(await of(discord, env)).toMatchObject({ level: 'ok' }), 10_000);
    await app.stop();
    await discord.close();
  }, 60_000);

  it('says when it cannot ask Discord, and why', async () => {
    const discord = await startFakeDiscord();
    const env = { DATA_DIR: await folder() };
    expect(await of(discord, env, 'x'.repeat(60))).toMatchObject({
      level: 'error',
      text: expect.stringContaining('DISCORD_TOKEN is refused'),
    });
    discord.faults.status('GET /applications/:id/commands', 503, 2);
    expect(await of(discord, env)).toMatchObject({ level: 'error' });
    await discord.close();
  });
});
