import { dayAt, type Instant } from '../calendar/index.ts';
import type { SharedEntry } from '../log/index.ts';
import type { Community, Person } from '../people/index.ts';
import { type FreezeRules, foldStreak } from '../streaks/index.ts';
import { byName } from './by-name.ts';
import { sharedFacts } from './milestones.ts';
import type { RoundupStores } from './week.ts';

/** How far back the leaderboard looks, in local dates. */
export const leaderboardDays = 28;

export interface Rank {
  readonly name?: string | undefined;
  readonly personId: string;
  /** Days with a shared entry, out of the days that they had promised (never under the days logged). */
  readonly logged: number;
  readonly promised: number;
}

/** Those who opted in, by consistency: the share of promised days on which they shared something, then by days. */
export async function leaderboard(
  stores: RoundupStores,
  community: Community,
  now: Instant,
  freezes: FreezeRules,
): Promise<readonly Rank[]> {
  const members = (await stores.members.listOfCommunity(community.id)).filter((it) => it.inLeaderboard);
  const ranks = await Promise.all(
    members.map(async (member): Promise<Rank | undefined> => {
      const person = await stores.people.find(member.personId);
      if (!person) return undefined;
      const shared = await stores.entries.sharedBy(community.id, person.id);
      return { name: member.displayName, personId: person.id, ...consistency(person, shared, now, freezes) };
    }),
  );
  return ranks
    .filter((it) => it !== undefined && it.logged > 0)
    .map((it) => it as Rank)
    .sort((a, b) => b.logged / b.promised - a.logged / a.promised || b.logged - a.logged || byName(a, b));
}

function consistency(
  person: Person,
  shared: readonly SharedEntry[],
  now: Instant,
  freezes: FreezeRules,
): { logged: number; promised: number } {
  const today = dayAt(person.clocks, now);
  const from = today - leaderboardDays + 1;
  const { days } = foldStreak(sharedFacts(person, today, shared), freezes);
  const recent = days.filter((it) => it.day >= from && it.day <= today);
  const done = recent.filter((it) => it.logged).length;
  const missed = recent.filter((it) => it.required && !it.logged && it.day < today).length;
  return { logged: done, promised: done + missed };
}
