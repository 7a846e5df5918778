import { beforeEach, describe, expect, it } from 'vitest';
import { md } from '../../src/chat/markdown.ts';
import { type Asking, asking } from './asking.ts';

let client: Asking;
beforeEach(async () => {
  client = asking();
  await client.join();
});
const first = async (text: string, more = {}) => (await client.say(text, more)).body.replies[0];
const shown = async (query: string) => (await client.get(`messages?${query}`)).body.messages;

describe('POST say', () => {
  it('answers a command with everything that a client needs', async () => {
    const reply = await first('/streak');
    expect(reply).toMatchObject({
      code: 'streak',
      text: '12 days in a row. Longest: 30.',
      visibility: 'private',
      visibleTo: 'ada',
      author: 'Shipmate',
      at: '2026-11-21T09:30:00.000Z',
      fields: [
        { name: 'Freezes', text: '1 of 2' },
        { name: 'Cadence', text: 'every day' },
      ],
      picture: { alt: expect.stringContaining('200 of 365'), width: 640, height: 160 },
      file: { name: 'streak.csv', contentType: 'text/csv; charset=utf-8', size: 12 },
      select: { placeholder: 'Show a year', choices: [{ value: '2026' }, { value: '2025' }] },
    });
    expect(reply.blocks[0].children[0]).toEqual({
      type: 'bold',
      children: [{ type: 'text', text: '12 days' }],
    });
  });

  it('serves a picture in the page and everything else as a download', async () => {
    const { picture, file } = await first('/streak');
    const png = (await client.get(picture.url)).raw;
    expect(png.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^inline/),
      'x-content-type-options': 'nosniff',
    });
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    const csv = (await client.get(file.url)).raw;
    expect(csv.headers['content-disposition']).toBe(
      `attachment; filename="streak.csv"; filename*=UTF-8''streak.csv`,
    );
    expect((await client.get(`files/${'0'.repeat(40)}`)).status).toBe(404);
    expect((await client.get('files/..%2f..%2fpackage.json')).status).toBe(404);
  });

  it('gives the words of a person back unchanged, a hundred thousand characters too', async () => {
    const words = `*not bold* _x_ \`\`\` <b> @everyone ${'語'.repeat(500)} \\ end`;
    expect((await first(`/log ${words}`)).text).toContain(words);
    const long = 'x'.repeat(100_000);
    const reply = await first(`/log ${long}`);
    expect(reply.text.length).toBeLessThan(21_000);
    expect((await client.get(reply.file.url)).raw.body).toContain(long);
  });

  it('keeps a private reply for the one who asked', async () => {
    await client.join('bea');
    await first('/streak');
    const seen = async (member: string) =>
      (await shown(`channel=general&member=${member}`)).filter(
        (it: { code: string }) => it.code === 'streak',
      );
    expect(await seen('ada')).toHaveLength(1);
    expect(await seen('bea')).toHaveLength(0);
    expect(
      (await shown('channel=general')).find((it: { code: string }) => it.code === 'streak').visibleTo,
    ).toBe('ada');
  });

  it('names the command above its answer, but not its words where others read along', async () => {
    expect((await first('/log a secret')).answers).toEqual({ member: 'ada', command: '/log' });
    expect((await first('/log a secret', { channel: 'dm' })).answers.command).toBe('/log a secret');
  });

  it('posts an ordinary text for people, which the bot leaves alone', async () => {
    expect((await client.say('hello *all*')).body).toEqual({ replies: [] });
    expect((await shown('channel=general')).at(-1)).toMatchObject({
      author: 'ada',
      bot: false,
      text: 'hello *all*',
    });
  });

  it('hints at a forgotten slash', async () => {
    expect(await first('log built a thing')).toMatchObject({
      code: 'forgotten-slash',
      visibility: 'private',
      text: expect.stringContaining('/log'),
    });
  });

  it('takes what is typed in the DM as a message to the bot, once for one event', async () => {
    const typed = { channel: 'dm', event: 'typed' };
    expect(await first('built a *parser* with `a && b`', typed)).toMatchObject({
      code: 'logged',
      text: expect.stringContaining('built a *parser* with `a && b`'),
    });
    expect(await first('built a *parser* with `a && b`', typed)).toMatchObject({ code: 'logged' });
    expect((await shown('dm=ada')).map((it: { code: string }) => it.code)).toEqual([
      'prompt',
      'said',
      'logged',
    ]);
  });

  it('has one effect for one event, however often it arrives', async () => {
    await client.say('hello', { event: 'e1' });
    await client.say('hello', { event: 'e1' });
    await client.say('/log x', { event: 'e2' });
    await client.say('/log x', { event: 'e2' });
    const texts = (await shown('channel=general')).map((it: { code: string }) => it.code);
    expect(texts).toEqual(['started', 'said', 'logged']);
  });

  it('answers kindly when a command breaks, and does not show why', async () => {
    const reply = await first('/crash');
    expect(reply.code).toBe('unexpected');
    expect(JSON.stringify(reply)).not.toContain('planted');
  });

  it('knows its channels', async () => {
    expect(await client.say('/log x', { channel: 'nowhere' })).toMatchObject({
      status: 404,
      body: { error: { code: 'no-such-channel' } },
    });
    expect((await client.get('messages?channel=nowhere')).status).toBe(404);
    expect((await client.say('x', { member: 'nobody' })).body.error.code).toBe('no-such-member');
  });
});

