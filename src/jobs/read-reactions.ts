import { type Claimed, factsOfKind } from '../core/reminders/index.ts';
import { roundupPeriod } from '../core/roundups/index.ts';
import type { JobDependencies } from './dependencies.ts';

/** A roundup waits so long for the reactions to be read, and no longer. */
const patienceMs = 10_000;
/** Nothing is read in the last minutes in which it can be posted. */
const spareMs = 10 * 60_000;

/** Before a roundup is composed, the reactions to what it covers are counted (R47): what was told to nobody is cheered too. */
export async function readReactionsBefore(
  deps: JobDependencies,
  { kind, owner, dueAt, expiresAt, reason }: Claimed,
): Promise<void> {
  if (factsOfKind(kind).owner !== 'community' || !('communityId' in owner)) return;
  // Who is asked to wait does not ask for more.
  if (reason === 'rate-limited' || expiresAt - deps.now() < spareMs) return;
  const { communities, deliveries } = deps.stores;
  const community = await communities.find(owner.communityId);
  if (!community || community.removedAt !== undefined || community.channel === undefined) return;
  const period = await roundupPeriod(deliveries, community, dueAt);
  if (!period) return;
  const leaving = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, patienceMs);
  });
  await Promise.race([deps.readReactions(community, period, leaving.signal), late]);
  clearTimeout(timer);
  leaving.abort();
}
