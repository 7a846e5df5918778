import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinQuietly, nextWeek, type Week } from '../app/days.ts';
import { type AppHarness, launch } from '../support/app-harness.ts';

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

test('a last day that cannot be one is told apart: unreadable, past, too far', async () => {
  await joinQuietly(app, 'pia');
  const refused = async (typed: string) => {
    const { code, text } = await app.say('pia', `/pause until:"${typed}"`);
    return [code, text];
  };
  expect(await refused('31 february')).toEqual([
    'wrong-date',
    'I can\'t read "31 february" as a date, so nothing was changed. Try tomorrow, saturday or 2026-12-24.',
  ]);
  for (const typed of ['yesterday', week.date(-1)])
    expect(await refused(typed)).toEqual([
      'date-in-past',
      `Sun, ${written(-1)} is in the past, so nothing was changed. A pause's last day can be today or later.`,
    ]);
  expect((await refused(week.date(367)))[0]).toBe('date-too-far');
  expect((await app.say('pia', '/today')).text).not.toContain('paused');
});

test('lasts through a weekday, which is the next one', async () => {
  await joinQuietly(app, 'pam');
  expect((await app.say('pam', '/pause until:friday')).text).toContain(`Paused through Fri, ${written(4)}.`);
});
