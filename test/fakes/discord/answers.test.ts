import { MessageFlags } from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf } from './bot.ts';
import { type Chat, startStage } from './stage.ts';

const { answering, client, clock, discord, outcome, place, stop } = await startStage();
afterAll(stop);

describe('the first answer', () => {
  test('comes once: the second is 40060, an unknown one 10062', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      await it.reply('one');
      it.replied = false;
      await it.reply('two');
    });
    expect((await ada.slash(channel, 'log', { text: 'x' })).text).toBe('one');
    expect(await outcome()).toBe(40060);
    const url: `/${string}` = '/interactions/123456789012345678/nonsense/callback';
    expect(await codeOf(client.rest.post(url, { body: { type: 5 }, auth: false }))).toBe(10062);
  });

  test('after three seconds of the clock is 10062, and the person sees that nobody answered', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      clock.now += 3_001;
      await it.reply('late');
    });
    expect(await ada.slash(channel, 'log', { text: 'x' })).toMatchObject({
      failure: 'no-answer',
      message: undefined,
    });
    expect(await outcome()).toBe(10062);
  });

  test('with_response brings the message that was made', async () => {
    const { ada, channel } = place();
    let id: string | undefined;
    answering(async (it: Chat) => {
      const response = await it.reply({ content: 'hello', withResponse: true });
      id = response.resource?.message?.id;
    });
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    await outcome();
    expect(id).toBe(answer.message?.id);
  });

  test('may be deferred, and is seen when it is filled in', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      await it.deferReply({ flags: MessageFlags.Ephemeral });
      clock.now += 60_000;
      await it.editReply('thought about it');
      await it.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
    });
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    expect(answer).toMatchObject({ type: 5, deferred: true, ephemeral: true, text: 'thought about it' });
    await answer.until((it) => it.followUps.length === 1);
    expect(answer.followUps[0]).toMatchObject({ text: 'and more', ephemeral: true });
  });

  test('that is deferred and never filled in stays loading', async () => {
    const { ada, channel } = place();
    answering((it: Chat) => it.deferReply());
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    expect(answer.message?.loading).toBe(true);
    expect(answer.text).toBe('');
  });
});

describe('an answer is refused for', () => {
  const wrong: [string, object, string][] = [
    [
      'content of 2,001',
      { type: 4, data: { content: 'x'.repeat(2_001) } },
      'data.content BASE_TYPE_MAX_LENGTH',
    ],
    [
      'an unknown field',
      { type: 4, data: { content: 'x', ephemeral: true } },
      'data.ephemeral UNKNOWN_FIELD',
    ],
    [
      'an unknown field beside its data',
      { type: 4, data: { content: 'x' }, flags: 64 },
      'flags UNKNOWN_FIELD',
    ],
    [
      'a flag that a defer cannot have',
      { type: 5, data: { flags: 64 | 32_768 } },
      'data.flags MESSAGE_FLAGS_INVALID',
    ],
    ['an update where there is no message', { type: 7, data: { content: 'x' } }, 'type BASE_TYPE_CHOICES'],
    ['choices where nothing is typed', { type: 8, data: { choices: [] } }, 'type BASE_TYPE_CHOICES'],
    ['being empty', { type: 4, data: { content: '' } }, 'data.content EMPTY_MESSAGE'],
  ];

  test.each(wrong)('%s', async (_, body, expected) => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      const route = `/interactions/${it.id}/${it.token}/callback` as const;
      await codeOf(client.rest.post(route, { body, auth: false }));
      await it.reply('mended');
    });
    expect((await ada.slash(channel, 'log', { text: 'x' })).text).toBe('mended');
    expect(discord.takeViolations().map((it) => `${it.path} ${it.code}`)).toEqual([expected]);
  });
});

describe('a follow-up', () => {
  test('can be made, edited, read and deleted for 15 minutes', async () => {
    const { ada, channel } = place();
    const reads: string[] = [];
    answering(async (it: Chat) => {
      await it.reply('first');
      const more = await it.followUp('more');
      await it.editReply({ message: more.id, content: 'more, mended' });
      reads.push((await it.fetchReply()).content, (await it.fetchReply(more.id)).content);
      await it.deleteReply();
      clock.now += 900_001;
      await it.followUp('too late');
    });
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    expect(await outcome()).toBe(50027);
    expect(reads).toEqual(['first', 'more, mended']);
    expect(discord.messages(channel).map((it) => it.text)).toEqual(['more, mended']);
    expect(answer.followUps[0]?.earlier).toEqual(['more']);
  });

  test('before the first answer, or with a strange token, is an unknown webhook', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      const early = await codeOf(it.webhook.send('early'));
      await it.reply(String(early));
    });
    expect((await ada.slash(channel, 'log', { text: 'x' })).text).toBe('10015');
    const url: `/${string}` = `/webhooks/${discord.applicationId}/strange`;
    expect(await codeOf(client.rest.post(url, { body: { content: 'x' }, auth: false }))).toBe(10015);
  });

  test('is possible five times where the app came with the account alone', async () => {
    const elsewhere = discord.addGuild({ installed: false, externalApps: false });
    const mia = discord.addUser({ installedApp: true });
    elsewhere.addMember(mia);
    answering(async (it: Chat) => {
      await it.reply('mine');
      for (let count = 0; count < 6; count++) await it.followUp(`more ${count}`);
    });
    const answer = await mia.slash(elsewhere.systemChannel!, 'log', { text: 'x' });
    expect(await outcome()).toBe(40094);
    expect(answer.followUps).toHaveLength(5);
    expect(answer.ephemeral).toBe(true);
  });
});

test('none of this broke a rule of Discord’s', () => {
  discord.expectNoViolations();
});
