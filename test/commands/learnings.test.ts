import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let ship: AppHarness;
beforeAll(async () => {
  ship = await launch();
  await ship.join('ada');
  await ship.join('bob');
});
afterAll(() => ship.stop());

const fileOf = async (reply: PlayedReply) => (await ship.request(reply.file?.url ?? '')).text();

describe('/learnings', () => {
  test('finds by words, tag, project, state and date, in one’s own log alone', async () => {
    await ship.say(
      'ada',
      '/stuck redis refuses error:"ECONNREFUSED 6379" cause:"not started" project:api tag:redis',
    );
    await ship.advance('P1D');
    await ship.say('ada', '/stuck wrong dates cause:"zone" fix:"store UTC" project:shop tag:time');
    await ship.say('ada', '/stuck the page is blank project:shop');
    await ship.say('ada', '/log built the cart project:shop');
    const lines = async (options: string) =>
      (await ship.say('ada', `/learnings ${options}`)).text.split('\n').filter((it) => it.startsWith('- '));
    expect(await lines('')).toHaveLength(4);
    expect(await lines('econnrefused')).toEqual([
      expect.stringContaining('redis refuses, understood: not started'),
    ]);
    expect(await lines('tag:time')).toEqual([expect.stringContaining('wrong dates, fixed')]);
    expect(await lines('project:SHOP')).toHaveLength(3);
    expect(await lines('state:open')).toEqual([expect.stringContaining('the page is blank, still stuck')]);
    expect(await lines('date:yesterday')).toHaveLength(1);
    expect(await lines('from:today to:today project:shop state:fixed')).toHaveLength(1);
    expect((await ship.say('ada', '/learnings from:someday')).code).toBe('wrong-date');
    expect((await ship.say('bob', '/learnings redis')).code).toBe('nothing-found');
  });

  test('opens what was found', async () => {
    const found = await ship.say('ada', '/learnings econnrefused');
    const opened = await ship.press('ada', found.select?.action ?? '', [found.select?.choices[0]?.value]);
    expect(opened.text).toContain('Cause: not started');
  });

  test('is exported by project and date, with the why chains', async () => {
    const first = await ship.say('ada', '/why redis refuses');
    const form = await ship.press('ada', button(first, 'Answer'));
    await ship.press('ada', form.form?.action ?? '', { words: 'nobody *started* it' });
    const text = await fileOf(await ship.say('ada', '/learnings as:markdown'));
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
    const one = await fileOf(await ship.say('ada', '/learnings as:markdown tag:time'));
    expect(one).toContain('store UTC');
    expect(one).not.toContain('redis');
  });
});
