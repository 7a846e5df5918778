import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { RenderedForm } from '../../../src/chat/rendered.ts';
import type { FakeGuild, FakeMessage, FakeUser } from '../../fakes/discord/index.ts';
import { type Adapter, openAdapter, reply, says } from './adapter.ts';

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

/** How long a first answer may be on its way, and a little. */
const patiently = { timeout: 6_000 };

// The fake refused a first answer for as many requests as a test said, which the bot met within 0.15 s; Discord fails for a time.

describe('when something goes wrong', () => {
  const callback = 'POST /interactions/:id/:token/callback';

  test.each([
    ['a lost response', 'dropAfterAccept'],
    ['a lost request', 'dropBeforeAccept'],
  ] as const)('%s is made good', async (_, fault) => {
    it.answer(says('Logged.'));
    it.discord.faults[fault](callback);
    const answer = await ada.slash(general(), 'try');
    expect([answer.text, answer.failure]).toEqual(['Logged.', undefined]);
    expect(it.platform.canAnswer()).toBe(true);
  });

  test.each(['before', 'after'] as const)(
    'a slow answer is made good, late %s it was taken',
    async (when) => {
      it.answer(says('Logged.'));
      it.discord.faults.delay(callback, 1_300, 1, when);
      const answer = await ada.slash(general(), 'try');
      expect([answer.text, answer.failure]).toEqual(['Logged.', undefined]);
      await expect.poll(() => it.platform.canAnswer()).toBe(true);
    },
  );

  test('a server error of Discord is made good', async () => {
    it.answer(says('Logged.'), slow);
    it.discord.faults.status('PATCH /webhooks/:id/:token/messages/:id', 503, 2);
    expect((await ada.slash(general(), 'try')).text).toBe('Logged.');
  });

  test('a follow-up whose response was lost is not sent twice', async () => {
    const message = await standing('public');
    it.answer(says('only you'), slow);
    it.discord.faults.dropAfterAccept('POST /webhooks/:id/:token');
    const answer = await ada.press(message, 'one');
    await answer.until((now) => now.followUps.length > 0);
    await it.platform.messenger.mayPost({ platform: 'discord', team: guild.id, channel: general().id });
    expect(answer.followUps).toHaveLength(1);
  });

  test('a malformed answer is logged with its field, and still answered', async () => {
    it.answer({ type: 'reply', reply: reply('x', { buttons: [[button('i'.repeat(101))]] }) });
    const answer = await ada.slash(general(), 'try');
    expect(answer.text).toContain("wouldn't show my answer");
    expect(it.logged[0]).toMatchObject({
      level: 'error',
      facts: { detail: expect.stringContaining('custom_id') },
    });
    it.discord.takeViolations();
  });

  test('an interaction that Discord no longer knows is logged and dropped', async () => {
    it.answer(says('Logged.'));
    it.discord.faults.status(callback, 404, 1, { code: 10062 });
    void ada.slash(general(), 'try');
    await expect
      .poll(() => it.logged.map((line) => line.message))
      .toEqual(['an interaction could not be answered in time']);
  });

  test('and Discord cannot be reached, the platform says that it cannot answer', async () => {
    it.answer(says('Logged.'));
    it.discord.faults.status(callback, 503, Number.POSITIVE_INFINITY);
    void ada.slash(general(), 'try');
    await expect.poll(() => it.platform.canAnswer(), patiently).toBe(false);
    expect(it.undelivered).toEqual(['test: lost']);
    it.discord.faults.clear();
    await ada.slash(general(), 'try');
    await expect.poll(() => it.platform.canAnswer()).toBe(true);
  });
});

describe('when Discord fails for a time', () => {
  const callback = 'POST /interactions/:id/:token/callback';
  const edit = 'PATCH /webhooks/:id/:token/messages/:id';
  const trouble = Number.POSITIVE_INFINITY;
  let end: NodeJS.Timeout | undefined;
  afterEach(() => {
    clearTimeout(end);
    it.discord.faults.clear();
  });
  const over = (ms: number): void => {
    end = setTimeout(() => it.discord.faults.clear(), ms);
  };

  test.each([
    ['server errors', () => it.discord.faults.status(callback, 500, trouble)],
    ['lost requests', () => it.discord.faults.dropBeforeAccept(callback, trouble)],
    ['lost responses', () => it.discord.faults.dropAfterAccept(callback, trouble)],
  ] as const)('a first answer gets through after two seconds of %s', async (_, fails) => {
    it.answer(says('Logged.'));
    fails();
    over(2_000);
    const answer = await ada.slash(general(), 'try');
    expect([answer.text, answer.failure, it.undelivered]).toEqual(['Logged.', undefined, []]);
    expect(it.logged).toEqual([]);
  });

  test('so does a form', async () => {
    it.answer({ type: 'form', form }, { acknowledgement: 'form-first' });
    it.discord.faults.status(callback, 500, trouble);
    over(1_500);
    expect((await ada.slash(general(), 'try')).modal?.title).toBe('Try');
  });

  test('few requests are made of it', async () => {
    it.answer(says('Logged.'));
    it.discord.faults.status(callback, 500, trouble);
    const before = it.discord.requests.length;
    void ada.slash(general(), 'try');
    await expect.poll(() => it.undelivered, patiently).toEqual(['test: lost']);
    const made = it.discord.requests.slice(before).filter((request) => request.route === callback);
    expect(made.length).toBeGreaterThan(4);
    expect(made.length).toBeLessThan(12);
  });

  test('a slow answer takes the place of a deferral of which it was not known whether it got through', async () => {
    it.answer(says('Logged.'), { ms: 3_200 });
    it.discord.faults.dropAfterAccept(callback, trouble);
    over(3_100);
    const answer = await ada.slash(general(), 'try');
    await answer.until((now) => now.text === 'Logged.');
    expect([answer.type, answer.text, it.undelivered]).toEqual([5, 'Logged.', []]);
  });

  test('a deferred answer gets through after four seconds', async () => {
    it.answer(says('Logged.'), slow);
    it.discord.faults.status(edit, 503, trouble);
    over(4_000);
    const answer = await ada.slash(general(), 'try');
    await answer.until((now) => now.text === 'Logged.');
    expect(it.undelivered).toEqual([]);
  });

  test('what may have arrived is said to be unknown, and not sent again', async () => {
    const message = await standing('public');
    it.answer(says('only you'), slow);
    it.discord.faults.dropBeforeAccept('POST /webhooks/:id/:token');
    void ada.press(message, 'one');
    await expect.poll(() => it.undelivered).toEqual(['test: unknown']);
  });

  test('what Discord no longer knows is final', async () => {
    it.answer(says('Logged.'));
    it.discord.faults.status(callback, 404, trouble, { code: 10062 });
    const before = it.discord.requests.length;
    void ada.slash(general(), 'try');
    await expect.poll(() => it.undelivered).toEqual(['test: lost']);
    expect(it.discord.requests.slice(before).filter((request) => request.route === callback)).toHaveLength(1);
  });
});
