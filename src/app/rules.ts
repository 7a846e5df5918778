import type { Rules } from '../chat/context.ts';
import type { Config } from '../config.ts';

/** What the installation's configuration sets for everybody. */
export const rulesOf = (config: Config): Rules => ({
  freezes: { stepsPerFreeze: config.FREEZE_EVERY_DAYS, maxHeld: config.FREEZES_HELD },
  backdateDays: config.BACKDATE_DAYS,
  lateWindowMs: config.LATE_WINDOW_MINUTES * 60_000,
  nudgeTime: config.NUDGE_TIME,
  defaultZone: config.DEFAULT_ZONE,
  tzdb: process.versions.tz ?? 'unknown',
});
