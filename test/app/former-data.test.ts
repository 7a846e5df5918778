import { mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppHarness, button, launch } from '../support/app-harness.ts';
import { everything } from './database.ts';

/**
 * A data folder as the program wrote it with data of format 5, on 2026-11-30: olga and ada have logged, ada has changed settings, declared
 * a rest day and made a code to link an account.
 */
const former = join(import.meta.dirname, 'fixtures/data-format-5.mdb.gz');

let app: AppHarness;
let dataDir: string;

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'shipmate-test-')));
  await writeFile(join(dataDir, 'data.mdb'), gunzipSync(await readFile(former)));
  app = await launch({}, dataDir);
});
afterAll(async () => {
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});

test('a data folder of an earlier version is migrated at the start, and nothing of it is lost', async () => {
  const history = await app.say('ada', '/history');
  expect(history.text).toContain('redis refused ECONNREFUSED');
  expect(history.text).toContain('built a parser');
  expect((await app.say('ada', '/history search started')).text).toContain('redis refused');
  const settings = (await app.say('ada', '/settings')).text;
  expect(settings).toContain('08:30');
  expect(settings).toContain('weekdays');
  expect((await app.say('ada', '/roundup view:leaderboard')).code).toBe('leaderboard');
  expect((await app.say('olga', '/setup show')).text).toContain('#general');
});

test('its buttons go on working', async () => {
  const messages = await app.messages({ channel: 'general' });
  const logged = messages.findLast((it) => it.code === 'logged' && it.text.includes('built a parser'));
  expect(logged).toBeDefined();
  if (!logged) return;
  const form = await app.press('ada', button(logged, 'Edit'));
  expect(form.form?.fields.find((it) => it.name === 'text')?.value).toBe('built a parser');
});

test('it is stored under the names of today', async () => {
  const stored = await everything(dataDir);
  const people = stored.filter((it) => it.collection === 'people').map((it) => it.document);
  expect(people).toHaveLength(2);
  for (const person of people) expect(person).toHaveProperty('lastActiveDay');
  expect(JSON.stringify(stored)).not.toMatch(/lastHeardDay|makerId|typerId|send what is due/);
});
