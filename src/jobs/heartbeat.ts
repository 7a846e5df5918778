import type { OutageStore } from '../core/streaks/index.ts';
import { outageFromMs } from '../core/streaks/read.ts';

/**
 * Writes a platform's heartbeat; a gap since the last one is stored as an outage first, so that it is known before
 * anything is folded. Returns the outage's length in milliseconds, 0 for none.
 */
export async function beat(outages: OutageStore, platform: string, now: number): Promise<number> {
  const last = await outages.lastHeartbeat(platform);
  const gap = last === undefined ? 0 : now - last;
  if (last !== undefined && gap > outageFromMs) await outages.add({ platform, from: last, to: now });
  await outages.beat(platform, now);
  return gap > outageFromMs ? gap : 0;
}
