import type { Config } from '../config.ts';
import { type Call, liveHistory, wholeCast } from '../demo/index.ts';
import { productClock } from '../jobs/product-clock.ts';
import { platform } from '../platforms/playground/index.ts';
import { createServer } from '../web/server.ts';
import { createBot } from './bot.ts';
import { openDatabase } from './database.ts';
import type { DemoParts } from './demo.ts';
import { rememberingMembers, storeOfMaker } from './demo-memory.ts';
import { idsFrom } from './ids.ts';
import { assemblePlayground } from './playground.ts';
import { rulesOf } from './rules.ts';

const dayMs = 86_400_000;

interface Maker extends Pick<DemoParts, 'cast' | 'log' | 'onProgress' | 'signal'> {
  readonly config: Config;
  readonly seed: number;
  readonly endAt: number;
}

/**
 * Makes the data of a demo in the folder of `config`, which is empty, by the real commands and jobs. Time stands still between the
 * acts and goes from one due instant to the next, so the same seed, end and cast give the same history. Nothing listens, no job runs
 * by the machine's clock, and the disk is synced once, at the end. The first command that fails ends it.
 */
export async function makeDemo(maker: Maker): Promise<void> {
  const { config, seed, endAt, cast = wholeCast, log, onProgress, signal } = maker;
  const { store, close } = await openDatabase(config, { syncsWrites: false });
  const own = storeOfMaker(store);
  try {
    const clock = productClock(() => 0, endAt - (cast.days + 1) * dayMs);
    const rules = rulesOf(config);
    let failure: unknown;
    const bot = await createBot({
      store: own,
      rules,
      now: clock.now,
      machineNow: Date.now,
      newId: idsFrom(seed),
      log,
      observe: ({ error }) => {
        failure ??= error;
      },
      unlimited: [platform],
    });
    const playground = await assemblePlayground({ config, store: own, clock, rules, bot });
    const app = createServer({
      ready: async () => [],
      metrics: async () => ({ contentType: 'text/plain', body: '' }),
      playground: { ...playground, store: rememberingMembers(playground.store) },
      logError: (error) => {
        failure ??= error;
      },
    });
    const call: Call = async (path, body) => {
      const response = await app.inject({
        url: `/playground/api/${path}`,
        headers: { host: 'localhost' },
        ...(body && { method: 'POST', payload: body }),
      });
      if (failure !== undefined) throw failure;
      if (response.statusCode >= 400) throw new Error(`${path}: ${response.statusCode} ${response.body}`);
      return response.json();
    };
    try {
      await liveHistory({
        call,
        seed,
        endAt,
        cast,
        ...(onProgress && { onProgress }),
        ...(signal && { signal }),
      });
      await bot.deliveryWorker.drain();
    } finally {
      await bot.deliveryWorker.stop();
      await app.close();
    }
    await store.outages.beat(platform, endAt);
    await store.saveClockAhead(endAt - Date.now());
  } finally {
    await close();
  }
}
