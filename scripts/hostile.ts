/**
 * 10,000 inputs that nobody should ever make, over all commands, through the dispatcher and over HTTP; one in ten is valid and has
 * to be stored and shown back unchanged. Then every stored row is looked at. `--inputs 10000 --seed 1`.
 */
import { parseArgs } from 'node:util';
import { progressBar } from '../src/operate/progress.ts';
import { attackDispatcher } from '../test/hostile/dispatcher.ts';
import { attackInterface } from '../test/hostile/interface.ts';
import type { Report } from '../test/hostile/report.ts';

const { values } = parseArgs({
  options: { inputs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } },
});
const inputs = Number(values.inputs);
const overHttp = Math.round(inputs * 0.3);
const shownProblems = 20;

const attacks = [
  { name: 'dispatcher', run: attackDispatcher, inputs: inputs - overHttp },
  { name: 'interface ', run: attackInterface, inputs: overHttp },
] as const;

console.log(`${inputs} hostile inputs, seed ${values.seed}`);
const reports: Report[] = [];
for (const attack of attacks) {
  const bar = progressBar(attack.name, attack.inputs);
  const report = await attack.run({
    inputs: attack.inputs,
    seed: Number(values.seed),
    progress: (done) => bar.at(done),
  });
  bar.end(`${report.valid} valid ones stored and shown back`);
  reports.push(report);
}

for (const { outcomes } of reports) {
  const most = Object.entries(outcomes).sort(([, a], [, b]) => b - a);
  console.log(most.map(([code, count]) => `${code} ${count}`).join(', '));
}
const problems = reports.flatMap((it) => it.problems);
for (const problem of problems.slice(0, shownProblems)) console.error(`- ${problem}`);
console.log(
  problems.length === 0
    ? 'every one was answered in words, and no row is bad'
    : `${problems.length} went wrong`,
);
process.exit(problems.length === 0 ? 0 : 1);
