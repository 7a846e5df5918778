/** One leg of a simulation that may be killed at any moment: goes on where the data folder's earlier legs came to. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { openStore } from '../src/store/index.ts';
import { makePopulation } from '../test/oracles/population.ts';
import { simulate } from '../test/sim/simulation.ts';

const [folder = '', options = '{}'] = process.argv.slice(2);
const logbook = join(folder, 'steps-done');
const done = existsSync(logbook) ? Number(readFileSync(logbook, 'utf8')) : 0;
const server = await startEmbeddedMongo({ dataDir: join(folder, 'data') });
if (done === 0) {
  // A population that was stored by half is stored again.
  const half = await openStore(server.uri, 'sim');
  await half.connection.dropDatabase();
  await half.close();
}
const store = await openStore(server.uri, 'sim', { alone: true });
await store.system.releaseAllLeases();
const { complaints } = await simulate({
  population: makePopulation(JSON.parse(options)),
  store,
  done,
  finished(steps) {
    writeFileSync(`${logbook}.part`, String(steps));
    renameSync(`${logbook}.part`, logbook);
    process.send?.({ steps });
  },
});
process.send?.({ complaints, arrived: true });
await store.close();
await server.close();
process.exit(0);
