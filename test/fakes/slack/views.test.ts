import { webApi } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { quietLogger, type Running, startSocketApp } from './bolt.ts';
import { type FakeSlack, type FakeUser, type FakeWorkspace, startFakeSlack } from './index.ts';

let now: number;
let slack: FakeSlack;
let team: FakeWorkspace;
let user: FakeUser;
let running: Running;
let client: webApi.WebClient;
/** The trigger of the last interaction. */
let trigger = '';
/** How the app acknowledges the next submission. */
let reply: object | undefined;
const closed: { id: string; cleared: boolean }[] = [];

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const modal = (title: string, more = {}) => ({
  type: 'modal' as const,
  title: plain(title),
  submit: plain('Go'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'what',
      label: plain('What'),
      element: { type: 'plain_text_input' as const, action_id: 'what', initial_value: 'x' },
    },
    {
      type: 'actions' as const,
      block_id: 'more',
      elements: [{ type: 'button' as const, action_id: 'more', text: plain('More') }],
    },
  ],
  ...more,
});

beforeEach(async () => {
  now = Date.parse('2026-11-22T09:00:00Z');
  slack = await startFakeSlack({ now: () => now });
  team = slack.addWorkspace();
  user = team.addUser({ name: 'ada' });
  client = new webApi.WebClient(team.botToken, { slackApiUrl: slack.apiUrl, logger: quietLogger().logger });
  closed.length = 0;
  reply = undefined;
  running = await startSocketApp(slack, team, (app) => {
    app.shortcut('go', async ({ ack, shortcut }) => {
      trigger = shortcut.trigger_id;
      await ack();
    });
    app.action('more', async ({ ack, body }) => {
      if ('trigger_id' in body) trigger = body.trigger_id;
      await ack();
    });
    app.view(/.*/, async ({ ack }) => ack(reply as undefined));
    app.view({ callback_id: /.*/, type: 'view_closed' }, async ({ ack, view, body }) => {
      closed.push({ id: view.id, cleared: 'is_cleared' in body && body.is_cleared });
      await ack();
    });
  });
});

afterEach(async () => {
  await running.stop();
  await slack.close();
});

const go = async (): Promise<string> => {
  await user.shortcut('go', { until: 'ack' });
  return trigger;
};

const error = async (call: Promise<unknown>): Promise<string> => {
  const thrown = (await call.catch((each: unknown) => each)) as { data?: { error?: string } };
  return thrown.data?.error ?? 'none';
};

const push = async (title: string): Promise<void> => {
  await user.press(user.modal!, 'More', { until: 'ack' });
  await client.views.push({ trigger_id: trigger, view: modal(title) });
};

describe('a trigger', () => {
  it('opens one view', async () => {
    const id = await go();
    await client.views.open({ trigger_id: id, view: modal('One') });
    expect(user.modal?.title).toBe('One');
    expect(await error(client.views.open({ trigger_id: id, view: modal('Two') }))).toBe(
      'exchanged_trigger_id',
    );
  });

  it('dies after three seconds', async () => {
    const id = await go();
    now += 3001;
    expect(await error(client.views.open({ trigger_id: id, view: modal('One') }))).toBe('expired_trigger_id');
    expect(user.modal).toBeUndefined();
  });

  it('belongs to its workspace', async () => {
    const other = new webApi.WebClient(slack.addWorkspace().botToken, {
      slackApiUrl: slack.apiUrl,
      logger: quietLogger().logger,
    });
    expect(await error(other.views.open({ trigger_id: await go(), view: modal('One') }))).toBe(
      'invalid_trigger_id',
    );
  });

  it('of a shortcut cannot push', async () => {
    expect(await error(client.views.push({ trigger_id: await go(), view: modal('One') }))).toBe(
      'invalid_trigger_id',
    );
  });
});

