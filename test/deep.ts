/** Whether everything is to be tried (`npm run test:deep`) rather than a sample. */
export const deep = process.env.DEEP === '1';

/** Another sample every day; set SEED to repeat one. */
export const seed = Number(process.env.SEED ?? Math.floor(Date.now() / 86_400_000));

/** A small generator of numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomFrom(start: number): () => number {
  let state = start | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** All of them in a deep run, else `n` of them in their order; says the seed so that a failure can be repeated. */
export function sample<T>(all: readonly T[], n: number): readonly T[] {
  if (deep || n >= all.length) return all;
  console.info(`sample of ${n} of ${all.length}: SEED=${seed}`);
  const random = randomFrom(seed);
  const chosen = new Set<number>();
  while (chosen.size < n) chosen.add(Math.floor(random() * all.length));
  return all.filter((_, index) => chosen.has(index));
}

/** Options for fast-check: `runs` in a default run, a hundred times as many in a deep one. */
export function runs(count: number, factor = 100): { numRuns: number; seed: number } {
  return { numRuns: deep ? count * factor : count, seed };
}
