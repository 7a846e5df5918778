import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import { actionSigner, signReply } from '../chat/action-id.ts';
import { createDispatcher } from '../chat/dispatch.ts';
import { mendAction } from '../chat/drafts.ts';
import { enter } from '../chat/enter.ts';
import { leave } from '../chat/leave.ts';
import type { Messenger } from '../chat/messenger.ts';
import { rateLimiter } from '../chat/rate-limit.ts';
import { loadCommands } from '../chat/registry.ts';
import type { Reply } from '../chat/reply.ts';
import type { Config } from '../config.ts';
import { startJobs } from '../jobs/agenda.ts';
import type { JobDependencies } from '../jobs/dependencies.ts';
import { beat } from '../jobs/heartbeat.ts';
import { productClock } from '../jobs/product-clock.ts';
import { createPump } from '../jobs/pump.ts';
import { rescheduleOutdated } from '../jobs/tick.ts';
import { createMetrics } from '../web/metrics.ts';
import { listen } from '../web/server.ts';
import { openDatabase } from './database.ts';
import { newId } from './ids.ts';
import { assemblePlayground } from './playground.ts';
import { readiness } from './readiness.ts';
import { rulesOf } from './rules.ts';

const commandFolder = fileURLToPath(new URL('../../commands', import.meta.url));
const tickEveryMs = 5_000;
const heartbeatEveryMs = 60_000;
const retentionEveryMs = 60 * 60_000;

export interface Shipmate {
  /** Where to open it. */
  readonly url: string;
  /** What is on and off, and why; a line each. */
  readonly lines: readonly string[];
  /** Ends open work and closes everything, within 10 s. */
  stop(): Promise<void>;
}

/** The web server could not take its address; `message` is one line for the operator. */
export class ListenError extends Error {}

/** The house put together: stores, commands, platforms, jobs and the web server. */
export async function startShipmate(config: Config, log: Logger): Promise<Shipmate> {
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) {
      await close().catch((error) => log.error({ err: error }, 'something could not be closed'));
    }
  };
  try {
    return { ...(await assemble(config, log, closing)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  config: Config,
  log: Logger,
  closing: (() => Promise<void>)[],
): Promise<Omit<Shipmate, 'stop'>> {
  const machineNow = Date.now;
  const database = await openDatabase(config);
  closing.push(database.close);
  const { store } = database;
  const rules = rulesOf(config);
  const clock = productClock(machineNow, store.installation.clockAheadMs);
  const registry = await loadCommands(commandFolder);
  const signer = actionSigner(store.installation.secret);
  const opensForm = (name: string): boolean =>
    registry.action(name)?.handler.opensForm === true || name === mendAction;
  const sign = (reply: Reply) => signReply(signer, opensForm, reply);
  const messengers = new Map<string, Messenger>();
  const stores = store;

  const jobDependencies: JobDependencies = {
    stores,
    rules,
    messengers,
    sign,
    now: clock.now,
    machineNow,
    worker: randomUUID(),
    log,
  };
  const pump = createPump(jobDependencies);
  const metrics = createMetrics({
    deliveryCounts: store.system.deliveryCounts,
    oldestPendingDueAt: store.system.oldestPendingDueAt,
    now: clock.now,
  });
  const commandName = (platform: string, name: string): string =>
    platform === 'slack' ? `/shipmate ${name}` : `/${name}`;
  const around = {
    stores,
    rules,
    newId,
    messengers,
    sign,
    knock: pump.knock,
    commands: registry.commands,
    clock: clock.now,
    commandName,
  };
  const dispatcher = createDispatcher({
    registry,
    signer,
    enter: (incoming) => enter(around, incoming),
    leave,
    commandName,
    marksFields: new Set(['slack', 'playground']),
    limiter: rateLimiter({
      person: { burst: 20, perMinute: 60 },
      community: { burst: 200, perMinute: 1200 },
      exempt: new Set(['playground']),
      monotonic: () => performance.now(),
    }),
    observe: (event) => {
      metrics.observe(event);
      if (event.error !== undefined)
        log.error({ err: event.error, what: event.what, reference: event.reference }, 'a command failed');
    },
  });

  const playground = config.playground.on
    ? await assemblePlayground({ config, store, clock, pump, dispatcher, registry, rules, messengers })
    : undefined;
  const platforms = [...messengers.keys()];

  // Outages are stored and what was missed is worked off before anything is answered.
  for (const platform of platforms) {
    const gap = await beat(store.outages, platform, clock.now());
    if (gap > 0)
      log.warn({ platform, minutes: Math.round(gap / 60_000) }, 'was away; the days concerned are excused');
  }
  await rescheduleOutdated(jobDependencies);
  await pump.run();
  closing.push(() => pump.stop());

  const jobs = await startJobs(
    store.connection,
    [
      { name: 'send what is due', everyMs: tickEveryMs, run: () => pump.run() },
      {
        name: 'heartbeat',
        everyMs: heartbeatEveryMs,
        run: async () => {
          for (const platform of platforms) await beat(store.outages, platform, clock.now());
        },
      },
      {
        name: 'forget what has outlived its time',
        everyMs: retentionEveryMs,
        run: async () => {
          const removed = await store.system.retain(clock.now());
          log.debug(removed, 'forgot what has outlived its time');
        },
      },
    ],
    log,
  );
  closing.push(() => jobs.stop());

  const web = await listen(
    {
      ready: readiness({ store, jobs, machineNow, tickEveryMs }),
      metrics: metrics.read,
      ...(config.METRICS_TOKEN !== undefined && { metricsToken: config.METRICS_TOKEN }),
      ...(playground && { playground: playground.host }),
      logError: (error, where) => log.error({ err: error, where }, 'a request failed'),
    },
    { port: config.PORT, host: config.HOST },
  );
  if (!web.ok) throw new ListenError(listenAdvice(web.code, config));
  closing.push(web.close);

  return {
    url: web.url,
    lines: [
      `store       ${database.line}`,
      `playground  ${config.playground.on ? 'on' : 'off'}: ${config.playground.reason}`,
      `discord     off: DISCORD_TOKEN is not set`,
      `slack       off: SLACK_BOT_TOKEN is not set`,
      `why helper  question bank: OPENAI_API_KEY is not set`,
      `jobs        on: reminders every ${tickEveryMs / 1000} s`,
    ],
  };
}

function listenAdvice(
  code: 'port-taken' | 'no-such-address' | 'not-permitted',
  { PORT, HOST }: Config,
): string {
  switch (code) {
    case 'port-taken':
      return `PORT ${PORT} on ${HOST} is taken: set another one, as PORT=${PORT + 1}`;
    case 'no-such-address':
      return `HOST ${HOST} is no address of this machine: set another one, as HOST=127.0.0.1`;
    case 'not-permitted':
      return `PORT ${PORT} may not be taken by this user: set one above 1023, as PORT=3000`;
  }
}
