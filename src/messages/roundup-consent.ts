import type { Context } from '../chat/context.ts';
import type { Member } from '../core/people/index.ts';
import { longestPeriodMs } from '../core/roundups/index.ts';
import { rewriteRoundups, roundupsWith } from './roundup-copies.ts';

/** The oldest entry that a roundup of the last two weeks can show. */
const shownForMs = 2 * longestPeriodMs;

/**
 * Makes the last roundups anew in which somebody's entries would stand, after they went out of them or came back. Returns the
 * channels in which the platform refused.
 */
export async function followConsent(
  context: Context,
  { communityId, personId }: Member,
): Promise<readonly string[]> {
  const { stores, now } = context;
  const shared = await stores.entries.sharedWith(communityId, now - shownForMs, now + 1);
  const instants = shared.filter((it) => it.personId === personId).map((it) => it.at);
  return rewriteRoundups(context, await roundupsWith(context, communityId, instants));
}
