import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { everything } from '../app/database.ts';
import { nextWeek, utc, type Week } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
let dataDir: string;
let week: Week;

beforeAll(async () => {
  dataDir = await realpath(await mkdtemp(join(tmpdir(), 'shipmate-test-')));
  app = await launch({}, dataDir);
  week = await nextWeek(app);
  for (const name of ['olga', 'bob']) await board(name);
});
afterAll(async () => {
  await app.stop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Without prompts, so that moving the clock is quick. */
async function board(name: string): Promise<void> {
  await app.join(name, utc);
  await app.say(name, '/stop');
}

const download = async (reply: PlayedReply): Promise<string> =>
  (await app.request(reply.file?.url ?? '')).text();

describe('/privacy', () => {
  test('erases only after a question, and an old question is asked again', async () => {
    await board('kay');
    await app.say('kay', '/log stays');
    const asked = await app.press('kay', button(await app.say('kay', '/privacy'), 'Erase my data…'));
    expect(asked.code).toBe('erase-asked');
    expect((await app.press('kay', button(asked, 'Keep it'))).code).toBe('kept');
    expect((await app.press('kay', button(asked, 'Export first'))).file).toBeDefined();
    await app.advance('PT2H');
    const again = await app.press('kay', button(asked, 'Yes, erase everything'));
    expect(again.code).toBe('erase-asked');
    expect((await app.say('kay', '/history')).text).toContain('stays');
  });

  test('leaves no id, name or word of theirs behind', async () => {
    const name = 'zephyrina';
    await app.join(name, utc);
    await app.say('olga', `/setup organiser @${name}`);
    await app.say(name, '/log unmistakable words tag:zephyrtag project:zephyrproject', 'general');
    await app.say(name, '/log broke unmistakably kind:pain');
    await app.say(name, '/log private unmistakable audience:private');
    const { form } = await app.say(name, '/history edit');
    await app.press(name, form?.action ?? '', { text: 'private unmistakable edit' });
    await app.say('bob', '/log something of bob');
    await app.say(name, '/kudos something of bob');
    await app.advance('PT1S');
    const copy = (await app.messages({ channel: 'general' })).find((it) => it.code === 'shared-entry');
    await app.press('bob', button(copy as PlayedReply, '👏 Cheer'));
    await app.say(name, '/settings leaderboard:on');
    await app.say(name, '/streak why');
    // A prompt, a nudge and a roundup with their name go out.
    await app.to(week.at(8, '12:00'));
    const before = await app.messages({ channel: 'general' });
    expect(before.filter((it) => it.code === 'roundup')[0]?.text).toContain(name);
    const { person } = JSON.parse(await download(await app.say(name, '/export')));
    const account = person.identities[0].user as string;

    const asked = await app.press(name, button(await app.say(name, '/privacy'), 'Erase my data…'));
    expect((await app.press(name, button(asked, 'Yes, erase everything'))).code).toBe('erased');

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
    const shown = await app.messages({ channel: 'general' });
    expect(shown.filter((it) => it.author === 'Shipmate' && it.text.includes(name))).toEqual([]);
    expect((await app.say('olga', '/roundup view:leaderboard')).text).not.toContain(name);
    expect((await app.say('olga', '/roundup')).text).not.toContain(name);
  });

  test('keeps hashes, so that a redelivery brings nobody back', async () => {
    await app.join('ron', utc);
    const log = { member: 'ron', channel: 'general', text: '/log once', event: 'the-same-event' };
    const say = () =>
      app
        .request('/playground/api/say', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(log),
        })
        .then((it) => it.json() as Promise<{ replies: PlayedReply[] }>);
    expect((await say()).replies[0]?.code).toBe('logged');
    const asked = await app.press('ron', button(await app.say('ron', '/privacy'), 'Erase my data…'));
    await app.press('ron', button(asked, 'Yes, erase everything'));
    await say();
    expect((await app.say('ron', '/history')).code).toBe('nothing-logged');
  });
});
