/** One row: our work beside what it is compared to, and the ratio that is still fine. */
export interface Row {
  readonly name: string;
  readonly what: string;
  readonly bar: number;
  readonly ours: () => Promise<unknown>;
  readonly other: () => Promise<unknown>;
  readonly rounds?: number;
}

export interface Measured {
  readonly name: string;
  readonly what: string;
  readonly ours: number;
  readonly other: number;
  readonly value: number;
  readonly bar: number;
  readonly ok: boolean;
}

const usualRounds = 60;
const warmUp = 5;

/** Both sides in turn, so that whatever else the machine does hits both; medians in milliseconds, and of the rounds' ratios. */
export async function measure(row: Row, plantMs: number): Promise<Measured> {
  const ours: number[] = [];
  const other: number[] = [];
  const slowed = async (): Promise<void> => {
    await row.ours();
    if (plantMs > 0) await new Promise((resolve) => setTimeout(resolve, plantMs));
  };
  for (let round = -warmUp; round < (row.rounds ?? usualRounds); round++) {
    const [a, b] =
      round % 2 === 0
        ? [await time(slowed), await time(row.other)]
        : swap([await time(row.other), await time(slowed)]);
    if (round < 0) continue;
    ours.push(a);
    other.push(b);
  }
  const [mine, theirs] = [median(ours), median(other)];
  // Of each round by itself: what slows the machine for a while slows both sides of it.
  const value = Math.round(median(ours.map((it, round) => it / (other[round] ?? Number.NaN))) * 1000) / 1000;
  return {
    name: row.name,
    what: row.what,
    ours: mine,
    other: theirs,
    value,
    bar: row.bar,
    ok: value <= row.bar,
  };
}

const swap = ([a, b]: readonly [number, number]): readonly [number, number] => [b, a];

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