describe('the stack of views', () => {
  beforeEach(async () => {
    await client.views.open({ trigger_id: await go(), view: modal('One', { notify_on_close: true }) });
  });

  it('holds three', async () => {
    await push('Two');
    await push('Three');
    expect(user.modal?.title).toBe('Three');
    await expect(push('Four')).rejects.toThrow('push_limit_reached');
    await user.submitView(user.modal!, {}, { until: 'ack' });
    expect(user.modal?.title).toBe('Two');
    expect(user.modal?.record.previousViewId).toBeDefined();
  });

  it('is cleared, updated or pushed to by an acknowledgement', async () => {
    reply = { response_action: 'push', view: modal('Two') };
    expect((await user.submitView(user.modal!)).view?.title).toBe('Two');
    reply = { response_action: 'update', view: modal('Two again') };
    expect((await user.submitView(user.modal!)).view?.title).toBe('Two again');
    expect(team.record.modals.get(user.id)).toHaveLength(2);
    reply = { response_action: 'clear' };
    await user.submitView(user.modal!, {}, { until: 'ack' });
    expect(user.modal).toBeUndefined();
    slack.expectNoViolations();
  });

  it('shows errors only at input blocks that exist', async () => {
    reply = { response_action: 'errors', errors: { what: 'Not that' } };
    expect((await user.submitView(user.modal!)).errors).toEqual({ what: 'Not that' });
    reply = { response_action: 'errors', errors: { elsewhere: 'Not that' } };
    expect((await user.submitView(user.modal!)).failure).toBe('invalid_view_response');
    expect(slack.takeViolations()).toMatchObject([{ kind: 'ack', pointer: '/errors/elsewhere' }]);
  });

  it('refuses a view that is out of shape, and the member keeps theirs', async () => {
    reply = { response_action: 'update', view: modal('x'.repeat(25)) };
    expect((await user.submitView(user.modal!)).failure).toBe('invalid_view_response');
    expect(user.modal?.title).toBe('One');
    expect(slack.takeViolations()).toMatchObject([{ where: 'ack', pointer: '/view/title/text' }]);
  });

  it('tells of a view that was closed where it is asked to', async () => {
    const { id } = user.modal!;
    await push('Two');
    await user.closeView(user.modal!);
    expect(closed).toEqual([]);
    await user.closeView(user.modal!);
    expect(closed).toEqual([{ id, cleared: false }]);
    expect(user.modal).toBeUndefined();
  });

  it('is closed as a whole by the cross', async () => {
    await push('Two');
    await user.closeView(user.modal!, { all: true });
    expect(closed).toMatchObject([{ cleared: true }]);
    expect(user.modal).toBeUndefined();
  });
});

describe('views.update', () => {
  it('replaces a view, keeps what was typed, and refuses a hash that is old', async () => {
    const opened = await client.views.open({ trigger_id: await go(), view: modal('One') });
    await user.select(user.modal!, 'What', 'typed');
    const { hash, id } = opened.view!;
    await client.views.update({ view_id: id!, hash: hash!, view: modal('Two') });
    expect(user.modal?.title).toBe('Two');
    expect(user.modal?.record.values).toEqual({
      what: { what: { type: 'plain_text_input', value: 'typed' } },
    });
    const stale = client.views.update({ view_id: id!, hash: hash!, view: modal('Three') });
    expect(await error(stale)).toBe('hash_conflict');
    expect(await error(client.views.update({ view_id: 'V0', view: modal('Three') }))).toBe('not_found');
  });

  it('finds a view by its external_id, which is unique', async () => {
    const view = modal('One', { external_id: 'mine' });
    await client.views.open({ trigger_id: await go(), view });
    expect(await error(client.views.open({ trigger_id: await go(), view }))).toBe('duplicate_external_id');
    await client.views.update({ external_id: 'mine', view: modal('Two') });
    expect(user.modal?.title).toBe('Two');
  });
});

describe('views.publish', () => {
  const home = (text: string) => ({
    type: 'home' as const,
    blocks: [{ type: 'header' as const, text: plain(text) }],
  });

  it('shows a Home tab to one member, and refuses a hash that is old', async () => {
    const first = await client.views.publish({ user_id: user.id, view: home('one') });
    expect(slack.home(user)?.text).toBe('one');
    await client.views.publish({ user_id: user.id, view: home('two'), hash: first.view!.hash! });
    const stale = client.views.publish({ user_id: user.id, view: home('three'), hash: first.view!.hash! });
    expect(await error(stale)).toBe('hash_conflict');
    expect(slack.home(user)?.text).toBe('two');
    expect(slack.home(team.addUser())).toBeUndefined();
  });

  it('takes no modal', async () => {
    const call = client.views.publish({ user_id: user.id, view: modal('One') as never });
    expect(await error(call)).toBe('invalid_arguments');
  });
});
