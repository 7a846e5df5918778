/**
 * A playground in which eight people have lived for three months. `-- --fresh` makes it anew, `--seed N` with other dice. The port
 * is PORT (3000), the folder DATA_DIR with `-demo` behind it. Ctrl+C ends it: what was
 * made whole stays, what was not is removed.
 */
import { parseArgs } from 'node:util';
import { pino } from 'pino';
import { demoFolder, openDemo } from '../src/app/demo.ts';
import { startShipmate } from '../src/app/index.ts';
import { readConfig } from '../src/config.ts';
import { progressBar } from '../src/operate/progress.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string' },
    fresh: { type: 'boolean', default: false },
  },
});
const seed = values.seed === undefined ? undefined : Number(values.seed);
if (seed !== undefined && !Number.isSafeInteger(seed)) {
  console.error('--seed takes a whole number');
  process.exit(1);
}
const { DATA_DIR, PORT } = process.env;
const config = readConfig({ DATA_DIR, PORT });
const bar = progressBar('Three months of eight people', 1);
const leaving = new AbortController();
let stop = (): void => leaving.abort(new Error('Nothing was made.'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop());
const began = performance.now();
const shipmate = await openDemo({
  folder: demoFolder(config),
  port: config.PORT,
  ...(seed !== undefined && { seed }),
  fresh: values.fresh,
  signal: leaving.signal,
  log: pino({ level: 'error' }),
  onProgress: bar.at,
  start: (its, log) => startShipmate(its, log, { demo: false }),
}).catch((error: Error) => {
  console.error(`\n${error.message}`);
  process.exit(1);
});
bar.end(`${((performance.now() - began) / 1000).toFixed(0)} s`);
console.log(`Open ${shipmate.url} and look around as Ada. Ctrl+C ends it.`);
stop = () => void shipmate.stop().then(() => process.exit(0));
