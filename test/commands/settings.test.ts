import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextWeek } from '../app/days.ts';
import { type AppHarness, launch } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  await nextWeek(app);
});
afterAll(() => app.stop());

test('show what is in force, and change several at once', async () => {
  await app.join('sara', 'Europe/Lisbon');
  const shown = await app.say('sara', '/settings');
  expect(shown).toMatchObject({ code: 'settings', visibility: 'private' });
  expect(shown.text).toContain('Europe/Lisbon');
  const changed = await app.say('sara', '/settings prompt:07:45 nudge:off cadence:weekdays');
  expect(changed.code).toBe('settings-changed');
  const now = (await app.say('sara', '/settings')).text;
  for (const part of ['07:45', 'off']) expect(now).toContain(part);
});

test('change nothing where one of them is wrong, and name each', async () => {
  await app.join('seth', 'Europe/Lisbon');
  const before = (await app.say('seth', '/settings')).text;
  const refused = await app.say('seth', '/settings prompt:25:99 zone:Atlantis nudge:off');
  expect(refused.code).toBe('wrong-settings');
  expect(refused.text).toContain('nothing was changed');
  expect(refused.text).toContain('25:99');
  expect(refused.text).toContain('Atlantis');
  expect((await app.say('seth', '/settings')).text).toBe(before);
});
