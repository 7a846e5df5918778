import type { BudgetSpent, Quota, QuotaStore } from '../core/learnings/index.ts';

export interface DailyBudget {
  /** Takes one question from the day's budgets; says which is spent, and whether that is news today. */
  take(who: {
    readonly personId: string;
    readonly day: number;
    readonly communityId?: string;
  }): Promise<{ readonly spent?: BudgetSpent; readonly news: boolean }>;
}

const dayMs = 86_400_000;

/** So many questions a member in a local date of theirs, and a community in a UTC day of the product's clock. */
export function dailyBudget(options: {
  readonly quotas: QuotaStore;
  readonly perMember: number;
  readonly perCommunity: number;
  readonly now: () => number;
}): DailyBudget {
  const { quotas, perMember, perCommunity } = options;
  return {
    async take({ personId, day, communityId }) {
      const now = options.now();
      const member: Quota = { of: 'member', owner: personId, day };
      const spent = await (async (): Promise<BudgetSpent | undefined> => {
        if (!(await quotas.take(member, perMember, now))) return 'member-budget';
        if (communityId === undefined) return undefined;
        const community: Quota = { of: 'community', owner: communityId, day: Math.floor(now / dayMs) };
        if (await quotas.take(community, perCommunity, now)) return undefined;
        await quotas.giveBack(member);
        return 'community-budget';
      })();
      if (spent === undefined) return { news: false };
      return { spent, news: await quotas.take({ of: 'told', owner: personId, day }, 1, now) };
    },
  };
}
