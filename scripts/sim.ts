/**
 * 72 hours of 5,000 people over all zones, across a change to summer time, through the real bot on the embedded store; then
 * every delivery is held against a second implementation of the rules. `--people 500 --hours 72 --seed 1 --data FOLDER`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from 'embedded-mongo';
import { progressBar } from '../src/operate/progress.ts';
import { openStore } from '../src/store/index.ts';
import { stepsOf } from '../test/oracles/chat-input.ts';
import { countOf, differences } from '../test/oracles/compare.ts';
import { aDayOff, fixedOffset, longLateWindow } from '../test/oracles/faults.ts';
import { defaultOptions, makePopulation } from '../test/oracles/population.ts';
import { expectedDeliveries } from '../test/oracles/reminders.ts';
import { deliveriesOf, simulate } from '../test/sim/simulation.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: String(defaultOptions.people) },
    hours: { type: 'string', default: String(defaultOptions.hours) },
    seed: { type: 'string', default: String(defaultOptions.seed) },
    communities: { type: 'string' },
  },
});

const people = Number(values.people);
const population = makePopulation({
  people,
  hours: Number(values.hours),
  seed: Number(values.seed),
  communities: Number(values.communities ?? Math.max(1, Math.round(people / 25))),
});
console.log(`${people} people, ${values.hours} hours from ${population.from}, seed ${population.seed}`);

const dataDir = mkdtempSync(join(tmpdir(), 'shipmate-sim-'));
const server = await startEmbeddedMongo({ dataDir });
const store = await openStore(server.uri, 'sim', { alone: true });
const started = Date.now();
const steps = stepsOf(population);
const bar = progressBar('sailing', steps.length);
const { complaints } = await simulate({
  population,
  store,
  done: 0,
  finished: (done, at) => bar.at(done, new Date(at).toISOString().slice(0, 16)),
});
bar.end(`${Math.round((Date.now() - started) / 1000)} s`);

const actual = await deliveriesOf(store);
await store.close();
await server.close();
rmSync(dataDir, { recursive: true, force: true });

console.log('asking the oracle …');
const expected = expectedDeliveries(population);
const found = differences(expected, actual);
const outcomes = (['sent', 'missed', 'parked'] as const).map(
  (outcome) => `${expected.filter((it) => it.outcome === outcome).length} ${outcome}`,
);
console.log(`expected ${expected.length} deliveries: ${outcomes.join(', ')}`);
console.log(
  `missing ${found.missing.length}, unexpected ${found.unexpected.length}, twice ${found.twice.length}, otherwise ${found.otherwise.length}, complaints ${complaints.length}`,
);
for (const it of [...found.missing.slice(0, 5), ...found.unexpected.slice(0, 5)])
  console.log(JSON.stringify(it));
for (const it of found.otherwise.slice(0, 5)) console.log(JSON.stringify(it));
for (const it of complaints.slice(0, 10)) console.log(it);

const faults = {
  'a day off': aDayOff,
  'summer time ignored': fixedOffset,
  'late window an hour too long': longLateWindow,
};
let caught = true;
for (const [name, fault] of Object.entries(faults)) {
  const count = countOf(differences(expected, fault(actual, population)));
  console.log(`planted fault "${name}": ${count} differences`);
  caught &&= count > countOf(found);
}
process.exit(countOf(found) === 0 && complaints.length === 0 && caught ? 0 : 1);
