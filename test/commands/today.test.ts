import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextWeek, utc } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

const today = (name: string): Promise<PlayedReply> => app.say(name, '/today');
const labels = (reply: PlayedReply): string[] => (reply.buttons ?? []).flat().map((it) => it.label);

test('says what is logged, the streak and when the next prompt comes', async () => {
  const week = await nextWeek(app);
  await app.join('toni', utc);
  const open = await today('toni');
  expect(open).toMatchObject({ code: 'today', visibility: 'private' });
  expect(open.text).toContain('Nothing logged yet');
  expect(labels(open)).toEqual(['Log it', 'Skip today']);
  await app.say('toni', '/log built the parser');
  await app.say('toni', '/log and its tests');
  const logged = await today('toni');
  expect(logged.text).toMatch(/Logged today:\s+- and its tests\s+- built the parser/);
  expect(logged.text).toContain('Streak: 1 day');
  expect(logged.text).toContain("I'll check in again tomorrow at 09:00");
  expect(labels(logged)).toEqual(['Log it']);
  await app.to(week.at(1, '12:00'));
  expect((await today('toni')).text).toContain('Nothing logged yet');
});

test('skips the day and takes that back, and only for the day on which it was shown', async () => {
  const week = await nextWeek(app);
  await app.join('tess', utc);
  const skip = button(await today('tess'), 'Skip today');
  const skipped = await app.press('tess', skip);
  expect(skipped.code).toBe('skipped');
  expect((await today('tess')).text).toContain('You asked me not to remind you today.');
  expect((await app.press('tess', button(await today('tess'), 'Remind me today'))).code).toBe('unskipped');
  expect(labels(await today('tess'))).toContain('Skip today');
  await app.to(week.at(1, '12:00'));
  expect((await app.press('tess', skip)).code).toBe('day-over');
});

test('offers what is off: prompts after a stop, and the way out of a pause', async () => {
  await nextWeek(app);
  await app.join('tara', utc);
  await app.say('tara', '/stop');
  const off = await today('tara');
  expect(off.text).toContain('Prompts are off');
  expect(labels(off)).toContain('Start prompts');
  await app.say('tara', '/pause');
  const paused = await today('tara');
  expect(paused.text).toContain("You're paused until you resume");
  expect((await app.press('tara', button(paused, 'Resume'))).code).toBe('resumed');
});
