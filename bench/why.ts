import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAssistant } from '../src/assistant/index.ts';
import { openBenchFixture } from './fixture.ts';
import type { Group, Row } from './measure.ts';

const calls = 100;
const blocks = 2;
const logs = 100;
const settleMs = 500;

/** A model that never answers; how long the others wait for their `log` meanwhile. */
async function slowModel(): Promise<{ readonly row: Row; close(): Promise<void> }> {
  let open = 0;
  let arrived = (): void => {};
  const server = createServer(() => {
    open++;
    if (open === calls) arrived();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let later = 0;
  let round = 0;
  const scene = await openBenchFixture((store) =>
    createAssistant({
      apiKey: 'bench',
      baseUrl: `http://127.0.0.1:${port}/v1`,
      model: 'bench',
      quotas: store.quotas,
      now: Date.now,
      // What failed when a block ended must not rest the next one.
      monotonic: () => performance.now() + later,
      observe() {},
      timeoutMs: 600_000,
    }),
  );
  const names = Array.from({ length: calls }, (_, n) => `asker-${n}`);
  for (const name of names) {
    await scene.person(name, 0);
    await scene.say(name, 'settings assistant:on');
  }
  await scene.person('logger', 10);

  async function timed(plantMs: number): Promise<number[]> {
    const times: number[] = [];
    for (let n = 0; n < logs; n++) {
      const started = performance.now();
      await scene.say('logger', 'log another small thing');
      if (plantMs > 0) await new Promise((resolve) => setTimeout(resolve, plantMs));
      times.push(performance.now() - started);
    }
    return times;
  }

  async function hanging(plantMs: number): Promise<number[]> {
    open = 0;
    const once = `attempt${++round}`;
    for (const name of names) await scene.say(name, `stuck redis refuses ${once}`);
    const all = new Promise<void>((resolve) => {
      arrived = resolve;
    });
    const asked = names.map((name) => scene.say(name, `why ${once}`));
    await all;
    // The row is about calls that hang: what two hundred commands at once leave to do is over before it is measured.
    await new Promise((resolve) => setTimeout(resolve, settleMs));
    const times = await timed(plantMs);
    server.closeAllConnections();
    // Lost connections are tried again, twice.
    const closing = setInterval(() => server.closeAllConnections(), 20);
    await Promise.all(asked);
    clearInterval(closing);
    later += 120_000;
    return times;
  }

  return {
    row: {
      name: 'why',
      what: `p99 of log while ${calls} why calls hang, beside nobody asking`,
      bar: 1.5,
      async whole(plantMs) {
        await timed(0);
        const [ours, other]: [number[], number[]] = [[], []];
        for (let block = 0; block < blocks; block++) {
          other.push(...(await timed(0)));
          ours.push(...(await hanging(plantMs)));
        }
        return { ours: percentile(ours), other: percentile(other) };
      },
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await scene.close();
    },
  };
}

const percentile = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

export const whyGroup: Group = {
  names: ['why'],
  async open() {
    const { row, close } = await slowModel();
    return { rows: [row], close };
  },
};
