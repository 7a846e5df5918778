import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { tryChannelsAgain } from '../../../src/jobs/refused-shares.ts';
import { discordSide, type Side, slackSide } from '../../app/two-fronts.ts';

const dayMs = 24 * 60 * 60_000;
const name = 'zephyrina';

describe.each([
  ['Slack', () => slackSide('socket')],
  ['Discord', discordSide],
])('an entry whose channel on %s takes nothing', (_platform, open) => {
  let side: Side;
  beforeEach(async () => {
    side = await open();
    await side.setOpen(false);
    await share('built the boat');
  });
  afterEach(() => side.close());

  async function share(text: string): Promise<string> {
    const logged = await side.say(name, 'log', { text, audience: 'community' });
    await sent();
    return logged.text;
  }
  async function sent(): Promise<void> {
    side.now += 2_000;
    await side.base.bot.deliveryWorker.drain();
  }
  const posted = (): string[] => side.posts().flatMap(({ text }) => /built the \w+/.exec(text)?.[0] ?? []);
  const history = async (): Promise<string> => (await side.say(name, 'history list')).text;

  test('is said to be not posted yet, to its author alone, and once', async () => {
    expect((await side.say('bob', 'today')).text).not.toContain('not posted');
    expect((await side.say(name, 'today')).text).toContain(
      `By the way: what you shared with ${side.community} is not posted yet: I'm not allowed to post in its channel.`,
    );
    expect((await side.say(name, 'today')).text).not.toContain('By the way');
    expect(await history()).toContain(
      "built the boat (shared, not posted yet: I'm not allowed to post in its channel)",
    );
    expect(await share('built the mast')).toContain('this may show up later');
    expect(posted()).toEqual([]);
  });

  test('follows the next one that the channel takes, and is posted once', async () => {
    await share('built the mast');
    await side.setOpen(true);
    await share('built the sail');
    await sent();
    await sent();
    expect(posted().toSorted()).toEqual(['built the boat', 'built the mast', 'built the sail']);
    expect(await history()).not.toContain('not posted');
    expect((await side.say(name, 'today')).text).not.toContain('By the way');
  });

  test('follows when an organiser tests the channel', async () => {
    await side.setOpen(true);
    expect((await side.say('olga', 'setup test')).text).toContain(
      "I'm now posting 1 shared entry that didn't get through before.",
    );
    await sent();
    expect(posted()).toEqual(['built the boat']);
    expect((await side.say('olga', 'setup show')).text).not.toContain("I couldn't post here");
    expect((await side.say('olga', 'setup test')).text).not.toContain("didn't get through");
    await sent();
    expect(posted()).toEqual(['built the boat']);
  });

  test('follows by itself when the bot is let in again', async () => {
    await share('built the mast');
    await tryChannelsAgain(side.base.bot.jobs);
    await sent();
    expect(posted()).toEqual([]);
    await side.setOpen(true);
    await tryChannelsAgain(side.base.bot.jobs);
    for (let run = 0; run < 3; run++) await sent();
    expect(posted()).toEqual(['built the boat', 'built the mast']);
  });

  test('stays away when it was deleted meanwhile, and when seven days are over', async () => {
    const asked = await side.say(name, 'history delete', { entry: 'boat' });
    await asked.press('Delete anyway');
    await share('built the mast');
    side.now += 7 * dayMs;
    await side.setOpen(true);
    await share('built the sail');
    await sent();
    expect(posted()).toEqual(['built the sail']);
    expect(await history()).toContain(
      "built the mast (shared, not posted: I'm not allowed to post in its channel)",
    );
  });
});
