import { describe, expect, test } from 'vitest';
import { pace } from '../../../src/platforms/discord/pace.ts';

describe('the pace of requests', () => {
  test('is even: no window of time holds more than its share', async () => {
    const { bulk } = pace({ all: 220, bulk: 200 });
    const passed: number[] = [];
    await Promise.all(Array.from({ length: 100 }, () => bulk().then(() => passed.push(performance.now()))));
    const took = passed.at(-1)! - passed[0]!;
    expect(took).toBeGreaterThan(450);
    expect(took).toBeLessThan(700);
    const within = passed.map((from) => passed.filter((at) => at >= from && at < from + 100).length);
    expect(Math.max(...within)).toBeLessThanOrEqual(22);
  });

  test('lets jobs catch up on a busy moment, still without a lump', { retry: 3 }, async () => {
    const { bulk } = pace({ all: 220, bulk: 200 });
    const passed: number[] = [];
    const jobs = Array.from({ length: 200 }, () => bulk().then(() => passed.push(performance.now())));
    await jobs[10];
    const until = performance.now() + 40;
    while (performance.now() < until);
    await Promise.all(jobs);
    expect(passed.at(-1)! - passed[0]!).toBeLessThan(1_030);
    const within = passed.map((from) => passed.filter((at) => at >= from && at < from + 100).length);
    expect(Math.max(...within)).toBeLessThanOrEqual(23);
  });

  test('lets people go before jobs', async () => {
    const { bulk, direct } = pace({ all: 110, bulk: 100 });
    const order: string[] = [];
    const jobs = Array.from({ length: 30 }, () => bulk().then(() => order.push('job')));
    await direct().then(() => order.push('person'));
    expect(order.length).toBeLessThanOrEqual(3);
    await Promise.all(jobs);
  });
});
