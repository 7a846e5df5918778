import { afterAll, beforeAll, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { utc } from './days.ts';

let ship: AppHarness;

beforeAll(async () => {
  ship = await launch();
  for (const name of ['olga', 'ada']) await ship.join(name, utc);
});
afterAll(() => ship.stop());

const fields = ({ form }: PlayedReply): Record<string, string | undefined> =>
  Object.fromEntries((form?.fields ?? []).map((it) => [it.name, it.value]));

test('the form of /start shows what is in force, and a default only to whoever joins after it', async () => {
  await ship.say('ada', '/settings audience:private');
  await ship.say('ada', '/settings zone:Lisbon');
  await ship.say('olga', '/setup defaults audience:community prompt:07:00');
  expect(fields(await ship.say('ada', '/start'))).toEqual({
    zone: 'Europe/Lisbon',
    time: '09:00',
    audience: 'private',
  });

  const asked = await ship.press('ada', button(await ship.say('ada', '/privacy'), 'Erase me…'));
  await ship.press('ada', button(asked, 'Yes, erase everything'));
  expect(fields(await ship.say('ada', '/start'))).toMatchObject({ time: '07:00', audience: 'community' });
});
