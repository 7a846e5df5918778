import type { QuotaStore } from '../../src/core/learnings/index.ts';

/** The day's shares in memory. */
export function fakeQuotas(): QuotaStore {
  const used = new Map<string, number>();
  return {
    async take(share, limit) {
      const key = JSON.stringify(share);
      const before = used.get(key) ?? 0;
      if (before >= limit) return false;
      used.set(key, before + 1);
      return true;
    },
    async giveBack(share) {
      const key = JSON.stringify(share);
      used.set(key, (used.get(key) ?? 1) - 1);
    },
  };
}
