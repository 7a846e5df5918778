import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import type { Assistant, QuotaStore } from '../core/learnings/index.ts';
import { openStates } from '../core/reminders/index.ts';
import { jobNames, type RecurringJob, startJobs } from '../jobs/agenda.ts';
import { finishInterruptedLinks } from '../jobs/finish-links.ts';
import { recordHeartbeat, recordOutage } from '../jobs/heartbeat.ts';
import { rescheduleOutdated } from '../jobs/plan-due.ts';
import { productClock } from '../jobs/product-clock.ts';
import { tryChannelsAgain } from '../jobs/refused-shares.ts';
import { createMetrics, type Metrics } from '../web/metrics.ts';
import { listen } from '../web/server.ts';
import { createBot } from './bot.ts';
import { openDatabase } from './database.ts';
import { demoFolder, demoHost } from './demo.ts';
import { ListenError, listenAdvice } from './listen-error.ts';
import { PlatformError } from './platform-error.ts';
import { assemblePlayground } from './playground.ts';
import { readiness } from './readiness.ts';
import { rulesOf } from './rules.ts';

export { DataDirError } from './database.ts';
export { ListenError } from './listen-error.ts';
export { PlatformError } from './platform-error.ts';

const tickEveryMs = 5_000;
const heartbeatEveryMs = 60_000;
const linksEveryMs = 10 * 60_000;
const channelsEveryMs = 10 * 60_000;
const retentionEveryMs = 60 * 60_000;
/** How long copies may still be brought up to date at the end. */
const reactionsMs = 2_000;

export interface Shipmate {
  /** Where to open it. */
  readonly url: string;
  /** What is on and off, and why; a line each. */
  readonly lines: readonly string[];
  /** Ends open work and closes everything, within 10 s. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** False: its playground offers no demo, as in the demo itself. */
  readonly demo?: boolean;
}

