import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { App } from '@slack/bolt';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { type Running, startHttpApp, startSocketApp } from './bolt.ts';
import { type FakeSlack, type FakeUser, type FakeWorkspace, startFakeSlack } from './index.ts';

let now: number;
let slack: FakeSlack;
let team: FakeWorkspace;
let user: FakeUser;
const running: Running[] = [];

beforeEach(async () => {
  now = Date.parse('2026-11-22T09:00:00Z');
  slack = await startFakeSlack({ now: () => now, ackTimeoutMs: 400 });
  team = slack.addWorkspace({ name: 'Guild' });
  user = team.addUser({ name: 'ada' });
});

afterEach(async () => {
  for (const each of running.splice(0)) await each.stop();
  await slack.close();
});

const onSocket = async (prepare: (app: App) => void, options = {}): Promise<Running> => {
  running.push(await startSocketApp(slack, team, prepare, options));
  return running.at(-1)!;
};

const onHttp = async (prepare: (app: App) => void, options = {}): Promise<Running & { url: string }> => {
  const started = await startHttpApp(slack, team, prepare, options);
  running.push(started);
  return started;
};

const echo =
  (name = '') =>
  (app: App): void => {
    app.command('/shipmate', async ({ ack, command }) => ack(`${name}${command.text}`));
  };

describe('an acknowledgement', () => {
  it('within the time is fine, and its text is shown to the member', async () => {
    await onSocket(echo());
    const answer = await user.slash('dm', '/shipmate hi');
    expect(answer).toMatchObject({ acked: true, text: 'hi' });
    slack.expectNoViolations();
  });

  it.each(['socket', 'http'])(
    'that is too late over %s tells the member so and is a violation',
    async (mode) => {
      const late = (app: App): void => {
        app.command('/shipmate', async ({ ack }) => {
          await sleep(500);
          await ack();
        });
      };
      await (mode === 'socket' ? onSocket(late) : onHttp(late));
      const answer = await user.slash('dm', '/shipmate hi');
      expect(answer).toMatchObject({ acked: false, failure: 'timeout' });
      expect(answer.ackMs).toBeGreaterThanOrEqual(380);
      expect(slack.takeViolations()).toMatchObject([
        { kind: 'ack', message: 'not acknowledged within 400 ms' },
      ]);
    },
  );

  it('with blocks that Slack refuses shows nothing', async () => {
    await onSocket((app) => {
      app.command('/shipmate', async ({ ack }) => ack({ text: 'a', blocks: [{ type: 'header' } as never] }));
    });
    const answer = await user.slash('dm', '/shipmate hi');
    expect(answer).toMatchObject({ acked: true, failure: 'invalid_command_response', text: '' });
    expect(slack.takeViolations()).toMatchObject([{ where: 'ack', message: 'missing required field: text' }]);
  });

  it('that nobody can give fails at once', async () => {
    expect(await user.slash('dm', '/shipmate hi')).toMatchObject({ acked: false, failure: 'no_connection' });
  });
});

describe('sockets', () => {
  it('share the payloads: any of them may get one', async () => {
    await onSocket(echo('first '));
    await onSocket(echo('second '));
    expect(slack.connections).toBe(2);
    const said: string[] = [];
    for (let at = 0; at < 4; at += 1) said.push((await user.slash('dm', '/shipmate x')).text);
    expect(said.sort()).toEqual(['first x', 'first x', 'second x', 'second x']);
  });

  it.each(['warning', 'refresh_requested'] as const)('are told to go (%s) and come back', async (reason) => {
    const pings = { clientPingTimeout: 250 };
    await onSocket(echo(), pings);
    slack.faults.disconnect(reason);
    await expect.poll(() => slack.connections).toBe(0);
    expect((await user.slash('dm', '/shipmate x')).failure).toBe('no_connection');
    await expect.poll(() => slack.connections, { timeout: 5000 }).toBe(1);
    await expect.poll(async () => (await user.slash('dm', '/shipmate x')).text).toBe('x');
  });

  it('lose what they have not acknowledged when they are cut', async () => {
    await onSocket((app) => app.command('/shipmate', async () => slack.faults.killSocket()), {
      clientPingTimeout: 30,
    });
    expect((await user.slash('dm', '/shipmate x')).failure).toBe('connection_lost');
    await expect.poll(() => slack.connections, { timeout: 5000 }).toBe(1);
  });

  it('are refused once Socket Mode has been switched off', async () => {
    slack.faults.disconnect('link_disabled');
    expect(await connect(await ticket())).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
  });

  it('open with a ticket that works once', async () => {
    const url = await ticket();
    expect(await connect(url)).toMatchObject({ type: 'hello', connection_info: { app_id: slack.appId } });
    await expect(connect(url)).rejects.toThrow('403');
  });

  it('are ten at most', async () => {
    const open = await Promise.all(Array.from({ length: 10 }, async () => connect(await ticket(), true)));
    expect(open).toMatchObject(Array.from({ length: 10 }, () => ({ type: 'hello' })));
    expect(await connect(await ticket())).toMatchObject({
      type: 'disconnect',
      reason: 'too_many_websockets',
    });
  });
});

async function ticket(): Promise<string> {
  const headers = { authorization: `Bearer ${slack.appToken}` };
  const response = await fetch(`${slack.apiUrl}apps.connections.open`, { method: 'POST', headers });
  return ((await response.json()) as { url: string }).url;
}

/** The first message of a socket, which is left open only where it is said. */
function connect(url: string, stay = false): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url);
    socket.on('message', (data) => {
      resolve(JSON.parse(String(data)));
      if (!stay) socket.close();
    });
    socket.on('error', reject);
  });
}

