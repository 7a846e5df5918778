import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextWeek, utc } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
  for (const name of ['olga', 'ada']) await app.join(name, utc);
});
afterAll(() => app.stop());

const fields = ({ form }: PlayedReply): Record<string, string | undefined> =>
  Object.fromEntries((form?.fields ?? []).map((it) => [it.name, it.value]));

test('the form of /start shows what is in force, and a default only to whoever joins after it', async () => {
  await app.say('ada', '/settings audience:private');
  await app.say('ada', '/settings zone:Lisbon');
  await app.say('olga', '/setup defaults audience:community prompt:07:00');
  expect(fields(await app.say('ada', '/start'))).toEqual({
    zone: 'Europe/Lisbon',
    time: '09:00',
    audience: 'private',
  });

  const asked = await app.press('ada', button(await app.say('ada', '/privacy'), 'Erase my data…'));
  await app.press('ada', button(asked, 'Yes, erase everything'));
  expect(fields(await app.say('ada', '/start'))).toMatchObject({ time: '07:00', audience: 'community' });
});

test('the first zone that is chosen also dates what was logged before (S9)', async () => {
  await app.join('zoe', utc);
  const asked = await app.press('zoe', button(await app.say('zoe', '/privacy'), 'Erase my data…'));
  await app.press('zoe', button(asked, 'Yes, erase everything'));
  // 20:00 on Monday in UTC, which holds until then, is Tuesday morning in Auckland.
  const week = await nextWeek(app);
  await app.to(week.at(0, '20:00'));
  expect((await app.say('zoe', '/log before any zone')).code).toBe('logged');
  await app.say('zoe', '/start zone:Auckland');
  expect((await app.say('zoe', '/today')).text).toMatch(/Logged today:\s+- before any zone/);
});
