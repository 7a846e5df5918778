import { setTimeout as pause } from 'node:timers/promises';

/**
 * For work that nobody waits for. What it gives back rests as long as this process was busy since: whoever types a command
 * meanwhile finds it idle for half of the time at least.
 */
export function yieldWhenBusy(): () => Promise<void> {
  const started = performance.eventLoopUtilization();
  return async () => {
    const { active } = performance.eventLoopUtilization(started);
    if (active >= 1) await pause(active);
  };
}
