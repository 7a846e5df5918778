import { setTimeout as pause } from 'node:timers/promises';

/**
 * For background work. The returned function waits as long as this process was busy since, so that the process is idle for at least
 * half of the time and commands are answered fast.
 */
export function yieldWhenBusy(): () => Promise<void> {
  const started = performance.eventLoopUtilization();
  return async () => {
    const { active } = performance.eventLoopUtilization(started);
    if (active >= 1) await pause(active);
  };
}
