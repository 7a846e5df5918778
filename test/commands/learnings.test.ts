import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  await app.join('ada');
  await app.join('bob');
});
afterAll(() => app.stop());

const fileOf = async (reply: PlayedReply) => (await app.request(reply.file?.url ?? '')).text();

describe('/learnings', () => {
  test('finds by words, tag, project, state and date, in one’s own log alone', async () => {
    await app.say(
      'ada',
      '/stuck redis refuses error:"ECONNREFUSED 6379" cause:"not started" project:api tag:redis',
    );
    await app.advance('P1D');
    await app.say('ada', '/stuck wrong dates cause:"zone" fix:"store UTC" project:shop tag:time');
    await app.say('ada', '/stuck the page is blank project:shop');
    await app.say('ada', '/log built the cart project:shop');
    const lines = async (options: string) =>
      (await app.say('ada', `/learnings ${options}`)).text.split('\n').filter((it) => it.startsWith('- '));
    expect(await lines('')).toHaveLength(4);
    expect(await lines('econnrefused')).toEqual([
      expect.stringContaining('redis refuses, understood: not started'),
    ]);
    expect(await lines('tag:time')).toEqual([expect.stringContaining('wrong dates, fixed')]);
    expect(await lines('project:SHOP')).toHaveLength(3);
    expect(await lines('state:open')).toEqual([expect.stringContaining('the page is blank, still stuck')]);
    expect(await lines('date:yesterday')).toHaveLength(1);
    expect(await lines('from:today to:today project:shop state:fixed')).toHaveLength(1);
    expect((await app.say('ada', '/learnings from:someday')).code).toBe('wrong-date');
    expect((await app.say('bob', '/learnings redis')).code).toBe('nothing-found');
  });

  test('opens what was found', async () => {
    const found = await app.say('ada', '/learnings econnrefused');
    const opened = await app.press('ada', found.select?.action ?? '', [found.select?.choices[0]?.value]);
    expect(opened.text).toContain('Cause: not started');
  });

  test('is exported by project and date, with the why chains', async () => {
    const first = await app.say('ada', '/why redis refuses');
    const form = await app.press('ada', button(first, 'Answer'));
    await app.press('ada', form.form?.action ?? '', { words: 'nobody *started* it' });
    const text = await fileOf(await app.say('ada', '/learnings as:markdown'));
    expect(text.match(/^##? .*$/gm)).toEqual([
      expect.stringMatching(/^# What I learned/),
      '## api',
      '## shop',
    ]);
    expect(text.match(/^### .*$/gm)?.map((it) => it.slice(16))).toEqual([
      'broke (understood)',
      'broke (fixed)',
      'broke (still stuck)',
      '',
    ]);
    expect(text).toContain('```\nECONNREFUSED 6379\n```\n\n**Cause**\n\n> not started\n\n**Why**\n\n- ');
    expect(text).toContain('  nobody \\*started\\* it');
    const one = await fileOf(await app.say('ada', '/learnings as:markdown tag:time'));
    expect(one).toContain('store UTC');
    expect(one).not.toContain('redis');
  });
});
