import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { joinSlack } from '../../../src/app/slack.ts';
import { loadCommands } from '../../../src/chat/registry.ts';
import {
  type InstallationStore,
  manifestOf,
  type Slack,
  type SlackOptions,
} from '../../../src/platforms/slack/index.ts';
import {
  type Answer,
  type FakeSlack,
  type FakeUser,
  type FakeWorkspace,
  startFakeSlack,
} from '../../fakes/slack/index.ts';
import { type BotHarness, type BotHarnessOptions, openBotHarness, until } from '../../support/bot-harness.ts';

export { recordingLog, until } from '../../support/bot-harness.ts';

export type Mode = 'socket' | 'http';

export interface SlackHarness extends BotHarness {
  readonly slack: FakeSlack;
  readonly team: FakeWorkspace;
  readonly platform: Slack;
  /** The web server's address in HTTP modes. */
  readonly url: string;
}

export interface SlackHarnessOptions extends BotHarnessOptions {
  readonly mode?: Mode | 'oauth';
  readonly timing?: SlackOptions['timing'];
  readonly ackTimeoutMs?: number;
  /** What is there before the bot is. */
  readonly before?: (slack: FakeSlack, team: FakeWorkspace) => void;
  readonly installations?: InstallationStore;
  /** What happens while the bot is there and has not been started on Slack yet. */
  readonly beforeStart?: (base: BotHarness, slack: FakeSlack, team: FakeWorkspace) => Promise<void>;
}

const registry = await loadCommands(join(import.meta.dirname, '../../../commands'));
export const { commands } = registry;

/** The whole bot, with its commands, jobs and stores, on a fake Slack that has the real manifest. Close it at the end. */
export async function openSlackHarness(options: SlackHarnessOptions = {}): Promise<SlackHarness> {
  return openSlackOn(await openBotHarness(options), options);
}

/** Puts a fake Slack onto a bot; closing it closes the bot too. */
export async function openSlackOn(
  base: BotHarness,
  options: SlackHarnessOptions = {},
): Promise<SlackHarness> {
  const { mode = 'socket' } = options;
  const { bot, store, now, log } = base;
  const manifest = manifestOf(commands, mode === 'socket' ? undefined : 'https://shipmate.example.org');
  const slack = await startFakeSlack({
    manifest,
    now,
    // A machine that is busy takes its time; what shows nothing is asked for its acknowledgement only.
    effectMs: 5_000,
    ...(options.ackTimeoutMs && { ackTimeoutMs: options.ackTimeoutMs }),
  });
  const team = slack.addWorkspace({ name: 'Guild', installed: mode !== 'oauth' });
  options.before?.(slack, team);
  const platform = joinSlack({
    bot,
    store,
    now,
    // Signatures carry the machine's time; only there does it matter.
    machineNow: mode === 'socket' ? now : Date.now,
    log,
    options: {
      mode: modeOf(mode, slack, team, options),
      apiUrl: slack.apiUrl,
      timing: { socketStaggerMs: 20, reconnectMs: 10, homeDelayMs: 5, fanOutApartMs: 0, ...options.timing },
    },
  });
  const web = platform.routes ? await serve(platform, slack) : undefined;
  await options.beforeStart?.(base, slack, team);
  await platform.start(bot.dispatcher);
  return {
    ...base,
    slack,
    team,
    platform,
    url: web?.url ?? '',
    async close() {
      await platform.stop();
      await web?.app.close();
      await base.close();
      await slack.close();
    },
  };
}

function modeOf(
  mode: Mode | 'oauth',
  { appToken, signingSecret, clientId, clientSecret }: FakeSlack,
  { botToken }: FakeWorkspace,
  { installations }: SlackHarnessOptions,
): SlackOptions['mode'] {
  if (mode === 'socket') return { kind: 'socket', botToken, appToken };
  if (mode === 'http') return { kind: 'http', botToken, signingSecret };
  if (!installations) throw new Error('oauth needs a store');
  return {
    kind: 'oauth',
    signingSecret,
    clientId,
    clientSecret,
    stateSecret: 'a state secret',
    installations,
  };
}

async function serve(platform: Slack, slack: FakeSlack): Promise<{ app: FastifyInstance; url: string }> {
  const app = fastify();
  if (platform.routes) await app.register(platform.routes);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  slack.deliver = { http: `${url}/slack/events` };
  return { app, url };
}

/** Submits the form that something opened, and waits for the answer where it was opened. */
export async function submitted(
  user: FakeUser,
  opened: Answer,
  values: Record<string, string>,
): Promise<Answer> {
  const before = opened.effects.length;
  const view = user.modal;
  if (!view) throw new Error('no form is open');
  const done = await user.submitView(view, values, { until: 'ack' });
  if (done.clientErrors ?? done.errors) throw new Error(JSON.stringify(done.clientErrors ?? done.errors));
  await until(() => opened.effects.length > before);
  return opened;
}
