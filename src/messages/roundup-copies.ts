import type { Context } from '../chat/context.ts';
import { formatWeek, type Instant, wallTime } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Community, CommunityId } from '../core/people/index.ts';
import { type Delivery, deliveryId } from '../core/reminders/index.ts';
import { longestPeriodMs, weekFacts } from '../core/roundups/index.ts';
import { roundupMessage } from './roundup.ts';
import { weekOf } from './week.ts';

const weekMs = 7 * 24 * 60 * 60 * 1000;

/** A posted roundup and what it covers. */
export interface PostedRoundup {
  readonly community: Community;
  readonly delivery: Delivery & Required<Pick<Delivery, 'post'>>;
  readonly from: Instant;
}

type Around = Pick<Context, 'stores' | 'messengers' | 'rules' | 'sign'>;

/** Writes the roundups anew that show an entry as it was before. Returns the channels in which the platform refused. */
export async function mendRoundups(around: Around, before: Entry): Promise<readonly string[]> {
  if (before.audience !== 'community' || before.communityId === undefined) return [];
  return rewriteRoundups(around, await roundupsWith(around, before.communityId, [before.at]));
}

/** The posted roundups of a community that cover one of these instants. */
export async function roundupsWith(
  around: Around,
  communityId: CommunityId,
  instants: readonly Instant[],
): Promise<readonly PostedRoundup[]> {
  const community = instants.length > 0 ? await around.stores.communities.find(communityId) : undefined;
  if (!community) return [];
  const weeks = new Set(
    instants.flatMap((at) => [at, at + weekMs, at + 2 * weekMs].map((it) => weekAt(community, it))),
  );
  const found = await Promise.all([...weeks].map((week) => postedIn(around, community, week)));
  return found.filter(
    (it): it is PostedRoundup =>
      it !== undefined && instants.some((at) => it.from <= at && at < it.delivery.dueAt),
  );
}

/** Makes each of them anew from what is shared now. Returns the channels in which the platform refused. */
export async function rewriteRoundups(
  { stores, messengers, rules, sign }: Around,
  roundups: readonly PostedRoundup[],
): Promise<readonly string[]> {
  const refused: string[] = [];
  for (const { community, delivery, from } of roundups) {
    const facts = await weekFacts(stores, community, { from, to: delivery.dueAt }, rules.freezes);
    const message = roundupMessage(facts, community.name, await weekOf(facts, community.name));
    const result = await messengers.get(delivery.post.platform)?.edit(delivery.post, sign(message));
    if (!result?.ok && result?.reason !== 'message-gone') refused.push(delivery.post.channel);
  }
  return refused;
}

const weekAt = ({ zone }: Community, at: Instant): string => formatWeek(wallTime(zone, at).day);

/** It covers what came after the last one, 14 days at most. */
async function postedIn(
  around: Around,
  community: Community,
  week: string,
): Promise<PostedRoundup | undefined> {
  const delivery = await sentIn(around, community, week);
  if (!delivery?.post) return undefined;
  const { dueAt, post } = delivery;
  const earlier = await Promise.all(
    [1, 2].map((weeks) => sentIn(around, community, weekAt(community, dueAt - weeks * weekMs))),
  );
  const since = Math.max(community.joinedAt, ...earlier.map((it) => it?.dueAt ?? 0));
  return { community, delivery: { ...delivery, post }, from: Math.max(since, dueAt - longestPeriodMs) };
}

async function sentIn({ stores }: Around, { id }: Community, week: string): Promise<Delivery | undefined> {
  const owner = { communityId: id };
  const delivery = await stores.deliveries.find(owner, deliveryId(owner, 'roundup', week));
  return delivery?.state === 'sent' ? delivery : undefined;
}
