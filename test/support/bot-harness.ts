import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { type Bot, createBot } from '../../src/app/bot.ts';
import { rulesOf } from '../../src/app/rules.ts';
import type { Observation } from '../../src/chat/dispatch.ts';
import type { Registry } from '../../src/chat/registry.ts';
import { readConfig } from '../../src/config.ts';
import type { Assistant } from '../../src/core/learnings/index.ts';
import { openStore, type Store } from '../../src/store/index.ts';

export interface Logged {
  readonly level: string;
  readonly message: string;
  readonly facts: object;
}

/** Keeps what is logged at warn or above. */
export function recordingLog(logged: Logged[] = []) {
  const at =
    (level: string) =>
    (facts: object, message: string): void => {
      if (level === 'warn' || level === 'error') logged.push({ level, message, facts });
    };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error'), logged };
}

export interface BotHarnessOptions {
  readonly now?: () => number;
  /** Random ids unless given. */
  readonly newId?: () => string;
  /** Where the folder of the data is made; among the temporary files unless given. */
  readonly folder?: string;
  readonly assistant?: Assistant;
  readonly registry?: Registry;
}

/** The whole bot, with its commands, jobs and stores, before any platform. */
export interface BotHarness {
  readonly store: Store;
  readonly bot: Bot;
  readonly now: () => number;
  readonly log: ReturnType<typeof recordingLog>;
  readonly logged: Logged[];
  readonly observed: Observation[];
  close(): Promise<void>;
}

/** What the houses of the fake platforms stand on. Close it at the end, when the platforms have stopped. */
export async function openBotHarness(options: BotHarnessOptions = {}): Promise<BotHarness> {
  const { now = Date.now, newId, folder = tmpdir(), assistant, registry } = options;
  const dataDir = mkdtempSync(join(folder, 'shipmate-house-'));
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'shipmate', { alone: true });
  const log = recordingLog();
  const observed: Observation[] = [];
  const bot = await createBot({
    store,
    rules: rulesOf(readConfig({})),
    now,
    machineNow: now,
    log,
    observe: (event) => observed.push(event),
    ...(newId && { newId }),
    ...(assistant && { assistant }),
    ...(registry && { registry }),
    unlimited: ['discord', 'slack'],
  });
  return {
    store,
    bot,
    now,
    log,
    logged: log.logged,
    observed,
    async close() {
      await bot.deliveryWorker.stop();
      await store.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** Waits in real time, by short turns, for something that happens by itself. */
export async function until(condition: () => boolean | Promise<boolean>, atMostMs = 5_000): Promise<void> {
  const end = performance.now() + atMostMs;
  while (!(await condition())) {
    if (performance.now() > end) throw new Error('It did not happen in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