/** The house put together: store, bot, platforms, jobs and the web server. Throws `ListenError` for a taken port. */
export async function startShipmate(
  config: Config,
  log: Logger,
  options: StartOptions = {},
): Promise<Shipmate> {
  const closing: (() => Promise<void>)[] = [];
  const stop = async (): Promise<void> => {
    for (const close of closing.splice(0).reverse()) {
      await close().catch((error) => log.error({ err: error }, 'something could not be closed'));
    }
  };
  try {
    return { ...(await assemble(config, log, closing, options)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function assemble(
  config: Config,
  log: Logger,
  closing: (() => Promise<void>)[],
  options: StartOptions,
): Promise<Omit<Shipmate, 'stop'>> {
  const machineNow = Date.now;
  const { store, line, close } = await openDatabase(config);
  closing.push(close);
  const rules = rulesOf(config);
  const clock = productClock(machineNow, store.installation.clockAheadMs);
  const metrics = createMetrics({
    owed: () => store.system.deliveryCounts(openStates),
    oldestPendingDueAt: store.system.oldestPendingDueAt,
    now: clock.now,
  });
  const assistant = await assistantOf(config, store.quotas, clock.now, metrics);
  const bot = await createBot({
    store,
    rules,
    now: clock.now,
    machineNow,
    log,
    observe: metrics.observe,
    ended: metrics.ended,
    ...(assistant && { assistant }),
    unlimited: ['playground'],
  });
  // The clients of platforms that are off are not loaded: they take longer than the whole rest.
  const parts = { bot, store, now: clock.now, log };
  const discord =
    config.DISCORD_TOKEN === undefined
      ? undefined
      : (await import('./discord.ts')).assembleDiscord(config, parts);
  const slack = config.slack && (await import('./slack.ts')).assembleSlack(config, { ...parts, machineNow });
  // It listens on this machine alone, so it is offered only where the playground does.
  const demo =
    options.demo !== false && config.playground.on && config.PLAYGROUND !== 'public'
      ? demoHost({
          folder: demoFolder(config),
          log,
          start: (its, itsLog) => startShipmate(its, itsLog, { demo: false }),
        })
      : undefined;
  if (demo) closing.push(demo.stop);
  const playground = config.playground.on
    ? await assemblePlayground({ config, store, clock, rules, bot, ...(demo && { demo }) })
    : undefined;
  const answering: Readonly<Record<string, () => boolean>> = {
    ...(discord && { discord: discord.canAnswer }),
    ...(slack && { slack: slack.canAnswer }),
    ...(playground && { playground: () => true }),
  };

  const heartbeat = async (): Promise<void> => {
    for (const [platform, canAnswer] of Object.entries(answering)) {
      if (!canAnswer()) continue;
      const gap = await recordHeartbeat(store.outages, platform, clock.now());
      if (gap > 0)
        log.warn({ platform, minutes: Math.round(gap / 60_000) }, 'was down; the affected days are excused');
    }
  };
  // Outages are stored and what was missed is judged before anything is answered. What is to be sent waits for its platform,
  // and nobody waits for that.
  for (const platform of Object.keys(answering)) await recordOutage(store.outages, platform, clock.now());
  await finishInterruptedLinks(bot.jobs);
  await rescheduleOutdated(bot.jobs);
  await bot.deliveryWorker.write();
  closing.push(() => bot.reactions.drain(reactionsMs), bot.deliveryWorker.stop);

  const jobs = await startJobs(store.connection, recurring(), log);
  closing.push(jobs.stop);

  if (discord) {
    closing.push(discord.stop);
    const connected = await discord.start(bot.dispatcher);
    if (!connected.ok) throw new PlatformError(connected.message);
  }
  if (slack) {
    closing.push(slack.stop);
    await slack.start(bot.dispatcher);
  }

  const web = await listen(
    {
      ready: readiness({
        store,
        jobs,
        machineNow,
        tickEveryMs,
        platforms: { ...(discord && { discord: discord.ready }), ...(slack && { slack: slack.ready }) },
      }),
      metrics: metrics.read,
      ...(config.METRICS_TOKEN !== undefined && { metricsToken: config.METRICS_TOKEN }),
      ...(playground && { playground }),
      ...(slack?.routes && { routes: [slack.routes] }),
      logError: (error, where) => log.error({ err: error, where }, 'a request failed'),
    },
    { port: config.PORT, host: config.HOST },
  );
  if (!web.ok) throw new ListenError(listenAdvice(web.code, config));
  closing.push(web.close);
  return { url: web.url, lines: linesOf(config, line) };

  function recurring(): readonly RecurringJob[] {
    return [
      { name: jobNames.sendDue, everyMs: tickEveryMs, run: bot.deliveryWorker.drain },
      { name: jobNames.heartbeat, everyMs: heartbeatEveryMs, run: heartbeat },
      {
        name: jobNames.finishLinks,
        everyMs: linksEveryMs,
        run: () => finishInterruptedLinks(bot.jobs),
      },
      { name: jobNames.retryChannels, everyMs: channelsEveryMs, run: () => tryChannelsAgain(bot.jobs) },
      {
        name: jobNames.deleteExpired,
        everyMs: retentionEveryMs,
        run: async () => log.debug(await store.system.deleteExpired(clock.now()), 'deleted what has expired'),
      },
    ];
  }
}

async function assistantOf(
  config: Config,
  quotas: QuotaStore,
  now: () => number,
  metrics: Metrics,
): Promise<Assistant | undefined> {
  if (config.OPENAI_API_KEY === undefined) return undefined;
  const { createAssistant } = await import('../assistant/index.ts');
  return createAssistant({
    apiKey: config.OPENAI_API_KEY,
    ...(config.OPENAI_BASE_URL !== undefined && { baseUrl: config.OPENAI_BASE_URL }),
    model: config.OPENAI_MODEL,
    quotas,
    now,
    monotonic: () => performance.now(),
    observe: metrics.assistant,
  });
}

const linesOf = (config: Config, store: string): readonly string[] => [
  `store       ${store}`,
  `discord     ${config.DISCORD_TOKEN === undefined ? 'off: DISCORD_TOKEN is not set' : 'on'}`,
  `slack       ${config.slack === undefined ? 'off: SLACK_BOT_TOKEN is not set' : `on: ${slackModes[config.slack]}`}`,
  `playground  ${config.playground.on ? 'on' : 'off'}: ${config.playground.reason}`,
  config.OPENAI_API_KEY === undefined
    ? 'assistant   off: OPENAI_API_KEY is not set; the question bank asks why'
    : `assistant   on: ${config.OPENAI_MODEL}, for who switches it on in /settings`,
  `jobs        on: reminders every ${tickEveryMs / 1000} s`,
];

const slackModes = {
  socket: 'Socket Mode',
  http: 'HTTP, one workspace',
  oauth: 'HTTP, many workspaces',
} as const;
