import type { Reply } from '../chat/reply.ts';
import type { Community } from '../core/people/index.ts';
import { type Period, type RoundupStores, weekFacts } from '../core/roundups/index.ts';
import type { FreezeRules } from '../core/streaks/index.ts';
import { roundupMessage } from '../messages/roundup.ts';
import { weekOf } from '../messages/week.ts';

/** The roundup of a period, its text and its picture made from the same facts. */
export async function drawnRoundup(
  stores: RoundupStores,
  community: Community,
  period: Period,
  freezes: FreezeRules,
): Promise<Reply> {
  const facts = await weekFacts(stores, community, period, freezes);
  return roundupMessage(facts, community.name, await weekOf(facts, community.name));
}
