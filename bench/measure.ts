interface Named {
  readonly name: string;
  readonly what: string;
  /** The ratio that is still fine. */
  readonly bar: number;
}

/** Our work beside what it is compared to, a round of each in turn. */
export interface PairedRow extends Named {
  readonly ours: () => Promise<unknown>;
  readonly other: () => Promise<unknown>;
  readonly rounds?: number;
  /** Rounds before those that count. */
  readonly warmUp?: number;
}

/** What is no pair of short works (a percentile under load, a fan-out, a heap) measures itself. */
export interface WholeRow extends Named {
  /** Our figure and what it is held against, in `unit`. Our side is slowed by `plantMs` wherever it answers somebody. */
  readonly whole: (plantMs: number) => Promise<{ readonly ours: number; readonly other: number }>;
  readonly unit?: 's' | 'MiB';
}

export type Row = PairedRow | WholeRow;

/** Rows that share what has to be opened for them. */
export interface Group {
  readonly names: readonly string[];
  open(): Promise<{ readonly rows: readonly Row[]; close?(): Promise<void> }>;
}

export interface Measured extends Named {
  readonly ours: number;
  readonly other: number;
  readonly unit: string;
  readonly value: number;
  readonly ok: boolean;
}

const usualRounds = 60;
const usualWarmUp = 5;

export async function measure(row: Row, plantMs: number): Promise<Measured> {
  const { name, what, bar } = row;
  const figures = 'whole' in row ? await inWhole(row, plantMs) : await inPairs(row, plantMs);
  const value = Math.round(figures.value * 1000) / 1000;
  return { name, what, bar, ...figures, value, ok: value <= bar };
}

async function inWhole({ whole, unit }: WholeRow, plantMs: number) {
  const { ours, other } = await whole(plantMs);
  return { ours, other, unit: unit ?? 'ms', value: ours / other };
}

/** Both sides in turn, so that whatever else the machine does hits both; medians in milliseconds, and of the rounds' ratios. */
async function inPairs(row: PairedRow, plantMs: number) {
  const ours: number[] = [];
  const other: number[] = [];
  const slowed = async (): Promise<void> => {
    await row.ours();
    if (plantMs > 0) await new Promise((resolve) => setTimeout(resolve, plantMs));
  };
  for (let round = -(row.warmUp ?? usualWarmUp); round < (row.rounds ?? usualRounds); round++) {
    const [a, b] =
      round % 2 === 0
        ? [await time(slowed), await time(row.other)]
        : swap([await time(row.other), await time(slowed)]);
    if (round < 0) continue;
    ours.push(a);
    other.push(b);
  }
  // Of each round by itself: what slows the machine for a while slows both sides of it.
  const value = median(ours.map((it, round) => it / (other[round] ?? Number.NaN)));
  return { ours: median(ours), other: median(other), unit: 'ms', value };
}

const swap = ([a, b]: readonly [number, number]): readonly [number, number] => [b, a];

async function time(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
