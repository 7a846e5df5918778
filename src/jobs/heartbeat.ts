import type { OutageStore } from '../core/streaks/index.ts';
import { outageFromMs } from '../core/streaks/read.ts';

/** Stores a gap since the last heartbeat as an outage, before anything is folded. Returns its length in ms, 0 for none. */
export async function recordOutage(outages: OutageStore, platform: string, now: number): Promise<number> {
  const last = await outages.lastHeartbeat(platform);
  if (last === undefined || now - last <= outageFromMs) return 0;
  await outages.add({ platform, from: last, to: now });
  return now - last;
}

/** Writes the heartbeat of a platform that can receive and answer; a gap since the last one is stored as an outage first. */
export async function recordHeartbeat(outages: OutageStore, platform: string, now: number): Promise<number> {
  const gap = await recordOutage(outages, platform, now);
  await outages.beat(platform, now);
  return gap;
}
