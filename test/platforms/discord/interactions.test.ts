import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RenderedForm } from '../../../src/chat/rendered.ts';
import type { FakeGuild, FakeMessage, FakeUser } from '../../fakes/discord/index.ts';
import { type Adapter, openAdapter, says } from './adapter.ts';

let it: Adapter;
let guild: FakeGuild;
let ada: FakeUser;
const general = () => guild.systemChannel!;
const slow = { ms: 120 };
const form: RenderedForm = {
  id: 'try.form~x',
  title: 'Try',
  fields: [{ name: 'text', label: 'Text', kind: 'line' }],
};
const button = (id: string) => ({ id, label: id, style: 'secondary' as const, opensForm: false });

beforeAll(async () => {
  it = await openAdapter();
  guild = it.discord.addGuild();
  ada = it.discord.addUser({ username: 'ada', installedApp: true });
  guild.addMember(ada, { nick: 'Ada L.' });
});
afterAll(() => it.close());
beforeEach(() => {
  it.heard.length = 0;
  it.logged.length = 0;
  it.undelivered.length = 0;
});
afterEach(() => it.discord.expectNoViolations());

/** A message of the bot's with buttons, public or for ada alone. */
async function standing(
  visibility: 'public' | 'private',
  where: 'dm' | 'here' = 'here',
): Promise<FakeMessage> {
  it.answer(says('before', { visibility, buttons: [[button('one')]] }));
  return (await ada.slash(where === 'dm' ? 'dm' : general(), 'try')).message!;
}

describe('a command', () => {
  test('that is answered fast is answered at once, to its author alone', async () => {
    it.answer(says('Logged.'));
    const answer = await ada.slash(general(), 'try', { text: 'x' });
    expect([answer.type, answer.text, answer.ephemeral]).toEqual([4, 'Logged.', true]);
  });

  test('may be answered so that everybody sees it', async () => {
    it.answer(says('Come in.', { visibility: 'public' }));
    expect((await ada.slash(general(), 'try')).ephemeral).toBe(false);
  });

  test('that takes longer is deferred, then answered in its place', async () => {
    it.answer(says('Logged.'), slow);
    const answer = await ada.slash(general(), 'try');
    expect([answer.type, answer.text, answer.ephemeral, answer.followUps.length]).toEqual([
      5,
      'Logged.',
      true,
      0,
    ]);
    expect(answer.message?.loading).toBe(false);
  });

  test('that takes longer and is for everybody leaves no private remains', async () => {
    it.answer(says('Come in.', { visibility: 'public' }), slow);
    const answer = await ada.slash(general(), 'try');
    await answer.until((now) => now.followUps.length > 0);
    expect(answer.followUps.map((message) => [message.text, message.ephemeral])).toEqual([
      ['Come in.', false],
    ]);
    await expect.poll(() => answer.message?.deleted).toBe(true);
  });

  test('in the DM is answered so that it stays there', async () => {
    it.answer(says('Logged.'), slow);
    const answer = await ada.slash('dm', 'try');
    expect([answer.text, answer.ephemeral]).toEqual(['Logged.', false]);
    expect(it.heard[0]?.place).toEqual({ kind: 'dm', platform: 'discord', channel: ada.dm?.id });
  });

  test('where only the person has the app is theirs alone, however slow and public it is', async () => {
    const elsewhere = it.discord.addGuild({ installed: false });
    elsewhere.addMember(ada);
    for (const how of [{}, slow]) {
      it.answer(says('Logged.', { visibility: 'public' }), how);
      const answer = await ada.slash(elsewhere.systemChannel!, 'try');
      expect([answer.text, answer.ephemeral]).toEqual(['Logged.', true]);
    }
    expect(it.heard.every((incoming) => incoming.place.community === undefined)).toBe(true);
  });

  test('used personally never takes more than one of the five follow-ups', async () => {
    const elsewhere = it.discord.addGuild({ installed: false });
    elsewhere.addMember(ada);
    const followUps = 'POST /webhooks/:id/:token';
    const taken = async (use: () => Promise<unknown>): Promise<number> => {
      const before = it.discord.requests.length;
      await use();
      return it.discord.requests.slice(before).filter((request) => request.route === followUps).length;
    };
    const long = says('x*'.repeat(5_000), { visibility: 'public', buttons: [[button('one')]] });
    it.answer(long);
    const { message } = await ada.slash(elsewhere.systemChannel!, 'try');
    it.answer({ type: 'form', form }, { acknowledgement: 'form-first' });
    const opened = await ada.slash(elsewhere.systemChannel!, 'try');
    it.answer(long, slow);
    const counts = [
      await taken(() => ada.slash(elsewhere.systemChannel!, 'try')),
      await taken(() => ada.press(message!, 'one')),
      await taken(() => ada.submitModal(opened, { Text: 'words' })),
    ];
    expect(counts).toEqual([0, 1, 0]);
  });

  test('in a DM between two people is for its author alone', async () => {
    const channel = it.discord.addPrivateChannel(ada, it.discord.addUser());
    it.answer(says('Logged.', { visibility: 'public' }));
    expect((await ada.slash(channel, 'try')).ephemeral).toBe(true);
    expect(it.heard[0]?.place.kind).toBe('channel');
  });

  test('arrives with everything that Discord tells', async () => {
    const owner = guild.members.values().next().value!.user;
    it.answer(says('Done.'));
    await owner.slash(general(), 'run hide', {
      text: 'x',
      minutes: 5,
      audience: 'a',
      off: true,
      channel: general(),
      who: ada,
    });
    expect(it.heard[0]).toEqual({
      eventId: expect.stringMatching(/^\d+$/),
      actor: {
        identity: { platform: 'discord', user: owner.id },
        displayName: 'owner',
        isOrganiser: true,
        languageHint: 'en-US',
      },
      place: {
        kind: 'channel',
        platform: 'discord',
        channel: general().id,
        team: guild.id,
        community: { external: guild.id, name: 'A server' },
      },
      interaction: {
        type: 'command',
        name: 'run',
        subcommand: 'hide',
        options: { text: 'x', minutes: 5, audience: 'a', off: true, channel: general().id, who: ada.id },
      },
    });
    await ada.slash(general(), 'try');
    expect(it.heard[1]?.actor).toMatchObject({ displayName: 'Ada L.', isOrganiser: false });
  });
});

