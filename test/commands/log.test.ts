import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextWeek, utc, type Week } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
let week: Week;

beforeAll(async () => {
  app = await launch();
  week = await nextWeek(app);
  await app.join('ada', utc);
  // Whoever joined on Monday may log from Monday on.
  await app.to(week.at(2, '12:00'));
});
afterAll(() => app.stop());

const field = (reply: PlayedReply, name: string) => reply.form?.fields.find((it) => it.name === name)?.value;

describe('logging', () => {
  test('says what was written, what it did to the streak, and who sees it', async () => {
    const logged = await app.say(
      'ada',
      '/log built a URL shortener minutes:90 tag:"Redis, node" project:shortener',
    );
    expect(logged).toMatchObject({ code: 'logged', visibility: 'private' });
    expect(logged.text).toBe(
      [
        'Logged for today. Streak: 1 day.',
        '> built a URL shortener',
        'project shortener · 1 h 30 min · #redis · #node',
        'Shared with Playground.',
      ].join('\n'),
    );
  });

  test('says so where a mistyped option became text', async () => {
    const { text } = await app.say('ada', '/log built the cache mintes:50');
    expect(text).toContain('mintes:50 is part of the text now. If you meant minutes:50, use Edit.');
    const masked = await app.say('ada', '/log built the cache tags:ghp_0123456789abcdefghij0123456789abcdef');
    expect(masked.text).not.toContain('ghp_0123');
  });

  test('offers tags after those typed, and none where all of them would not fit a choice', async () => {
    const offered = async (typed: string) => {
      const asked = new URLSearchParams({ member: 'ada', command: 'log', option: 'tag', typed });
      const response = await app.request(`/playground/api/suggest?${asked}`);
      return ((await response.json()) as { choices: { value: string }[] }).choices.map((it) => it.value);
    };
    expect(await offered('node, re')).toEqual(['node, redis']);
    expect(await offered(`${'a,'.repeat(48)}red`)).toEqual([]);
    expect(await offered(`${'a,'.repeat(50)}red`)).toEqual([]);
  });

  test('opens a form without text, and keeps in it what was typed beside it', async () => {
    const form = await app.say(
      'ada',
      '/log project:parser minutes:20 tag:lexer date:yesterday audience:private',
    );
    expect(form.code).toBe('form');
    expect(['project', 'minutes', 'date', 'audience'].map((name) => field(form, name))).toEqual([
      'parser',
      '20 #lexer',
      'yesterday',
      'private',
    ]);
    const logged = await app.press('ada', form.form?.action ?? '', {
      text: 'wrote a lexer',
      project: 'parser',
      minutes: '20 #lexer',
      date: 'yesterday',
    });
    expect(logged.code).toBe('logged');
    expect(logged.text).toContain('Logged for yesterday.');
    expect(logged.text).toContain('project parser · 20 min · #lexer');
    // Chosen before the form opened, so it stands in it.
    expect(logged.text).toContain('Only for you.');
    expect(button(logged, 'Share with Playground')).toBeTruthy();
  });

  test('marks everything that is wrong in a form at its field', async () => {
    const form = await app.say('ada', '/log');
    const values = {
      text: 'x',
      minutes: `an hour #${'a'.repeat(40)}`,
      project: 'p'.repeat(90),
      date: 'someday',
    };
    const wrong = await app.press('ada', form.form?.action ?? '', values);
    expect(Object.keys(wrong.errors ?? {}).sort()).toEqual(['date', 'minutes', 'project']);
    expect(wrong.errors?.minutes).toMatch(/a whole number[\s\S]*up to 10 tags/);
    const blank = await app.press('ada', form.form?.action ?? '', { text: ' \u200b ' });
    expect(blank.errors).toEqual({ text: 'Please write something. One line is enough.' });
  });

  test.each([
    ['today', 'today'],
    ['yesterday', 'yesterday'],
    ['monday', 'Mon'],
    ['-2', 'Mon'],
    ['"2 days ago"', 'Mon'],
  ])('takes the day %s', async (date, shown) => {
    const logged = await app.say('ada', `/log backfilled ${shown} date:${date}`);
    expect(logged.code).toBe('logged');
    expect(logged.text).toContain(`Logged for ${shown}`);
  });

  test.each([
    ['tomorrow', 'date-in-future', /\w+, \d+ \w+ \d+ is still to come; you can log for/],
    ['-3', 'date-too-early', 'is too far back; you can log for'],
    ['2020-01-01', 'date-too-early', 'Wed, 1 Jan 2020 is too far back'],
    ['2026-02-30', 'wrong-date', "I can't read"],
  ])('refuses the day %s and says which ones are open', async (date, code, words) => {
    const refused = await app.say('ada', `/log x date:${date}`);
    expect(refused.code).toBe(code);
    expect(refused.text).toMatch(words);
    expect(refused.text).toContain('Nothing was logged yet.');
  });

  test('never takes a day before joining', async () => {
    await app.join('newcomer', utc);
    const refused = await app.say('newcomer', '/log x date:yesterday');
    expect(refused.code).toBe('date-too-early');
    expect(refused.text).toContain('only log for today');
  });

  test('takes what broke, and keeps one entry private', async () => {
    const logged = await app.say('ada', '/log redis was down kind:pain audience:private');
    expect(logged.text).not.toContain('Shared');
    const card = await app.say('ada', '/history edit redis was down');
    expect(card.form?.fields[0]).toMatchObject({ label: 'What broke' });
  });

  test('tells what is private because it was logged in a DM', async () => {
    const logged = await app.say('ada', '/log quietly', 'dm');
    expect(logged.text).toContain('You logged this in a DM, so only you can see it');
    const shared = await app.press('ada', button(logged, 'Share with Playground'));
    expect(shared.code).toBe('shared');
  });

  test('masks a secret before it is stored, and says so', async () => {
    const logged = await app.say('ada', '/log pasted ghp_0123456789abcdefghijABCDEFGHIJ012345 by mistake');
    expect(logged.text).toContain('I masked 1 secret');
    expect(logged.text).not.toContain('ghp_0123');
  });

  test('leaves the middle out of a text that is too long', async () => {
    const logged = await app.say('ada', `/log ${'begin '.repeat(500)}${'end '.repeat(500)}`);
    expect(logged.text).toContain('longer than 3,000 characters');
    expect(logged.text).toMatch(/begin[\s\S]*the middle was too long[\s\S]*end/);
  });

  test('names every wrong option and shows a right one', async () => {
    const wrong = await app.say('ada', '/log built it minutes:5h audience:friends');
    expect(wrong.code).toBe('wrong-options');
    expect(wrong.text).toBe(
      [
        "That didn't work. A few things to fix:",
        '- minutes takes a whole number from 1 to 1440, not 5h.',
        '- audience takes private or community, not friends.',
        'For example: /log built a URL shortener minutes:50 audience:private',
      ].join('\n'),
    );
  });
});
