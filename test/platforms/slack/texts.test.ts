import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel } from '../../fakes/slack/driver/channel.ts';
import type { FakeUser } from '../../fakes/slack/index.ts';
import { openSlackHarness, type SlackHarness, submitted, until } from './slack-harness.ts';

let harness: SlackHarness;
let general: FakeChannel;
beforeAll(async () => {
  harness = await openSlackHarness();
  general = harness.team.addChannel({ name: 'general', botIn: true });
});
afterAll(() => harness.close());

const member = (): FakeUser => harness.team.addUser({ tz: 'UTC' });
const latest = async (user: FakeUser) => {
  const who = { platform: 'slack', team: harness.team.id, user: user.id };
  const person = await harness.store.people.findByIdentity(who);
  return person && (await harness.store.entries.list(person.id, {}, { limit: 1 }))[0];
};
const long = (words: string): string => `${words} `.repeat(3_000).slice(0, 2_900);

describe('what people type after /shipmate', () => {
  test.each([
    ['log text:hello world', { text: 'hello world' }],
    ['log text:"whole thing" and more', { text: '"whole thing" and more' }],
    ['log text:“whole thing” tag:redis', { text: 'whole thing', tags: ['redis'] }],
    ['log text:one minutes:5 two', { text: 'one minutes:5 two' }],
    ['log text:a <b> & c\nand d', { text: 'a <b> & c\nand d' }],
    ['log built it tag:"a","b"', { text: 'built it', tags: ['a', 'b'] }],
    ['log built it tag:"a", "b" minutes:5', { text: 'built it', tags: ['a', 'b'], minutes: 5 }],
    ['/log built it', { text: 'built it' }],
    ['stuck text:it broke cause:“a race”', { text: 'it broke', pain: { cause: 'a race' } }],
  ])('%s keeps every word', async (typed, expected) => {
    const user = member();
    await user.slash(general, `/shipmate ${typed}`);
    expect(await latest(user)).toMatchObject(expected);
  });

  test('what no option takes is named, and nothing happens', async () => {
    const user = member();
    await user.slash(general, '/shipmate log one');
    for (const [typed, words] of [
      ['history undo the second one', 'the second one'],
      ['settings zone:Lisbon prompt:09:00 colour:dark <red>', 'colour:dark'],
      ['today I built a parser', 'I built a parser'],
    ] as const) {
      const answer = await user.slash(general, `/shipmate ${typed}`);
      expect(answer.text).toContain(`I don't know the option ${words}.`);
    }
    expect(await latest(user)).toMatchObject({ text: 'one' });
  });

  test('stuck state:fixed is about what broke before: the only one, or one that is chosen', async () => {
    const user = member();
    expect((await user.slash(general, '/shipmate stuck state:fixed')).text).toContain(
      "You haven't logged anything that broke",
    );
    await user.slash(general, '/shipmate stuck redis is gone');
    expect((await user.slash(general, '/shipmate stuck state:fixed')).text).toContain('redis is gone');
    expect(await latest(user)).toMatchObject({ text: 'redis is gone', pain: { state: 'fixed' } });
    expect((await user.slash(general, '/shipmate stuck fixed')).text).toContain('already marked as fixed');
    for (const words of ['one more', 'and another']) await user.slash(general, `/shipmate stuck ${words}`);
    const choice = await user.slash(general, '/shipmate stuck fixed');
    expect(choice.text).toContain('Which one is fixed?');
    const done = await user.select(choice.shown, 'Choose one…', 'today: and another');
    expect(done.text).toContain('and another');
    expect(await latest(user)).toMatchObject({ text: 'and another', pain: { state: 'fixed' } });
  });

  test('a state that is given with a fix goes through the form', async () => {
    const user = member();
    const opened = await user.slash(general, '/shipmate stuck state:open fix:restart');
    await submitted(user, opened, { text: 'it hung' });
    expect(await latest(user)).toMatchObject({ text: 'it hung', pain: { state: 'open', fix: 'restart' } });
  });

  test('why tree shows the whole chain', async () => {
    const user = member();
    await user.slash(general, '/shipmate stuck redis is gone');
    expect((await user.slash(general, '/shipmate why tree')).text).toContain(
      "You haven't asked why about that one yet.",
    );
    await user.slash(general, '/shipmate why latest');
    for (const typed of ['tree', 'latest tree', 'show:tree'])
      expect((await user.slash(general, `/shipmate why ${typed}`)).text).toContain('└─ why:');
  });

  test('help explains a command of organisers to a member, too', async () => {
    const answer = await member().slash(general, '/shipmate help command:setup');
    expect(answer.text).toContain('/shipmate setup is only for organisers');
    expect(answer.text).toContain('Where roundups and shared entries go');
    expect((await member().slash(general, '/shipmate help')).text).not.toContain('setup');
  });
});

describe('an answer that is too long for Slack', () => {
  test('loses the ends of what it quotes, and none of its notes', async () => {
    const user = member();
    const opened = await user.slash(general, '/shipmate stuck audience:community');
    const answer = await submitted(user, opened, {
      text: long('it broke'),
      error: long('at line_1'),
      cause: long('a race'),
      fix: long('a lock'),
    });
    const shown = answer.ephemeral.at(-1)!;
    const alone = String(shown.record.text);
    for (const words of ['it broke', 'at line_1', 'a race', 'a lock', 'Shared with Guild.']) {
      expect(shown.text).toContain(words);
      // What Slack shows where it takes no blocks.
      expect(alone).toContain(words);
    }
    expect(shown.text).toContain('See the rest in whole-text.txt.');
  });
});

describe('the wrong fields of a form', () => {
  test('are all marked at once', async () => {
    const user = member();
    await user.slash(general, '/shipmate log one');
    const opened = await user.slash(general, '/shipmate log');
    const wrong = await user.submitView(opened.view!, { text: ' ', minutes: 'many', date: '2020-01-01' });
    expect(Object.keys(wrong.errors ?? {})).toEqual(['text', 'minutes', 'date']);
    await user.closeView(user.modal!);
    const stuck = await user.slash(general, '/shipmate stuck tag:one');
    const tags = Array.from({ length: 11 }, (_, index) => `#t${index}`).join(' ');
    const about = await user.submitView(stuck.view!, { text: ' ', about: `${'x'.repeat(90)} ${tags}` });
    expect(Object.keys(about.errors ?? {})).toEqual(['text', 'about']);
    expect(about.errors?.about).toContain('up to 80 characters');
    expect(about.errors?.about).toContain('up to 10 tags');
    await user.closeView(user.modal!);
  });
});

describe('where the workspace did not grant a scope', () => {
  const without = async (scope: string, act: () => Promise<string>) => {
    harness.team.withoutScopes(scope);
    const text = await act();
    harness.team.record.installation!.scopes.add(scope);
    expect(text).toContain(
      `my permission ${scope} is missing in this workspace; whoever installed me can install me again`,
    );
  };

  test('a file names it', async () => {
    const user = member();
    await user.slash(general, '/shipmate log one');
    await without('files:write', async () => {
      const answer = await user.slash(general, '/shipmate export');
      await until(() => answer.ephemeral.length > 1);
      return answer.ephemeral.map((it) => it.text).join('\n');
    });
  });

  test('so does start, which cannot open the DM', async () => {
    await without('im:write', async () => (await member().slash(general, '/shipmate start time:09:00')).text);
  });

  test('so does setup, which cannot look into the channel', async () => {
    const boss = harness.team.addUser({ admin: true });
    await without(
      'channels:read',
      async () => (await boss.slash(general, '/shipmate setup channel #general')).text,
    );
  });
});
