import { afterAll, beforeAll, expect, test } from 'vitest';
import { nextWeek, utc } from '../app/days.ts';
import { type AppHarness, button, launch } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

const asked = async (name: string): Promise<number> =>
  (await app.messages({ dm: name })).filter((it) => it.code === 'prompt').length;

test('ends the prompts, keeps the log, and starts again by its button', async () => {
  const week = await nextWeek(app);
  await app.join('stan', utc);
  await app.say('stan', '/log built it');
  const stopped = await app.say('stan', '/stop');
  expect(stopped).toMatchObject({ code: 'stopped', visibility: 'private' });
  expect(stopped.text).toContain('Your log is safe');
  const before = await asked('stan');
  await app.to(week.at(2, '12:00'));
  expect(await asked('stan')).toBe(before);
  expect((await app.say('stan', '/history')).text).toContain('built it');
  expect((await app.press('stan', button(stopped, 'Start again'))).code).toBe('started');
  const again = await asked('stan');
  await app.to(week.at(3, '12:00'));
  expect(await asked('stan')).toBe(again + 1);
});

test('says so when there is nothing to stop, from the button of a prompt too', async () => {
  const week = await nextWeek(app);
  await app.join('stella', utc);
  await app.to(week.at(1, '12:00'));
  const prompt = (await app.messages({ dm: 'stella' })).find((it) => it.code === 'prompt');
  if (!prompt) throw new Error('There is no prompt');
  const stop = button(prompt, 'Stop');
  expect((await app.press('stella', stop)).code).toBe('stopped');
  expect((await app.press('stella', stop)).code).toBe('stopped-before');
  expect((await app.say('stella', '/stop')).text).toContain('Prompts are already off');
});
