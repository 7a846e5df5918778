import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createWorkspaceThrottle } from '../../../src/platforms/slack/workspace-throttle.ts';

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => vi.useRealTimers());

test('a workspace gets ten messages at once and then one after the other; another one does not wait for it', async () => {
  const turns = createWorkspaceThrottle(200);
  const went: number[] = [];
  for (let each = 0; each < 13; each++) void turns.acquire('T1').then(() => went.push(performance.now()));
  await vi.advanceTimersByTimeAsync(0);
  expect(went).toHaveLength(10);
  expect(await turns.acquire('T2')).toBe(true);
  await vi.advanceTimersByTimeAsync(400);
  expect(went).toHaveLength(12);
  await vi.advanceTimersByTimeAsync(200);
  expect(went).toHaveLength(13);
});

test('whoever waits at the end is told that nothing goes any more', async () => {
  const turns = createWorkspaceThrottle(200);
  const asked = Array.from({ length: 12 }, () => turns.acquire('T1'));
  turns.stop();
  expect((await Promise.all(asked)).filter((may) => !may)).toHaveLength(2);
  expect(await turns.acquire('T2')).toBe(false);
});
