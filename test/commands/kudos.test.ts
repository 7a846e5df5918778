import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { utc } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
  for (const name of ['bob', 'ada', 'cy']) {
    await app.join(name, utc);
    await app.say(name, '/stop');
  }
});
afterAll(() => app.stop());

async function lastCopy(): Promise<PlayedReply> {
  // Once everything under way has arrived.
  await app.advance('PT1S');
  const shown = await app.messages({ channel: 'general' });
  return shown.findLast((it) => it.code === 'shared-entry') as PlayedReply;
}

describe('kudos', () => {
  test('are counted once a person on the copy, and not for oneself', async () => {
    await app.say('bob', '/log shipped the compiler');
    const copy = await lastCopy();
    expect((await app.press('ada', button(copy, '👏 Cheer'))).text).toBe('👏 bob got your cheer (1 cheer).');
    expect((await app.press('ada', button(copy, '👏 Cheer'))).code).toBe('cheered-before');
    expect((await app.press('bob', button(copy, '👏 Cheer'))).code).toBe('own-entry');
    expect((await app.say('cy', '/kudos compiler')).text).toContain('2 cheers');
    expect(button(await lastCopy(), '👏 2 cheers')).toBeTruthy();
    expect((await app.say('bob', '/kudos compiler')).code).toBe('own-entry');
  });

  test('offer what others shared to choose from', async () => {
    const choice = await app.say('cy', '/kudos');
    expect(choice.select?.choices.map((it) => it.label)).toContain('bob: shipped the compiler');
    expect(choice.select?.choices.map((it) => it.label).join()).not.toContain('cy:');
    expect((await app.say('cy', '/kudos', 'dm')).code).toBe('community-only');
  });
});
