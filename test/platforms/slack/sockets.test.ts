import { afterEach, describe, expect, test } from 'vitest';
import { createSlack } from '../../../src/platforms/slack/adapter.ts';
import { SlackStartError } from '../../../src/platforms/slack/index.ts';
import { deep } from '../../deep.ts';
import { startFakeSlack } from '../../fakes/slack/index.ts';
import { commands, openSlackHarness, recordingLog, type SlackHarness, until } from './slack-harness.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function harness(options: Parameters<typeof openSlackHarness>[0] = {}): Promise<SlackHarness> {
  const made = await openSlackHarness(options);
  open.push(made);
  return made;
}

describe('two sockets', () => {
  test('stand beside each other, opened some time apart', async () => {
    const { slack } = await harness({ timing: { socketStaggerMs: 40 } });
    expect(slack.connections).toBe(1);
    await until(() => slack.connections === 2);
  });

  // The fake keeps a lingering connection for half a minute.
  test.each(deep ? [false, true] : [false])(
    'leave no gap when Slack refreshes one (lingering: %s)',
    async (lingers) => {
      const { slack, team, platform } = await harness();
      const ada = team.addUser({ name: 'ada' });
      const general = team.addChannel({ name: 'general' });
      await until(() => slack.connections === 2);
      slack.faults.lingerAfterClose(lingers);
      let lost = 0;
      let said = 0;
      let over = false;
      const talking = (async () => {
        while (!over) {
          const answer = await ada.slash(general, '/shipmate help', { until: 'ack' });
          said += 1;
          if (!answer.acked || !platform.canAnswer()) lost += 1;
          await new Promise((resolve) => setTimeout(resolve, 1));
        }
      })();
      const both = () => platform.ready().detail === 'connected to Guild (connections: 2)';
      const opened = () => slack.requests.filter((it) => it.method === 'apps.connections.open').length;
      for (let time = 0; time < 5; time++) {
        const before = opened();
        slack.faults.disconnect('refresh_requested', 1);
        await until(() => opened() > before && both());
      }
      over = true;
      await talking;
      expect(said).toBeGreaterThan(5);
      expect(lost).toBe(0);
    },
  );

  test('both come back when Slack drops both, and say meanwhile that nothing arrives', async () => {
    const { slack, platform } = await harness();
    await until(() => slack.connections === 2);
    slack.faults.killSocket();
    await until(() => !platform.canAnswer());
    expect(platform.ready()).toEqual({ ok: false, detail: 'no connection to Slack' });
    await until(() => slack.connections === 2 && platform.canAnswer());
  });

  test('are tried again while Slack cannot be reached', async () => {
    const { slack, platform } = await harness();
    await until(() => slack.connections === 2);
    slack.faults.error('apps.connections.open', 'internal_error', 4);
    slack.faults.killSocket();
    await until(() => slack.connections === 2);
    expect(platform.ready().ok).toBe(true);
  });
});

describe('the end', () => {
  test('closes everything, also in the middle of a reconnection, and rejects nothing behind', async () => {
    const rejected: unknown[] = [];
    const note = (error: unknown): void => void rejected.push(error);
    process.on('unhandledRejection', note);
    const { slack, platform } = await harness();
    await until(() => slack.connections === 2);
    slack.faults.delay('apps.connections.open', 200);
    slack.faults.killSocket();
    await until(() => !platform.canAnswer());
    await platform.stop();
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(slack.connections).toBe(0);
    expect(rejected).toEqual([]);
    process.off('unhandledRejection', note);
  });

  test('waits for what is being answered', async () => {
    const { team, platform, slack } = await harness();
    const ada = team.addUser({ name: 'ada' });
    const general = team.addChannel({ name: 'general' });
    slack.faults.delay('response_url', 100, 1);
    const answer = await ada.slash(general, '/shipmate help', { until: 'ack' });
    await platform.stop();
    expect(answer.ephemeral).toHaveLength(1);
  });
});

describe('the start', () => {
  test.each([
    ['SLACK_BOT_TOKEN', { botToken: 'xoxb-wrong' }],
    ['SLACK_APP_TOKEN', { appToken: 'xapp-wrong' }],
  ])('names %s when Slack refuses it', async (name, wrong) => {
    const slack = await startFakeSlack();
    const team = slack.addWorkspace();
    const platform = createSlack({
      mode: { kind: 'socket', botToken: team.botToken, appToken: slack.appToken, ...wrong },
      apiUrl: slack.apiUrl,
      commands,
      log: recordingLog(),
      memory: { remember: async () => undefined, seen: async () => false },
      now: Date.now,
    });
    const failure = await platform.start({} as never).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SlackStartError);
    expect(String(failure)).toContain(`${name} is refused by Slack (invalid_auth)`);
    await platform.stop();
    await slack.close();
  });
});
