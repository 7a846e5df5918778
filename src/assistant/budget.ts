import type { BudgetSpent } from '../core/learnings/assistant.ts';

export interface DailyBudget {
  /** Takes one question from the day's budgets; says which is spent, and whether that is news today. */
  take(
    personId: string,
    communityId: string | undefined,
  ): { readonly spent?: BudgetSpent; readonly news: boolean };
}

/** So many questions a member and a community per UTC day of the product's clock; a restart begins the count anew. */
export function dailyBudget(options: {
  readonly perMember: number;
  readonly perCommunity: number;
  readonly now: () => number;
}): DailyBudget {
  let day = Number.NaN;
  const used = new Map<string, number>();
  const told = new Set<string>();
  const isSpent = (key: string, limit: number): boolean => (used.get(key) ?? 0) >= limit;

  return {
    take(personId, communityId) {
      const today = Math.floor(options.now() / 86_400_000);
      if (today !== day) {
        day = today;
        used.clear();
        told.clear();
      }
      const [member, community] = [
        `p:${personId}`,
        communityId === undefined ? undefined : `c:${communityId}`,
      ];
      const spent: BudgetSpent | undefined = isSpent(member, options.perMember)
        ? 'member-budget'
        : community !== undefined && isSpent(community, options.perCommunity)
          ? 'community-budget'
          : undefined;
      if (spent !== undefined) {
        const news = !told.has(member);
        told.add(member);
        return { spent, news };
      }
      for (const key of [member, community]) if (key !== undefined) used.set(key, (used.get(key) ?? 0) + 1);
      return { news: false };
    },
  };
}
