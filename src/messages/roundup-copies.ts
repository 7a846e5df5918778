import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../chat/context.ts';
import type { RenderedReply } from '../chat/incoming.ts';
import type { Messenger, PostRef, SendResult } from '../chat/messenger.ts';
import { formatWeek, type Instant, wallTime } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Community, CommunityId, Member } from '../core/people/index.ts';
import { type Delivery, deliveryId } from '../core/reminders/index.ts';
import { longestPeriodMs, weekFacts } from '../core/roundups/index.ts';
import { actOn, type RefusedPost } from './posts.ts';
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

/** Writes the roundups anew in which an entry stands or stood. Returns what the platform refused. */
export async function mendRoundups(around: Around, shown: Entry): Promise<readonly RefusedPost[]> {
  if (shown.audience !== 'community' || shown.communityId === undefined) return [];
  return rewriteRoundups(around, await roundupsWith(around, shown.communityId, [shown.at]));
}

/** Writes every posted roundup of a community anew in which somebody stands or would stand. Returns what was refused. */
export const mendRoundupsOf = async (
  around: Around,
  { communityId, personId }: Pick<Member, 'communityId' | 'personId'>,
): Promise<readonly RefusedPost[]> => {
  const instants: Instant[] = [];
  for await (const entry of around.stores.entries.all(personId))
    if (entry.audience === 'community' && entry.communityId === communityId) instants.push(entry.at);
  return rewriteRoundups(around, await roundupsWith(around, communityId, instants));
};

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

/** Makes each of them anew from what is shared now, text, picture and files. Returns what the platform refused. */
export async function rewriteRoundups(
  around: Around,
  roundups: readonly PostedRoundup[],
): Promise<readonly RefusedPost[]> {
  const { stores, rules, sign } = around;
  const refused: RefusedPost[] = [];
  for (const { community, delivery, from } of roundups) {
    const facts = await weekFacts(stores, community, { from, to: delivery.dueAt }, rules.freezes);
    const message = roundupMessage(facts, community.name, await weekOf(facts, community.name));
    const refusal = await actOn(
      around,
      delivery.post,
      (messenger) => editInTime(messenger, delivery.post, sign(message)),
      (post) => stores.deliveries.movePost(delivery.owner, delivery.id, post),
    );
    if (refusal) refused.push(refusal);
  }
  return refused;
}

const tries = 3;
const longestWaitMs = 65_000;

/** Many are written anew at once when somebody leaves: where the platform wants a pause, the next try waits for its end. */
async function editInTime(messenger: Messenger, post: PostRef, reply: RenderedReply): Promise<SendResult> {
  let before = post;
  for (let attempt = 1; ; attempt++) {
    const result = await messenger.edit(before, reply);
    if (result.ok || result.kind !== 'retry' || attempt === tries) return { post: before, ...result };
    before = result.post ?? before;
    await sleep(Math.min(result.retryAfterMs ?? 500, longestWaitMs));
  }
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
