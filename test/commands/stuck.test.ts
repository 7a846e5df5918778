import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  await app.join('ada');
  await app.join('bob');
});
afterAll(() => app.stop());

const refused = (port: number) =>
  `Error: connect ECONNREFUSED 127.0.0.1:${port}\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1555:16)`;
const labels = (reply: PlayedReply) => (reply.buttons ?? []).flat().map((it) => it.label);
const menu = (reply: PlayedReply) => reply.select?.choices.map((it) => it.label);

describe('/stuck', () => {
  test('logs what broke as that day’s entry, error and all, and the rest comes later', async () => {
    const named = await app.say('ada', '/stuck');
    expect(named.form?.fields.map((it) => it.name)).toEqual(['text', 'error', 'cause', 'fix', 'audience']);
    // Project and tags that were typed have their place, and what a button adds later gives way.
    const form = await app.say('ada', '/stuck project:"url shortener" tag:redis');
    expect(form.form?.fields.map((it) => it.name)).toEqual(['text', 'error', 'fix', 'about', 'audience']);
    expect(form.form?.fields.find((it) => it.name === 'about')?.value).toBe('url shortener #redis');
    const logged = await app.press('ada', form.form?.action ?? '', {
      text: 'redis would not connect',
      error: refused(6379),
      about: 'url shortener #redis #node',
    });
    expect(logged.code).toBe('logged');
    expect(logged.text).toContain('ECONNREFUSED 127.0.0.1:6379\n    at TCPConnectWrap');
    expect(logged.text).toContain('still stuck');
    expect(logged.text).toContain('#node');
    expect((await app.streak('ada')).current).toBe(1);

    expect(logged.buttons).toHaveLength(1);
    expect(menu(logged)).toEqual(['I get it now', "It's fixed"]);
    const add = await app.press('ada', button(logged, 'Error, cause, fix'));
    expect(add.form?.fields.map((it) => it.name)).toEqual(['text', 'error', 'cause', 'fix']);
    const understood = await app.press('ada', add.form?.action ?? '', {
      ...Object.fromEntries(add.form?.fields.map((it) => [it.name, it.value ?? '']) ?? []),
      cause: 'the container was not up yet',
    });
    expect(understood.text).toContain('understood');
    // All of it in the place of the first answer.
    expect(understood.id).toBe(logged.id);
    const fixed = await app.press('ada', understood.select?.action ?? '', ['fixed']);
    expect(fixed.text).toMatch(/^Saved\.[\s\S]*fixed[\s\S]*Cause: the container was not up yet/);
    expect(fixed.id).toBe(logged.id);
    expect(menu(fixed)).toEqual(['Still stuck', 'I get it now']);
  });

  test('can be edited as an entry too, and everything else that can be done stays at hand', async () => {
    const logged = await app.say('ada', '/stuck a typo that breaks the build');
    const edit = await app.press('ada', button(logged, 'Edit'));
    const saved = await app.press('ada', edit.form?.action ?? '', { text: 'a typo broke the build' });
    expect(saved.code).toBe('edited');
    for (const label of ['Ask me why', 'Error, cause, fix', 'Edit', 'Delete', 'Undo the edit'])
      expect(labels(saved)).toContain(label);
    expect(menu(saved)).toContain("It's fixed");
  });

  test('says when it was seen before, and what the cause was then', async () => {
    const second = await app.say('ada', `/stuck api cannot reach redis error:"${refused(7001)}"`);
    expect(second.text).toContain('Seen before: this is your second ECONNREFUSED');
    expect(second.text).toContain('Last time, the cause was “the container was not up yet” (today)');
    const other = await app.say(
      'ada',
      '/stuck cors again error:"No \'Access-Control-Allow-Origin\' header is present"',
    );
    expect(other.text).not.toContain('Seen before');
  });

  test('what others shared is told only while they let the roundup use it', async () => {
    const met = await app.say('bob', `/stuck redis error:"${refused(6380)}" audience:private`);
    expect(met.text).toContain('ada had ECONNREFUSED too: the container was not up yet');
    await app.say('ada', '/settings roundup:off');
    const alone = await app.say('bob', `/stuck redis once more error:"${refused(6381)}" audience:private`);
    expect(alone.text).not.toContain('ada');
    expect(alone.text).toContain('this is your second ECONNREFUSED');
    await app.say('ada', '/settings roundup:on');
    const private_ = await app.say(
      'ada',
      '/stuck words error:"TypeError: x.map is not a function" cause:"it was an object" audience:private',
    );
    expect(private_.code).toBe('logged');
    const unseen = await app.say(
      'bob',
      '/stuck words error:"TypeError: x.map is not a function" audience:private',
    );
    expect(unseen.text).not.toContain('ada');
  });

  test('an error alone is enough; its line that says what went wrong stands for the words', async () => {
    const logged = await app.say(
      'ada',
      '/stuck error:"TypeError: Cannot read properties of undefined (reading \'id\')"',
    );
    expect(logged.code).toBe('logged');
    expect(logged.text).toContain('Cannot read properties of undefined');
  });

  test('a trace over the limit loses its middle and says so; secrets are masked', async () => {
    const form = await app.say('ada', '/stuck');
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const logged = await app.press('ada', form.form?.action ?? '', {
      text: 'deploy failed',
      error: `Error: bad credentials ${secret}\n${'    at step (deploy.js:1:1)\n'.repeat(300)}the end`,
    });
    expect(logged.text).toContain('The error was longer than 3,000 characters');
    expect(logged.text).toContain('I masked 1 secret');
    expect(logged.text).not.toContain(secret);
  });

  test('what /log takes for broken stands as open, with the same ways on', async () => {
    const logged = await app.say('bob', '/log kind:pain the build is red');
    expect(labels(logged)).toEqual(expect.arrayContaining(['Ask me why', 'Error, cause, fix']));
    expect(menu(logged)).toContain("It's fixed");
    expect((await app.say('bob', '/learnings state:open red')).text).toContain(
      'the build is red, still stuck',
    );
  });

  test('an earlier one is added to by naming it, and only one’s own', async () => {
    await app.say('ada', '/stuck the migration hangs audience:private');
    const saved = await app.say('ada', '/stuck entry:"migration hangs" fix:"released the lock"');
    expect(saved.code).toBe('stuck-saved');
    expect(saved.text).toContain('Fix: released the lock');
    expect((await app.say('bob', '/stuck entry:"migration hangs" fix:mine')).code).toBe('entry-gone');
    expect((await app.say('ada', '/history search lock')).text).toContain('the migration hangs');
  });
});

