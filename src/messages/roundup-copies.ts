import type { Context } from '../chat/context.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Community, CommunityId } from '../core/people/index.ts';
import type { Delivery } from '../core/reminders/index.ts';
import { milestonesIn, type Period } from '../core/roundups/index.ts';
import { drawnRoundup } from './roundup.ts';

/** A posted roundup and what it covers. */
export interface PostedRoundup {
  readonly community: Community;
  readonly delivery: Delivery & Required<Pick<Delivery, 'post'>>;
  readonly period: Period;
}

type Around = Pick<Context, 'stores' | 'messengers' | 'rules' | 'sign'>;

/** Writes the roundups anew that show an entry as it was before, or a milestone by it. Returns the channels in which the platform refused. */
export async function mendRoundups(around: Around, before: Entry): Promise<readonly string[]> {
  if (before.audience !== 'community' || before.communityId === undefined) return [];
  const community = await around.stores.communities.find(before.communityId);
  if (!community) return [];
  const [covering, later] = await Promise.all([
    roundupsWith(around, community.id, [before.at]),
    withItsMilestones(around, community, before),
  ]);
  const known = new Set(covering.map((it) => it.delivery.id));
  return rewriteRoundups(around, [...covering, ...later.filter((it) => !known.has(it.delivery.id))]);
}

/** The posted roundups of a community that cover one of these instants. */
export async function roundupsWith(
  around: Around,
  communityId: CommunityId,
  instants: readonly Instant[],
): Promise<readonly PostedRoundup[]> {
  const community = instants.length > 0 ? await around.stores.communities.find(communityId) : undefined;
  if (!community) return [];
  const posted = await postedSince(around, community, Math.min(...instants));
  return posted.filter(({ period }) => instants.some((at) => period.from <= at && at < period.to));
}

/** Makes each of them anew from what is shared now. Returns the channels in which the platform refused. */
export async function rewriteRoundups(
  { stores, messengers, rules, sign }: Around,
  roundups: readonly PostedRoundup[],
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const { community, delivery, period } of roundups) {
    const message = await drawnRoundup(stores, community, period, rules.freezes);
    const result = await messengers.get(delivery.post.platform)?.edit(delivery.post, sign(message));
    if (!result?.ok && result?.reason !== 'message-gone') refused.push(delivery.post.channel);
  }
  return refused;
}

/** The posted roundups of a community with what they covered, whose cut-off is at `from` or later. */
async function postedSince(
  { stores }: Around,
  community: Community,
  from: Instant,
): Promise<readonly PostedRoundup[]> {
  const sent = await stores.deliveries.sentRoundups(community.id, from);
  return sent.flatMap(({ post, coversFrom, ...delivery }) =>
    post && coversFrom !== undefined
      ? [{ community, delivery: { ...delivery, post }, period: { from: coversFrom, to: delivery.dueAt } }]
      : [],
  );
}

/** Later roundups in which a milestone comes or goes with an entry: it may hold a run together. */
async function withItsMilestones(
  around: Around,
  community: Community,
  { id, day, at, personId }: Entry,
): Promise<readonly PostedRoundup[]> {
  const { stores, rules } = around;
  const [posted, person, now] = await Promise.all([
    postedSince(around, community, at),
    stores.people.find(personId),
    stores.entries.sharedBy(community.id, personId),
  ]);
  const without = now.filter((it) => it.id !== id);
  const versions = [now, without, [...without, { id, day, at }]];
  return posted.filter(({ period }) => {
    const reached = versions.map((it) => person && milestonesIn(person, it, period, rules.freezes).join());
    return new Set(reached).size > 1;
  });
}
