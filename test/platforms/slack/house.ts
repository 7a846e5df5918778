import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { type Bot, createBot } from '../../../src/app/bot.ts';
import { joinSlack } from '../../../src/app/slack.ts';
import type { Observation } from '../../../src/chat/dispatch.ts';
import { loadCommands } from '../../../src/chat/registry.ts';
import type { Assistant } from '../../../src/core/learnings/index.ts';
import { startEmbeddedMongo } from '../../../src/embedded-mongo/index.ts';
import {
  type InstallationStore,
  manifestOf,
  type Slack,
  type SlackOptions,
} from '../../../src/platforms/slack/index.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import {
  type Answer,
  type FakeSlack,
  type FakeUser,
  type FakeWorkspace,
  startFakeSlack,
} from '../../fakes/slack/index.ts';

export type Mode = 'socket' | 'http';

export interface Logged {
  readonly level: string;
  readonly message: string;
  readonly facts: object;
}

export interface House {
  readonly slack: FakeSlack;
  readonly team: FakeWorkspace;
  readonly store: Store;
  readonly bot: Bot;
  readonly platform: Slack;
  readonly logged: Logged[];
  readonly observed: Observation[];
  /** The web server's address in HTTP modes. */
  readonly url: string;
  close(): Promise<void>;
}

export interface HouseOptions {
  readonly mode?: Mode | 'oauth';
  readonly now?: () => number;
  readonly assistant?: Assistant;
  readonly timing?: SlackOptions['timing'];
  readonly ackTimeoutMs?: number;
  /** What is there before the bot is. */
  readonly before?: (slack: FakeSlack, team: FakeWorkspace) => void;
  readonly installations?: InstallationStore;
}

const registry = await loadCommands(join(import.meta.dirname, '../../../commands'));
export const { commands } = registry;

export function recordingLog(logged: Logged[] = []) {
  const at =
    (level: string) =>
    (facts: object, message: string): void => {
      if (level === 'warn' || level === 'error') logged.push({ level, message, facts });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), logged };
}

/** The whole bot, with its commands, jobs and stores, on a fake Slack that has the real manifest. Close it at the end. */
export async function openHouse(options: HouseOptions = {}): Promise<House> {
  const { mode = 'socket', now = Date.now } = options;
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
  const dataDir = mkdtempSync(join(tmpdir(), 'shipmate-slack-'));
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'shipmate', { alone: true });
  const log = recordingLog();
  const observed: Observation[] = [];
  const bot = await createBot({
    store,
    rules: {
      freezes: { stepsPerFreeze: 7, maxHeld: 2 },
      backdateDays: 2,
      lateWindowMs: 240 * 60_000,
      nudgeTime: 1_200,
      defaultZone: 'UTC',
      tzdb: process.versions.tz ?? 'unknown',
    },
    now,
    machineNow: now,
    log,
    observe: (event) => observed.push(event),
    ...(options.assistant && { assistant: options.assistant }),
    unlimited: ['slack'],
  });
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
  await platform.start(bot.dispatcher);
  return {
    slack,
    team,
    store,
    bot,
    platform,
    logged: log.logged,
    observed,
    url: web?.url ?? '',
    async close() {
      await platform.stop();
      await web?.app.close();
      await bot.pump.stop();
      await store.close();
      await server.close();
      await slack.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function modeOf(
  mode: Mode | 'oauth',
  { appToken, signingSecret, clientId, clientSecret }: FakeSlack,
  { botToken }: FakeWorkspace,
  { installations }: HouseOptions,
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

/** Waits in real time, by short turns, for something that happens by itself. */
export async function until(condition: () => boolean | Promise<boolean>, atMostMs = 5_000): Promise<void> {
  const end = performance.now() + atMostMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
