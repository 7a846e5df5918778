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

  test('lets people go before jobs', async () => {
    const { bulk, direct } = pace({ all: 110, bulk: 100 });
    const order: string[] = [];
    const jobs = Array.from({ length: 30 }, () => bulk().then(() => order.push('job')));
    await direct().then(() => order.push('person'));
    expect(order.length).toBeLessThanOrEqual(3);
    await Promise.all(jobs);
  });
});
