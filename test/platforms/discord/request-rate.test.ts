import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pace } from '../../../src/platforms/discord/request-rate.ts';

describe('the pace of requests', () => {
  /** What the machine was too busy to notice: timers come so much late. */
  let lost = 0;
  beforeEach(() => {
    lost = 0;
    vi.useFakeTimers();
    const fake = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => fake() + lost);
  });
  afterEach(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  /** When each of so many requests of jobs passed; `busyMs` are lost after the tenth. */
  async function passing(count: number, busyMs = 0): Promise<readonly number[]> {
    const { bulk } = pace({ all: 220, bulk: 200 });
    const passed: number[] = [];
    const jobs = Array.from({ length: count }, () =>
      bulk().then(() => {
        passed.push(performance.now());
        if (passed.length === 10) lost += busyMs;
      }),
    );
    await vi.runAllTimersAsync();
    await Promise.all(jobs);
    return passed;
  }
  const lump = (passed: readonly number[]): number =>
    Math.max(...passed.map((from) => passed.filter((at) => at >= from && at < from + 100).length));
  const took = (passed: readonly number[]): number => passed.at(-1)! - passed[0]!;

  test('is even: no window of time holds more than its share', async () => {
    const passed = await passing(100);
    expect(took(passed)).toBeGreaterThanOrEqual(495);
    expect(took(passed)).toBeLessThan(600);
    expect(lump(passed)).toBeLessThanOrEqual(21);
  });

  test('lets jobs catch up on a busy moment, still without a lump', async () => {
    const [calm, busy] = [await passing(200), await passing(200, 40)];
    expect(Math.max(...busy.map((at, index) => at - busy[0]! - (calm[index]! - calm[0]!)))).toBeGreaterThan(
      30,
    );
    expect(Math.abs(took(busy) - took(calm))).toBeLessThan(10);
    expect(lump(busy)).toBeLessThanOrEqual(22);
  });

  test('is held while Discord takes nothing, and is even again afterwards', async () => {
    const { bulk, direct, hold } = pace({ all: 110, bulk: 100 });
    const started = performance.now();
    const passed: number[] = [];
    hold(3_000);
    hold(2_000);
    const waiting = [direct, ...Array.from({ length: 40 }, () => bulk)].map((turn) =>
      turn().then(() => passed.push(performance.now() - started)),
    );
    await vi.runAllTimersAsync();
    await Promise.all(waiting);
    expect(passed[0]).toBeGreaterThanOrEqual(3_000);
    expect(lump(passed)).toBeLessThanOrEqual(12);
  });

  test('lets people go before jobs', async () => {
    const { bulk, direct } = pace({ all: 110, bulk: 100 });
    const order: string[] = [];
    const jobs = Array.from({ length: 30 }, () => bulk().then(() => order.push('job')));
    const person = direct().then(() => order.push('person'));
    await vi.runAllTimersAsync();
    await Promise.all([person, ...jobs]);
    expect(order.indexOf('person')).toBeLessThanOrEqual(3);
  });
});
