import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
  for (const name of ['ada', 'bob']) {
    await app.join(name, 'UTC');
    await app.say(name, '/stop');
  }
  await app.say('ada', '/log a private thing about Redis audience:private');
});
afterAll(() => app.stop());

/** What everybody sees in the channel. */
async function posted(): Promise<readonly PlayedReply[]> {
  await app.advance('PT1S');
  const response = await app.request('/playground/api/messages?channel=general&limit=1000');
  const { messages } = (await response.json()) as { messages: readonly PlayedReply[] };
  return messages.filter((it) => it.code === 'shared-picture');
}

describe('a picture of one’s days', () => {
  test('goes to the community by a press alone, says where it went, and is taken back', async () => {
    const shown = await app.say('ada', '/streak');
    for (const look of ['Dark', 'Square', 'Month']) await app.press('ada', button(shown, look));
    expect(await posted()).toEqual([]);
    const shared = await app.press('ada', button(shown, 'Share with Playground'));
    expect(shared.code).toBe('picture-shared');
    expect(shared.text).toContain('On its way to #general of Playground.');
    const [post, ...more] = await posted();
    expect(more).toEqual([]);
    expect(post?.text).toBe('ada shared their year: 1 day in a row right now.');
    expect(post?.picture?.alt).toContain('Streak: 1 day');
    expect(JSON.stringify(post)).not.toContain('Redis');
    const again = await app.press('ada', button(shown, 'Share with Playground'));
    expect(again.code).toBe('picture-shared-before');
    expect(await posted()).toHaveLength(1);
    const back = await app.press('ada', button(shared, 'Take it back'));
    expect(back.code).toBe('picture-back');
    expect(await posted()).toEqual([]);
    expect((await app.press('ada', button(shared, 'Take it back'))).code).toBe('picture-gone');
    // What was taken back may be shared again.
    expect((await app.press('ada', button(shown, 'Share with Playground'))).code).toBe('picture-shared');
    expect(await posted()).toHaveLength(1);
  });

  test('is found again later, and goes with everything else of a person', async () => {
    const month = await app.say('ada', '/streak view:month theme:dark');
    expect(month.picture?.alt).toMatch(/^\w+ 20\d\d: 1 day logged, 1 entry, best run 1 day\.$/);
    await app.press('ada', button(month, 'Share with Playground'));
    expect(await posted()).toHaveLength(2);
    const list = await app.press('ada', button(await app.say('ada', '/streak'), 'Shared pictures'));
    expect(list.code).toBe('shared-pictures');
    const asked = await app.press('ada', button(await app.say('ada', '/privacy'), 'Erase my data…'));
    expect((await app.press('ada', button(asked, 'Yes, erase everything'))).code).toBe('erased');
    expect(await posted()).toEqual([]);
  });

  test('cannot be taken back by somebody else, and is offered to nobody who logged nothing', async () => {
    await app.say('bob', '/log something');
    const mine = await app.press('bob', button(await app.say('bob', '/streak'), 'Share with Playground'));
    await app.join('eve', 'UTC');
    const empty = await app.say('eve', '/start zone:UTC').then(() => app.say('eve', '/streak'));
    expect(empty.picture?.alt).toContain('0 days logged');
    expect(() => button(empty, 'Share with Playground')).toThrow();
    await expect(app.press('eve', button(mine, 'Take it back'))).rejects.toThrow('not-your-button');
    expect(await posted()).toHaveLength(1);
  });

  test('says that there is no milestone yet, and what the first one is', async () => {
    const none = await app.say('bob', '/streak view:milestone');
    expect(none.code).toBe('no-milestone');
    expect(none.text).toContain('7 days in a row');
  });

  test('carries the names that its owner chose', async () => {
    expect((await app.say('bob', '/settings pictures:community')).text).toContain(
      'Your pictures carry your name and Playground.',
    );
    const [one, other] = [await app.say('bob', '/streak'), await app.say('bob', '/settings pictures:nobody')];
    expect(other.text).toContain('no name');
    const nameless = await app.say('bob', '/streak');
    const bytes = async (it: PlayedReply) =>
      Buffer.from(await (await app.request(it.picture?.url ?? '')).arrayBuffer());
    expect((await bytes(one)).equals(await bytes(nameless))).toBe(false);
  });
});
