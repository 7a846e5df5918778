/**
 * The simulation, killed with `kill -9` at random moments and started again each time, against one that was left alone: both
 * must come to the same end, and to the oracle's. `--people 5000 --kills 100 --seed 1`.
 */
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startEmbeddedMongo } from 'embedded-mongo';
import { progressBar } from '../src/operate/progress.ts';
import { openStore } from '../src/store/index.ts';
import { stepsOf } from '../test/oracles/chat-input.ts';
import { countOf, differences } from '../test/oracles/compare.ts';
import { makePopulation } from '../test/oracles/population.ts';
import { expectedDeliveries } from '../test/oracles/reminders.ts';
import { endState } from '../test/sim/end-state.ts';
import { deliveriesOf } from '../test/sim/simulation.ts';

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '5000' },
    kills: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    hours: { type: 'string', default: '72' },
  },
});
/** A kill falls anywhere in this time, which holds a few steps. */
const killWithinMs = 120;
const kills = Number(values.kills);
const people = Number(values.people);
const options = {
  people,
  seed: Number(values.seed),
  hours: Number(values.hours),
  communities: Math.max(1, Math.round(people / 25)),
};
const population = makePopulation(options);
const total = stepsOf(population).length;

interface Leg {
  readonly arrived: boolean;
  readonly steps: number;
  readonly complaints: readonly string[];
}

/** Runs one leg; it is killed at a random moment right after it has finished so many steps. */
function leg(folder: string, killAt: number | undefined, seen: (steps: number) => void): Promise<Leg> {
  return new Promise((resolve) => {
    let steps = 0;
    let arrived = false;
    let complaints: readonly string[] = [];
    let killer: NodeJS.Timeout | undefined;
    const child = fork(new URL('./sim-leg.ts', import.meta.url), [folder, JSON.stringify(options)], {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    });
    child.on('message', (message: { steps?: number; arrived?: boolean; complaints?: readonly string[] }) => {
      steps = message.steps ?? steps;
      arrived ||= message.arrived === true;
      complaints = message.complaints ?? complaints;
      seen(steps);
      if (killAt !== undefined && steps >= killAt) {
        killer ??= setTimeout(() => child.kill('SIGKILL'), Math.random() * killWithinMs);
      }
    });
    child.on('exit', () => {
      clearTimeout(killer);
      resolve({ arrived, steps, complaints });
    });
  });
}

async function simulation(
  name: string,
  killed: number,
): Promise<{
  state: Awaited<ReturnType<typeof endState>>;
  wrong: number;
  kills: number;
  complaints: readonly string[];
}> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-kill-'));
  const bar = progressBar(name, total);
  let count = 0;
  let complaints: readonly string[] = [];
  const moments = Array.from({ length: killed }, () => 1 + Math.floor(Math.random() * (total - 2))).sort(
    (x, y) => x - y,
  );
  for (let arrived = false; !arrived; ) {
    const ended = await leg(folder, moments[count], (steps) => bar.at(steps, `${count} kills`));
    arrived = ended.arrived;
    complaints = [...complaints, ...ended.complaints];
    if (!arrived) count += 1;
  }
  bar.end(`${count} kills`);
  const server = await startEmbeddedMongo({ dataDir: join(folder, 'data') });
  const store = await openStore(server.uri, 'sim');
  const state = await endState(store);
  const wrong = countOf(differences(expectedDeliveries(population), await deliveriesOf(store)));
  await store.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
  return { state, wrong, kills: count, complaints };
}

console.log(`${people} people, ${total} steps`);
const calm = await simulation('undisturbed', 0);
const rough = await simulation('killed     ', kills);
let same = true;
for (const [name, rows] of Object.entries(calm.state)) {
  const others = rough.state[name] ?? [];
  const missing = without(rows, others);
  const extra = without(others, rows);
  same &&= missing.length === 0 && extra.length === 0;
  console.log(
    `${name.padEnd(12)} ${rows.length} documents, ${missing.length} missing, ${extra.length} extra after the kills`,
  );
  for (const row of [...missing.slice(0, 2), ...extra.slice(0, 2)]) console.log(`  ${row.slice(0, 400)}`);
}
console.log(
  `killed ${rough.kills} times; against the oracle ${calm.wrong} and ${rough.wrong} differences; complaints ${calm.complaints.length + rough.complaints.length}`,
);
for (const it of [...calm.complaints, ...rough.complaints].slice(0, 5)) console.log(it);
process.exit(same && calm.wrong === 0 && rough.wrong === 0 && rough.kills >= kills ? 0 : 1);

function without(rows: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others);
  return rows.filter((row) => !known.has(row));
}