describe('a week after a fix', () => {
  test('one question rides in a prompt, did it hold? None after a stop, or for what is not fixed any more', async () => {
    for (const done of ['ada', 'bob']) await app.say(done, '/stop');
    for (const name of ['cy', 'eve', 'fay']) {
      await app.join(name);
      await app.say(name, '/stuck pool exhausted cause:"clients never released" fix:"release in finally"');
    }
    await app.say('eve', '/stop');
    await app.say('fay', '/stuck entry:latest state:open');
    await app.advance('P8D');
    const asked = async (dm: string) =>
      (await app.messages({ dm })).filter((it) => it.text.includes('Is it still fixed?'));
    for (const name of ['eve', 'fay']) expect(await asked(name)).toEqual([]);
    expect(await asked('cy')).toHaveLength(1);
    const [question] = (await asked('cy')) as [PlayedReply];
    expect(question.text).toContain('pool exhausted');
    expect(question.code).toBe('prompt');
    expect(labels(question)).toEqual(
      expect.arrayContaining(['Yes, still fixed', 'No, it came back', 'Stop']),
    );
    const back = await app.press('cy', button(question, 'No, it came back'));
    expect(back.code).toBe('fix-came-back');
    expect(back.text).toContain('clients never released');
    expect((await app.press('cy', button(question, 'Yes, still fixed'))).code).toBe('fix-held');
  });
});