describe('POST press', () => {
  const press = async (action: string, more: object = {}) =>
    (await client.post('press', { member: 'ada', action, ...more })).body;

  it('replaces the message on which the button stands', async () => {
    const logged = await first('/log built a thing');
    const { replies } = await press(logged.buttons[0][0].action);
    expect(replies).toMatchObject([{ id: logged.id, code: 'undone', text: 'Undone. The entry is gone.' }]);
    expect(replies[0].buttons).toBeUndefined();
    expect((await shown('channel=general')).map((it: { code: string }) => it.code)).toEqual([
      'started',
      'undone',
    ]);
  });

  it('opens a form, marks what is wrong with it, and takes it once it is right', async () => {
    const [prompt] = await shown('dm=ada');
    const button = prompt.buttons[0][0];
    expect(button).toMatchObject({ label: 'Log it', style: 'primary', opensForm: true });
    const [opened] = (await press(button.action)).replies;
    expect(opened).toMatchObject({
      code: 'form',
      form: {
        title: 'What did you build?',
        submitLabel: 'Log it',
        fields: [
          { name: 'text', required: true },
          { name: 'minutes' },
          { name: 'audience' },
          { name: 'zone' },
        ],
      },
    });
    const { action } = opened.form;
    const [wrong] = (await press(action, { values: { text: 'x', minutes: 'many' } })).replies;
    expect(wrong).toMatchObject({ errors: { minutes: 'Minutes must be a whole number, like 50.' } });
    const [right] = (await press(action, { values: { text: 'x', minutes: '5' } })).replies;
    expect(right).toMatchObject({ code: 'logged', channel: 'dm', text: expect.stringContaining('> x') });
  });

  it('opens the same form for a command without its text', async () => {
    expect(await first('/log')).toMatchObject({ code: 'form', form: { fields: expect.any(Array) } });
  });

  it('answers a form where it was opened', async () => {
    const { form } = await first('/log');
    const [logged] = (await press(form.action, { values: { text: 'x' } })).replies;
    expect(logged).toMatchObject({ code: 'logged', channel: 'general' });
  });

  it('never puts a private answer in the place of what everybody sees', async () => {
    const reply = {
      code: 'invitation',
      visibility: 'public',
      text: md`Join us`,
      buttons: [[{ label: 'Snooze', action: { name: 'log.snooze' } }]],
    } as const;
    const to = { platform: 'playground', channel: 'general' };
    await client.host.playground.messenger.send(to, client.host.sign(reply), 'd1');
    const invitation = (await shown('channel=general')).at(-1);
    const [answer] = (await press(invitation.buttons[0][0].action)).replies;
    expect(answer).toMatchObject({ code: 'snoozed', visibleTo: 'ada' });
    expect((await shown('channel=general')).map((it: { code: string }) => it.code)).toEqual([
      'started',
      'invitation',
      'snoozed',
    ]);
  });

  it('takes what was selected', async () => {
    const { select } = await first('/streak');
    expect((await press(select.action, { values: ['2025'] })).replies[0].text).toBe('You picked 2025.');
  });

  it('answers an old or invented button kindly', async () => {
    const logged = await first('/log built a thing');
    const { action } = logged.buttons[0][0];
    await press(action);
    expect((await press(action)).replies[0].code).toBe('undone');
    expect((await press('log.undo~forged')).replies[0]).toMatchObject({ code: 'stale-action' });
  });

  it('is refused where the member cannot see the button', async () => {
    await client.join('bea');
    const [prompt] = await shown('dm=ada');
    const body = { member: 'bea', action: prompt.buttons[0][1].action, message: prompt.id };
    expect(await client.post('press', body)).toMatchObject({
      status: 403,
      body: { error: { code: 'not-your-button' } },
    });
  });
});

describe('the composer is helped', () => {
  it('by every command with its options', async () => {
    const { commands } = (await client.get('commands')).body;
    const log = commands.find((it: { name: string }) => it.name === 'log');
    expect(log.options).toEqual([
      { name: 'text', kind: 'text', summary: 'What you built', required: false, free: true, suggests: false },
      { name: 'minutes', kind: 'integer', summary: 'How long it took', required: false, min: 1, max: 1440 },
      { name: 'tag', kind: 'text', summary: 'A tag', required: false, free: false, suggests: false },
    ]);
    expect(commands.find((it: { name: string }) => it.name === 'setup')).toMatchObject({
      organiser: true,
      communityOnly: true,
    });
  });

  it('by suggestions of the bot', async () => {
    const ask = 'suggest?member=ada&command=settings&subcommand=zone&option=zone&typed=lis';
    expect((await client.get(ask)).body).toEqual({
      choices: [{ value: 'Europe/Lisbon', label: 'Europe/Lisbon', hint: '09:30 there' }],
    });
    expect((await client.get('suggest?member=ada&command=none&option=x')).body).toEqual({ choices: [] });
  });
});

describe('GET messages', () => {
  it('pages backwards', async () => {
    for (const text of ['one', 'two', 'three']) await client.say(text);
    const { body } = await client.get('messages?channel=general&limit=2');
    expect(body.messages.map((it: { text: string }) => it.text)).toEqual(['two', 'three']);
    expect(body.more).toBe(true);
    const before = await client.get(`messages?channel=general&limit=2&before=${body.messages[0].seq}`);
    expect(before.body.messages.map((it: { text: string }) => it.text)).toEqual([
      expect.stringContaining('Welcome'),
      'one',
    ]);
    expect(before.body.more).toBe(false);
  });

  it.each([
    '',
    'channel=general&dm=ada',
    'channel=general&limit=x',
    'channel=general&limit=5000',
    'channel=general&x=1',
  ])('says what it takes (%s)', async (query) => {
    expect((await client.get(`messages?${query}`)).status).toBe(400);
  });
});
