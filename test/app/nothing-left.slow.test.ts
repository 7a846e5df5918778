import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { discordSide, type Posted, type Side, slackSide } from './two-fronts.ts';

const hourMs = 60 * 60_000;
const name = 'zephyrina';
/** Words of theirs alone, in what they share and in what they keep. */
const wrote = { shared: 'unmistakable', other: 'incomparable', own: 'undisclosed' };

/*
 * What the fakes did not have of the platforms: a file of Slack's outlives its message until files.delete, a message with files
 * has no bot_id, and what is left of a deleted file is a tombstone; on Discord an attachment goes with its message.
 */
describe.each([
  ['Slack, Socket Mode', () => slackSide('socket')],
  ['Slack, HTTP', () => slackSide('http')],
  ['Slack, many workspaces', () => slackSide('oauth')],
  ['Discord', discordSide],
])('on %s', (_platform, open) => {
  let side: Side;

  beforeAll(async () => {
    side = await open();
    await side.say('bob', 'log', { text: 'a parser of bob', audience: 'community' });
    await side.say(name, 'log', { text: `${wrote.shared} thing`, audience: 'community' });
    await side.say(name, 'log', { text: `${wrote.other} thing`, audience: 'community' });
    await sent();
    // Whoever looks at it beforehand keeps nothing of it.
    await side.say('bob', 'roundup');
    const asked = await side.say('olga', 'roundup', { action: 'post' });
    await asked.press('Post it now');
    await sent();
  });
  afterAll(() => side.close());

  async function sent(): Promise<void> {
    side.now += 2_000;
    await side.base.bot.deliveryWorker.drain();
  }
  const roundup = (): Posted => side.posts().find((it) => it.text.includes('1 day at'))!;
  const copies = (): string[] =>
    side
      .posts()
      .filter((it) => it.text.includes('built something'))
      .map((it) => it.text);
  /** The search finds what it has to: something is planted, found, and taken away again. */
  function expectNothingOf(words: readonly string[]): void {
    expect(side.traces(words)).toEqual([]);
    const uproot = side.plant(`a leak: ${words[0]}`);
    expect(side.traces(words)).toHaveLength(1);
    uproot();
  }

  test('a picture that names somebody is there to be redrawn', () => {
    expect(side.traces([name]).filter((it) => it.startsWith('file'))).toHaveLength(1);
    expect(copies()).toHaveLength(3);
  });

  test('whoever leaves the roundup stands in none, nor in its picture, and is back when they come back', async () => {
    const before = side.pictures();
    const out = await roundup().press(name, 'Leave me out');
    expect(roundup().text).not.toContain(name);
    expect(roundup().text).toContain('bob');
    // What they share stays where it is; nothing else has their name.
    expect(side.traces([name]).filter((it) => it.startsWith('file'))).toEqual([]);
    expect(side.traces([name])).toHaveLength(2);
    expect(side.pictures()).toHaveLength(1);
    expect(before.some((it) => it.equals(side.pictures()[0]!))).toBe(false);
    await out.press('Put me back in');
    expect(roundup().text).toContain(name);
    expect(side.traces([name]).filter((it) => it.startsWith('file'))).toHaveLength(1);
    expect(side.pictures()[0]!.equals(before[0]!)).toBe(true);
    await side.say(name, 'settings', { roundup: 'off' });
    expect(roundup().text).not.toContain(name);
    await side.say(name, 'settings', { roundup: 'on' });
    expect(roundup().text).toContain(name);
  });

  test('what an organiser hides is nowhere, and is back when it is shown again', async () => {
    const hidden = await side.say('olga', 'setup hide', { entry: wrote.shared });
    expectNothingOf([wrote.shared]);
    await hidden.press('Show it again');
    await sent();
    expect(copies().join()).toContain(wrote.shared);
    expect(roundup().text).toContain(wrote.shared);
  });

  test('what becomes private or is deleted is nowhere, and is back when it is shared or brought back', async () => {
    const asked = await side.say(name, 'history delete', { entry: wrote.shared });
    const deleted = await asked.press('Delete');
    expectNothingOf([wrote.shared]);
    const restored = await deleted.press('Restore');
    await sent();
    expect(copies().join()).toContain(wrote.shared);
    expect(roundup().text).toContain(wrote.shared);
    const kept = await restored.press('Keep it private');
    expectNothingOf([wrote.shared]);
    await kept.press(`Share with ${side.community}`);
    await sent();
    expect(copies().join()).toContain(wrote.shared);
    expect(roundup().text).toContain(wrote.shared);
  });

  test('of whoever is erased no message, file or description is left, and they hear what only they can delete', async () => {
    await side.say(name, 'start', { zone: 'UTC', time: '11:00', audience: 'private' });
    await side.say(name, 'log', { text: `${wrote.own} thing`, audience: 'private' });
    await side.say(name, 'export', {}, 'dm');
    await side.say(name, 'streak', { view: 'year' }, 'dm');
    await side.say(name, 'history list', {}, 'dm');
    await side.write(name, 'thank you, bot');
    await side.lookAtHome(name);
    side.now += hourMs;
    await sent();
    expect(side.traces([wrote.own]).length).toBeGreaterThan(0);
    const before = side.pictures();

    const asked = await (await side.say(name, 'privacy')).press('Erase my data…');
    const erased = await asked.press('Yes, erase everything');
    expect(erased.text).toContain('All your data is erased.');
    expect(erased.text).toContain('only you can delete them');
    expect(erased.text).toMatch(/There is 1 message of yours in our DM: message 1/);
    expectNothingOf([name, ...Object.values(wrote)]);
    expect(side.pictures()).toHaveLength(1);
    expect(before.some((it) => it.equals(side.pictures()[0]!))).toBe(false);
    expect(roundup().text).toContain('a parser of bob');
    side.now += 24 * hourMs;
    await sent();
    expectNothingOf([name, ...Object.values(wrote)]);
    side.expectNoViolations();
  });
});
