import { type Group, median, type WholeRow } from './measure.ts';
import { p99Row } from './slack-p99.ts';
import { bareSide, type OurSide, ourSide, type Side } from './slack-sides.ts';

const rounds = 5;
/** Rounds that do not count: what the first commands take while the code is compiled. */
const warmUp = 3;
const chunks = 15;
const chunk = 4;

/** Shipmate on Slack beside the least that an honest Bolt app does, over Socket Mode on the same fake. */
export const slackGroup: Group = {
  names: ['slack today', 'slack log', 'slack p99'],
  async open() {
    const [ours, bare] = [await ourSide('socket'), await bareSide('socket')];
    const rows = [
      latencyRow(ours, bare, {
        name: 'slack today',
        what: 'p50 of /shipmate today, beside a bare Bolt handler with one indexed read',
        bar: 1.3,
        lines: ['/shipmate today', '/today'],
      }),
      latencyRow(ours, bare, {
        name: 'slack log',
        what: 'p50 of /shipmate log, beside a bare Bolt handler with one durable insert',
        bar: 1.5,
        lines: ['/shipmate log built a URL shortener', '/log built a URL shortener'],
      }),
      p99Row,
    ];
    return {
      rows,
      async close() {
        await ours.close();
        await bare.close();
      },
    };
  },
};

function latencyRow(
  ours: OurSide,
  bare: Side,
  {
    lines: [line, bareLine],
    ...named
  }: Pick<WholeRow, 'name' | 'what' | 'bar'> & { readonly lines: readonly [string, string] },
): WholeRow {
  return {
    ...named,
    async whole(plantMs) {
      const found = [];
      for (let round = -warmUp; round < rounds; round++) {
        const took = { ours: [] as number[], other: [] as number[] };
        for (let each = 0; each < chunks; each++) {
          took.ours.push(...(await several(ours, line, plantMs)));
          took.other.push(...(await several(bare, bareLine, 0)));
        }
        if (round >= 0) found.push({ ours: median(took.ours), other: median(took.other) });
      }
      const byRatio = found.sort((a, b) => a.ours / a.other - b.ours / b.other);
      return byRatio[rounds >> 1] as (typeof found)[number];
    },
  };
}

async function several(side: Side, line: string, plantMs: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let each = 0; each < chunk; each++) took.push((await side.type(line)) + plantMs);
  // What is written down behind the answers must not be in the other side's way.
  await new Promise((resolve) => setTimeout(resolve, 80));
  return took;
}
