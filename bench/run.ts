/**
 * Ratios measured side by side in one run. `--json` prints one object; `--plant 5ms` slows our side and must turn every
 * row of a latency red; `--only discord` measures the rows whose names begin so.
 */
import { parseArgs } from 'node:util';
import { discordFanOut } from './discord/fan-out.ts';
import { discordHeap } from './discord/heap.ts';
import { discordLatency } from './discord/latency.ts';
import { floorGroup } from './floor.ts';
import { learningGroup } from './learning.ts';
import { type Group, type Measured, measure } from './measure.ts';
import { pictureGroup } from './picture.ts';
import { slackGroup } from './slack.ts';
import { storeGroup } from './store.ts';
import { whyGroup } from './why.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    plant: { type: 'string', default: '0ms' },
    only: { type: 'string', default: '' },
  },
});
const plantMs = Number.parseFloat(values.plant);
const groups: readonly Group[] = [
  storeGroup,
  floorGroup,
  pictureGroup,
  learningGroup,
  whyGroup,
  discordLatency,
  discordFanOut,
  discordHeap,
  slackGroup,
];
const isWanted = (name: string): boolean => name.startsWith(values.only);

const measured: Measured[] = [];
for (const group of groups.filter((it) => it.names.some(isWanted))) {
  const { rows, close } = await group.open();
  for (const row of rows.filter((it) => isWanted(it.name))) {
    if (!values.json) process.stderr.write(`measuring ${row.name} …\n`);
    measured.push(await measure(row, plantMs));
  }
  await close?.();
}

if (values.json) {
  console.log(
    JSON.stringify(
      Object.fromEntries(measured.map(({ name, value, bar, ok }) => [name, { value, bar, ok }])),
    ),
  );
} else {
  console.log(`${'row'.padEnd(18)}      ours       other    ratio     bar`);
  for (const it of measured) {
    const cells = [
      it.name.padEnd(18),
      it.ours.toFixed(3).padStart(10),
      it.other.toFixed(3).padStart(11),
      it.unit.padEnd(3),
      it.value.toFixed(2).padStart(5),
      it.bar.toFixed(2).padStart(7),
    ];
    console.log(`${cells.join(' ')}  ${it.ok ? 'ok ' : 'RED'}  ${it.what}`);
  }
}
process.exit(measured.length > 0 && measured.every((it) => it.ok) ? 0 : 1);
