import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { yieldWhenBusy } from '../../src/jobs/yield-when-busy.ts';

const taken = async (work: () => Promise<void>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};

it('rests for as long as the process was busy', async () => {
  const rest = yieldWhenBusy();
  const until = performance.now() + 60;
  while (performance.now() < until);
  expect(await taken(rest)).toBeGreaterThan(50);
});

it('does not rest after waiting', async () => {
  const rest = yieldWhenBusy();
  await pause(300);
  expect(await taken(rest)).toBeLessThan(150);
});
