import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { everything } from './database.ts';
import { nextWeek, utc, type Week } from './days.ts';

let ship: AppHarness;
let dataDir: string;
let week: Week;

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'shipmate-test-')));
  ship = await launch({}, dataDir);
  week = await nextWeek(ship);
  for (const name of ['olga', 'bob']) await board(name);
});
afterAll(async () => {
  await ship.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Without prompts, so that moving the clock is quick. */
async function board(name: string): Promise<void> {
  await ship.join(name, utc);
  await ship.say(name, '/stop');
}

const download = async (reply: PlayedReply): Promise<string> =>
  (await ship.request(reply.file?.url ?? '')).text();

describe('the export', () => {
  test('holds the whole log as JSON, CSV and Markdown', async () => {
    await board('eve');
    await ship.say('eve', '/log built "quotes", and more minutes:30 tag:csv project:export');
    await ship.say('eve', '/log =1+1 is no formula audience:private');
    await ship.say('eve', '/log gone soon');
    await ship.say('eve', '/history undo');
    const json = JSON.parse(await download(await ship.say('eve', '/export')));
    expect(json.person).toMatchObject({ promptTime: 540, zoneChosen: true });
    expect(json.communities).toMatchObject([{ displayName: 'eve', community: 'Playground' }]);
    expect(json.entries.map((it: { text: string }) => it.text)).toEqual([
      'built "quotes", and more',
      '=1+1 is no formula',
    ]);
    expect(json.deletedEntries.map((it: { text: string }) => it.text)).toEqual(['gone soon']);
    expect(json.entries[0]).toMatchObject({
      minutes: 30,
      tags: ['csv'],
      project: 'export',
      audience: 'community',
    });
    const csv = await download(await ship.say('eve', '/export csv'));
    expect(csv.split('\r\n')).toHaveLength(4);
    expect(csv).toContain('"built ""quotes"", and more"');
    expect(csv).toContain("'=1+1 is no formula");
    const markdown = await download(await ship.say('eve', '/export format:markdown'));
    expect(markdown).toContain(
      `## ${week.date(0)}\n\n- built "quotes", and more\n  (project: export, 30 min, #csv)`,
    );
  });

  test('is empty-handed where nothing is kept', async () => {
    expect((await ship.say('eve', '/export xml')).code).toBe('wrong-options');
  });
});

describe('/privacy', () => {
  test('erases only after a question, and an old question is asked again', async () => {
    await board('kay');
    await ship.say('kay', '/log stays');
    const asked = await ship.press('kay', button(await ship.say('kay', '/privacy'), 'Erase me…'));
    expect(asked.code).toBe('erase-asked');
    expect((await ship.press('kay', button(asked, 'Keep it'))).code).toBe('kept');
    expect((await ship.press('kay', button(asked, 'Export first'))).file).toBeDefined();
    await ship.advance('PT2H');
    const again = await ship.press('kay', button(asked, 'Yes, erase everything'));
    expect(again.code).toBe('erase-asked');
    expect((await ship.say('kay', '/history')).text).toContain('stays');
  });

  test('leaves no id, name or word of theirs behind', async () => {
    const name = 'zephyrina';
    await ship.join(name, utc);
    await ship.say('olga', `/setup organiser @${name}`);
    await ship.say(name, '/log unmistakable words tag:zephyrtag project:zephyrproject', 'general');
    await ship.say(name, '/log broke unmistakably kind:pain');
    await ship.say(name, '/log private unmistakable audience:private');
    const { form } = await ship.say(name, '/history edit');
    await ship.press(name, form?.action ?? '', { text: 'private unmistakable edit' });
    await ship.say('bob', '/log something of bob');
    await ship.say(name, '/kudos something of bob');
    await ship.advance('PT1S');
    const copy = (await ship.messages({ channel: 'general' })).find((it) => it.code === 'shared-entry');
    await ship.press('bob', button(copy as PlayedReply, '👏 Cheer'));
    await ship.say(name, '/settings leaderboard:on');
    await ship.say(name, '/streak why');
    // A prompt, a nudge and a roundup with their name go out.
    await ship.to(week.at(8, '12:00'));
    const before = await ship.messages({ channel: 'general' });
    expect(before.filter((it) => it.code === 'roundup')[0]?.text).toContain(name);
    const { person } = JSON.parse(await download(await ship.say(name, '/export')));
    const account = person.identities[0].user as string;

    const asked = await ship.press(name, button(await ship.say(name, '/privacy'), 'Erase me…'));
    expect((await ship.press(name, button(asked, 'Yes, erase everything'))).code).toBe('erased');

    const left = (await everything(dataDir)).map(({ collection, document }) => ({
      collection,
      text: JSON.stringify(document),
    }));
    // The playground stands where Discord would: the account itself and their own lines in a channel are its own.
    const own = left.filter((it) => !it.collection.startsWith('playground_'));
    for (const trace of [person.id, account, name, 'unmistakabl', 'zephyrtag', 'zephyrproject'])
      expect(own.filter((it) => it.text.includes(trace))).toEqual([]);
    const talk = left.filter((it) => it.collection === 'playground_messages');
    for (const trace of [person.id, 'unmistakabl', 'zephyrtag'])
      expect(talk.filter((it) => it.text.includes(trace))).toEqual([]);
    const shown = await ship.messages({ channel: 'general' });
    expect(shown.filter((it) => it.author === 'Shipmate' && it.text.includes(name))).toEqual([]);
    expect((await ship.say('olga', '/roundup view:leaderboard')).text).not.toContain(name);
    expect((await ship.say('olga', '/roundup')).text).not.toContain(name);
  });

  test('keeps hashes, so that a redelivery brings nobody back', async () => {
    await ship.join('ron', utc);
    const log = { member: 'ron', channel: 'general', text: '/log once', event: 'the-same-event' };
    const say = () =>
      ship
        .request('/playground/api/say', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(log),
        })
        .then((it) => it.json() as Promise<{ replies: PlayedReply[] }>);
    expect((await say()).replies[0]?.code).toBe('logged');
    const asked = await ship.press('ron', button(await ship.say('ron', '/privacy'), 'Erase me…'));
    await ship.press('ron', button(asked, 'Yes, erase everything'));
    await say();
    expect((await ship.say('ron', '/history')).code).toBe('nothing-logged');
  });
});

describe('a restart', () => {
  test('keeps the log, the streak, the settings, the buttons and the clock', async () => {
    await ship.join('rex', 'Europe/Lisbon');
    const logged = await ship.say('rex', '/log before the restart');
    await ship.say('rex', '/settings prompt:07:30');
    await ship.advance('P3D');
    const [clock, streak] = [await ship.clock(), await ship.streak('rex')];
    await ship.stop();
    ship = await launch({}, dataDir);
    expect(await ship.clock()).toBeGreaterThanOrEqual(clock);
    expect(await ship.clock()).toBeLessThan(clock + 60_000);
    expect(await ship.streak('rex')).toEqual(streak);
    expect((await ship.say('rex', '/settings')).text).toContain('Prompt: 07:30');
    expect((await ship.press('rex', button(logged, 'Edit'))).form?.fields[0]?.value).toBe(
      'before the restart',
    );
    await ship.advance('P1D');
    expect((await ship.messages({ dm: 'rex' })).at(-1)?.code).toMatch(/prompt|nudge/);
  });
});