describe('signed requests', () => {
  it('are signed with v0 of the signing secret, and Bolt takes them', async () => {
    await onHttp(echo());
    expect((await user.slash('dm', '/shipmate a & b')).ephemeral[0]?.text).toBe('a & b');
    const { headers, body } = slack.deliveries[0]!.signed!;
    const base = `v0:${headers['x-slack-request-timestamp']}:${body}`;
    const expected = createHmac('sha256', slack.signingSecret).update(base).digest('hex');
    expect(headers['x-slack-signature']).toBe(`v0=${expected}`);
    expect(headers['content-type']).toBe('application/x-www-form-urlencoded');
    expect(new URLSearchParams(body).get('text')).toBe('a &amp; b');
  });

  it('with a wrong signature or an old timestamp are refused', async () => {
    const { url } = await onHttp(echo());
    const post = async (headers: Record<string, string>): Promise<number> => {
      const body = 'command=%2Fshipmate&text=x';
      const type = 'application/x-www-form-urlencoded';
      const init = { method: 'POST', body, headers: { 'content-type': type, ...headers } };
      return (await fetch(`${url}/slack/events`, init)).status;
    };
    const body = 'command=%2Fshipmate&text=x';
    const seconds = Math.floor(Date.now() / 1000);
    expect(await post(slack.sign(body))).toBe(200);
    expect(await post({ ...slack.sign(body), 'x-slack-signature': 'v0=00' })).toBe(401);
    expect(await post(slack.sign(body, seconds - 301))).toBe(401);
    expect(await post(slack.sign(body, seconds + 86_400))).toBe(200); // Bolt's own gap: the adapter has to close it
  });

  it('can arrive a second time, the very same', async () => {
    let count = 0;
    await onHttp((app) => {
      app.command('/shipmate', async ({ ack }) => {
        count += 1;
        await ack();
      });
    });
    await user.slash('dm', '/shipmate x', { until: 'ack' });
    expect((await slack.redeliver(slack.deliveries[0]!)).acked).toBe(true);
    expect(count).toBe(2);
  });

  it('go to several addresses in turn', async () => {
    const first = await onHttp(echo('first '));
    const second = await onHttp(echo('second '));
    slack.deliver = { http: [`${first.url}/slack/events`, `${second.url}/slack/events`] };
    const said = [await user.slash('dm', '/shipmate x'), await user.slash('dm', '/shipmate x')];
    expect(said.map((each) => each.text)).toEqual(['first x', 'second x']);
  });

  it('answer the challenge of the Events API', async () => {
    await onHttp(echo());
    expect(await slack.verifyUrl()).toBe(true);
  });
});

describe('events', () => {
  const counting =
    (seen: unknown[], fails = () => false) =>
    (app: App) => {
      app.event('app_home_opened', async ({ body, context }) => {
        seen.push([body.event_id, context.retryNum, context.retryReason]);
        if (fails()) throw new Error('not today');
      });
    };

  it('that fail over HTTP are retried at once, after a minute and after five, with their headers', async () => {
    const seen: [string, number?, string?][] = [];
    await onHttp(
      counting(seen, () => true),
      { processBeforeResponse: true },
    );
    await user.openHome({ until: 'ack' });
    expect(seen).toHaveLength(2);
    now += 59_000;
    await slack.deliverDueEvents();
    expect(seen).toHaveLength(2);
    now += 1000;
    await slack.deliverDueEvents();
    now += 300_000;
    await slack.deliverDueEvents();
    now += 3_600_000;
    await slack.deliverDueEvents();
    const [id] = seen[0]!;
    const reason = 'http_error';
    expect(seen).toEqual([
      [id, undefined, undefined],
      [id, 1, reason],
      [id, 2, reason],
      [id, 3, reason],
    ]);
  });

  it('that found no socket are sent again when one is there', async () => {
    const seen: [string, number?, string?][] = [];
    await user.openHome({ until: 'ack' });
    await onSocket(counting(seen));
    await slack.deliverDueEvents();
    expect(seen).toEqual([]);
    now += 60_000;
    await slack.deliverDueEvents();
    await expect.poll(() => seen.map(([, attempt]) => attempt)).toEqual([2]);
  });

  it.each(['socket', 'http'])('arrive several times over %s where a test wants it', async (mode) => {
    const seen: [string, number?, string?][] = [];
    await (mode === 'socket' ? onSocket(counting(seen)) : onHttp(counting(seen)));
    slack.faults.duplicateEvents(3);
    await user.openHome({ until: 'ack' });
    await expect.poll(() => seen).toHaveLength(4);
    expect(new Set(seen.map(([id]) => id)).size).toBe(1);
    expect(seen.map(([, attempt]) => attempt ?? 0).sort()).toEqual([0, 1, 2, 3]);
  });

  it('tell of the end of an installation', async () => {
    const seen: string[] = [];
    await onSocket((app) => {
      app.event('app_uninstalled', async () => void seen.push('app_uninstalled'));
      app.event('tokens_revoked', async ({ event }) => void seen.push(`tokens_revoked ${event.tokens.bot}`));
    });
    await team.uninstall();
    await expect.poll(() => seen.sort()).toEqual(['app_uninstalled', `tokens_revoked ${team.botUserId}`]);
  });
});

describe('commands and actions', () => {
  it.each(['socket', 'http'])('arrive several times over %s where a test wants it', async (mode) => {
    let count = 0;
    const prepare = (app: App): void => {
      app.command('/shipmate', async ({ ack }) => {
        count += 1;
        await ack();
      });
    };
    await (mode === 'socket' ? onSocket(prepare) : onHttp(prepare));
    slack.faults.duplicateInteractions(2);
    await user.slash('dm', '/shipmate x', { until: 'ack' });
    expect(count).toBe(3);
  });
});