describe('a form', () => {
  test('opens as the first answer, and what is typed arrives', async () => {
    it.answer({ type: 'form', form }, { acknowledgement: 'form-first' });
    const opened = await ada.slash(general(), 'try');
    expect(opened.modal?.title).toBe('Try');
    it.answer(says('Typed.'));
    const answer = await ada.submitModal(opened, { Text: 'words' });
    expect(answer.text).toBe('Typed.');
    expect(it.heard[1]?.interaction).toEqual({
      type: 'submit',
      form: 'try.form~x',
      values: { text: 'words' },
    });
  });

  test('is still opened when it takes longer than a reply may', async () => {
    it.answer({ type: 'form', form }, { acknowledgement: 'form-first', ...slow });
    expect((await ada.slash(general(), 'try')).modal?.title).toBe('Try');
  });

  test('that comes too late is answered with a kind word', async () => {
    it.answer({ type: 'form', form }, { acknowledgement: 'form-first', ms: 250 });
    const answer = await ada.slash(general(), 'try');
    expect(answer.text).toContain('Please try again');
    expect(answer.ephemeral).toBe(true);
  });

  test('never comes after a form', async () => {
    it.answer({ type: 'form', form }, { acknowledgement: 'form-first' });
    const opened = await ada.slash(general(), 'try');
    const answer = await ada.submitModal(opened, { Text: 'words' });
    expect(answer.modal).toBeUndefined();
    expect(answer.text).toContain('Please try again');
  });
});

describe('a press', () => {
  test.each(['fast', 'slow'] as const)(
    'changes its message where the answer replaces it (%s)',
    async (pace) => {
      const message = await standing('private');
      it.answer(says('after', { replaces: true }), pace === 'slow' ? slow : {});
      const answer = await ada.press(message, 'one');
      await answer.until(() => message.text === 'after');
      expect([message.text, message.labels, answer.followUps.length]).toEqual(['after', [], 0]);
    },
  );

  test.each(['fast', 'slow'] as const)('is answered beside what everybody sees (%s)', async (pace) => {
    const message = await standing('public');
    it.answer(says('only you', { replaces: true }), pace === 'slow' ? slow : {});
    const answer = await ada.press(message, 'one');
    await answer.until((now) => now.followUps.length > 0 || now.message !== message);
    const shown = answer.followUps[0] ?? answer.message!;
    expect([message.text, shown.text, shown.ephemeral]).toEqual(['before', 'only you', true]);
  });

  test.each(['fast', 'slow'] as const)('gets a new message where nothing is replaced (%s)', async (pace) => {
    const message = await standing('private', 'dm');
    it.answer(says('new', { visibility: 'private' }), pace === 'slow' ? slow : {});
    const answer = await ada.press(message, 'one');
    await answer.until((now) => now.followUps.length > 0 || now.message !== message);
    expect([message.text, (answer.followUps[0] ?? answer.message!).text]).toEqual(['before', 'new']);
  });

  test('on a message that was deleted meanwhile is still answered', async () => {
    const message = await standing('private', 'dm');
    it.answer(() => {
      message.deleted = true;
      return says('after', { replaces: true });
    }, slow);
    const answer = await ada.press(message, 'one');
    await answer.until((now) => now.followUps.length > 0);
    expect(answer.followUps[0]?.text).toBe('after');
  });

  test('on a menu brings what was chosen', async () => {
    const choices = [{ value: 'v1', label: 'First' }];
    it.answer(says('Which?', { select: { id: 'menu', placeholder: 'Choose', choices } }));
    const { message } = await ada.slash(general(), 'try');
    it.answer(says('Chosen.'));
    await ada.select(message!, 'Choose', ['First']);
    expect(it.heard.at(-1)?.interaction).toEqual({ type: 'press', action: 'menu', values: ['v1'] });
  });
});

describe('suggestions', () => {
  test('are offered while an option is typed', async () => {
    it.answer({ type: 'choices', choices: [{ value: 'Europe/Lisbon', label: 'Lisbon', hint: '09:00' }] });
    const answer = await ada.autocomplete(general(), 'try', { text: 'x', zone: 'lis' });
    expect(answer.choices).toEqual([{ name: 'Lisbon · 09:00', value: 'Europe/Lisbon' }]);
    expect(it.heard[0]?.interaction).toEqual({ type: 'suggest', name: 'try', option: 'zone', typed: 'lis' });
  });

  test('that take too long are none', async () => {
    it.answer({ type: 'choices', choices: [{ value: 'a', label: 'a' }] }, { ms: 200 });
    expect((await ada.autocomplete(general(), 'try', { zone: 'lis' })).choices).toEqual([]);
  });
});

describe("a message's menu", () => {
  test('brings the message', async () => {
    const message = ada.post(general(), 'it broke');
    it.answer(says('Logged.'));
    await ada.messageCommand('Try this', message);
    expect(it.heard[0]?.interaction).toEqual({
      type: 'shortcut',
      label: 'Try this',
      message: { id: message.id, channelId: general().id, authorId: ada.id, text: 'it broke' },
    });
  });
});
