import fc from 'fast-check';

/** Whether everything is to be tried (`npm run test:deep`) rather than a sample. */
export const deep = process.env.DEEP === '1';

/** The same in every usual run, so that a change is judged by itself; another one every day in a deep run. SEED repeats one. */
export const seed = Number(
  process.env.SEED ?? (deep ? new Date().toISOString().slice(0, 10).replaceAll('-', '') : 20_261_128),
);

/** All of them in a deep run, else `n` of them in their order. The seed is printed, so that a failure can be repeated. */
export function sample<T>(all: readonly T[], n: number): readonly T[] {
  if (deep || n >= all.length) return all;
  console.info(`${n} of ${all.length}: SEED=${seed}`);
  return fc.sample(fc.subarray([...all], { minLength: n, maxLength: n }), { seed, numRuns: 1 })[0]!;
}

/**
 * For `fc.assert`: `factor` times as many runs in a deep run, and a quarter in a usual one, which tries the same ones every time. A
 * failure names its seed.
 */
export function runs(count: number, factor = 50): { numRuns: number; seed: number } {
  return { numRuns: deep ? count * factor : Math.ceil(count / 4), seed };
}
