import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinQuietly, nextWeek, type Week } from '../app/days.ts';
import { type AppHarness, button, launch } from '../support/app-harness.ts';

let app: AppHarness;
let week: Week;

beforeAll(async () => {
  app = await launch();
  week = await nextWeek(app);
});
afterAll(() => app.stop());

/** '29 Nov 2026' */
const written = (day: number): string =>
  week.written(day, { day: 'numeric', month: 'short', year: 'numeric' });

test('a day that cannot be one is told apart: unreadable, past, too far', async () => {
  await joinQuietly(app, 'ruth');
  const refused = async (typed: string) => {
    const { code, text } = await app.say('ruth', `/rest ${typed}`);
    return [code, text];
  };
  for (const typed of ['31 february', '2026-02-30', 'some day', '9999-99-99'])
    expect(await refused(typed)).toEqual([
      'wrong-date',
      `I can't read "${typed}" as a date, so nothing was changed. Try tomorrow, saturday or 2026-12-24.`,
    ]);
  for (const typed of ['yesterday', '-1', '1 day ago', week.date(-1), 'yesterday undo'])
    expect(await refused(typed)).toEqual([
      'date-in-past',
      `Sun, ${written(-1)} is in the past, so nothing was changed. A rest day can be today or later.`,
    ]);
  expect(await refused(week.date(367))).toEqual([
    'date-too-far',
    expect.stringMatching(
      `${written(367)} is more than a year away, so nothing was changed. A rest day can be up to \\w+, ${written(366)}\\.`,
    ),
  ]);
  expect((await app.say('ruth', `/rest ${week.date(366)}`)).code).toBe('rest-declared');
  // Monday is today, Sunday the next one.
  expect((await app.say('ruth', '/rest monday')).text).toContain('Today is a rest day');
  expect((await app.say('ruth', '/rest sun')).text).toMatch(/^Enjoy! Sun \d+ \w+ is a rest day/);
});

test('counts what is logged on a rest day, and takes a rest day back', async () => {
  const week = await nextWeek(app);
  await joinQuietly(app, 'remy');
  await app.say('remy', '/rest');
  await app.say('remy', '/log on a rest day');
  const rest = await app.say('remy', '/rest tomorrow');
  await app.press('remy', button(rest, 'Cancel it'));
  await app.to(week.at(2, '12:00'));
  // Tuesday was required again, and nothing was logged.
  expect(await app.streak('remy')).toMatchObject({ current: 0, longest: 1 });
});
