import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Running, startHttpApp, startSocketApp } from './bolt.ts';
import { type FakeSlack, type FakeUser, type FakeWorkspace, startFakeSlack } from './index.ts';

const button = (label: string, id: string, value = id) => ({
  type: 'button' as const,
  text: { type: 'plain_text' as const, text: label },
  action_id: id,
  value,
});

/** A small app with every kind of interaction. */
function prepare(app: App): void {
  app.command('/shipmate', async ({ command, ack, respond }) => {
    await ack();
    await respond({
      text: `you said ${command.text}`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `You said ${command.text}` } },
        { type: 'actions', elements: [button('Open', 'open'), button('Again', 'again')] },
      ],
    });
  });
  app.action('again', async ({ ack, respond }) => {
    await ack();
    await respond({ text: 'again', replace_original: true });
  });
  app.action('open', async ({ ack, body, client }) => {
    await ack();
    if (!('trigger_id' in body)) return;
    await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.view('form', async ({ ack, view, body, client }) => {
    const built = view.state.values.what?.what?.value ?? '';
    if (built === 'nothing') return ack({ response_action: 'errors', errors: { what: 'Say what' } });
    await ack();
    await client.chat.postMessage({ channel: body.user.id, text: `Logged ${built}` });
  });
  app.options('zone', async ({ ack, options }) => {
    const found = ['Europe/Lisbon', 'Europe/London'].filter((zone) =>
      zone.toLowerCase().includes(options.value.toLowerCase()),
    );
    await ack({ options: found.map((zone) => ({ text: { type: 'plain_text', text: zone }, value: zone })) });
  });
  app.event('app_home_opened', async ({ event, client }) => {
    const entry = (name: string) => ({
      type: 'section' as const,
      text: { type: 'mrkdwn' as const, text: name },
      accessory: {
        type: 'overflow' as const,
        action_id: 'entry',
        options: ['Edit', 'Delete'].map((word) => ({
          text: { type: 'plain_text' as const, text: word },
          value: `${word} ${name}`,
        })),
      },
    });
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [entry('one'), entry('two')] },
    });
  });
  app.action('entry', async ({ ack, action, body, client }) => {
    await ack();
    const chosen = action.type === 'overflow' ? action.selected_option.value : '';
    await client.chat.postMessage({ channel: body.user.id, text: `did ${chosen}` });
  });
  app.shortcut('today', async ({ ack, shortcut, client }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
  });
  app.shortcut('broke', async ({ ack, shortcut, respond }) => {
    await ack();
    if (shortcut.type === 'message_action') await respond(`about: ${shortcut.message.text}`);
  });
  app.event('user_change', async ({ event, client }) => {
    await client.chat.postMessage({ channel: event.user.id, text: `Moved to ${event.user.tz}?` });
  });
}

const form = {
  type: 'modal' as const,
  callback_id: 'form',
  title: { type: 'plain_text' as const, text: 'Log today' },
  submit: { type: 'plain_text' as const, text: 'Log' },
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: { type: 'plain_text' as const, text: 'What did you build?' },
      element: { type: 'plain_text_input' as const, action_id: 'what', multiline: true, max_length: 300 },
    },
    {
      type: 'input' as const,
      block_id: 'where',
      optional: true,
      label: { type: 'plain_text' as const, text: 'Zone' },
      element: { type: 'external_select' as const, action_id: 'zone', min_query_length: 2 },
    },
  ],
};

describe.each(['socket', 'http'] as const)('over %s, the real Bolt and a member', (mode) => {
  let slack: FakeSlack;
  let team: FakeWorkspace;
  let user: FakeUser;
  let running: Running;

  beforeEach(async () => {
    slack = await startFakeSlack();
    team = slack.addWorkspace({ name: 'Guild', domain: 'guild' });
    user = team.addUser({ name: 'ada', tz: 'Europe/Lisbon' });
    running = await (mode === 'socket' ? startSocketApp : startHttpApp)(slack, team, prepare);
  });

  afterEach(async () => {
    await running.stop();
    await slack.close();
    slack.expectNoViolations();
    expect(running.logged).toEqual([]);
  });

  it('type a command and read an answer that only they see', async () => {
    const channel = team.addChannel({ name: 'general' });
    const answer = await user.slash(channel, '/shipmate log a <b> & c');
    expect(answer.acked).toBe(true);
    expect(answer.ackMs).toBeLessThan(3000);
    expect(answer.ephemeral.map((each) => each.text)).toEqual(['You said log a <b> & c']);
    expect(answer.ephemeral[0]?.labels).toEqual(['Open', 'Again']);
    expect(slack.messages(channel)).toEqual([]);
  });

  it('press a button that replaces the message', async () => {
    const { shown } = await user.slash('dm', '/shipmate hello');
    await user.press(shown, 'Again');
    expect(shown.text).toBe('again');
  });

  it('find in an answer only what belongs to it', async () => {
    const first = await user.slash('dm', '/shipmate one');
    const second = await user.slash('dm', '/shipmate two');
    const third = await user.openHome();
    await user.overflow(third.home!, { near: 'one' }, 'Edit');
    expect(first.text).toBe('You said one');
    expect(second.text).toBe('You said two');
    expect(third.text).toBe('');
  });

  it('open a form, are told of a fault at its field, mend it and are answered in the DM', async () => {
    const { ephemeral } = await user.slash('dm', '/shipmate form');
    const { view } = await user.press(ephemeral[0]!, 'open');
    expect(view?.title).toBe('Log today');
    expect((await user.submitView(view!)).clientErrors).toEqual({
      what: 'Please complete this required field.',
    });
    const refused = await user.submitView(view!, { 'What did you build?': 'nothing' });
    expect(refused.errors).toEqual({ what: 'Say what' });
    expect(user.modal?.id).toBe(view!.id);
    const done = await user.submitView(view!, { what: 'a URL shortener', Zone: 'Europe/London' });
    expect(done.messages.map((each) => each.text)).toEqual(['Logged a URL shortener']);
    expect(user.modal).toBeUndefined();
  });

  it('are offered options while they type', async () => {
    const { view } = await user.shortcut('today');
    expect((await user.suggest(view!, 'Zone', 'e')).options).toEqual([]);
    const { options } = await user.suggest(view!, 'Zone', 'lon');
    expect(options.map((each) => each.value)).toEqual(['Europe/London']);
    await expect(user.submitView(view!, { what: 'x', Zone: 'Mars' })).rejects.toThrow('no option "Mars"');
  });

  it('open the Home tab and choose from the menu of one entry', async () => {
    const { home } = await user.openHome();
    expect(home?.text).toBe('one\ntwo');
    const answer = await user.overflow(slack.home(user)!, { near: 'two' }, 'Delete');
    expect(answer.messages.map((each) => each.text)).toEqual(['did Delete two']);
  });

  it('use a shortcut on a message', async () => {
    const channel = team.addChannel({ name: 'general', botIn: true });
    const message = await user.say(channel, 'it broke');
    const answer = await user.messageShortcut('broke', message);
    expect(answer.ephemeral.map((each) => each.text)).toEqual(['about: it broke']);
  });

  it('change their time zone, and the app hears of it', async () => {
    await user.changeProfile({ tz: 'Asia/Kathmandu' });
    await expect
      .poll(() => slack.messages(user.dm).map((each) => each.text))
      .toEqual(['Moved to Asia/Kathmandu?']);
  });
});
