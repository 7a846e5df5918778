import { setTimeout as sleep } from 'node:timers/promises';
import type { Services } from '../chat/context.ts';
import type { Messenger, PostRef, RefusedPost, SendResult } from '../chat/messenger.ts';
import type { RenderedReply } from '../chat/rendered.ts';
import type { Instant } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Community, CommunityId, Member } from '../core/people/index.ts';
import type { Delivery } from '../core/reminders/index.ts';
import { milestonesIn, type Period } from '../core/roundups/index.ts';
import { actOn } from './act-on-post.ts';
import { drawnRoundup } from './drawn-roundup.ts';

/** A posted roundup and what it covers. */
export interface PostedRoundup {
  readonly community: Community;
  readonly delivery: Delivery & Required<Pick<Delivery, 'post'>>;
  readonly period: Period;
}

type Around = Pick<Services, 'stores' | 'messengers' | 'rules' | 'sign'>;

/** Writes the roundups anew in which an entry stands or stood, or a milestone by it. Returns what the platform refused. */
export async function rewriteRoundupsWith(around: Around, shown: Entry): Promise<readonly RefusedPost[]> {
  if (shown.audience !== 'community' || shown.communityId === undefined) return [];
  const community = await around.stores.communities.find(shown.communityId);
  if (!community) return [];
  const [covering, later] = await Promise.all([
    roundupsWith(around, community.id, [shown.at]),
    withItsMilestones(around, community, shown),
  ]);
  const known = new Set(covering.map((it) => it.delivery.id));
  return rewriteRoundups(around, [...covering, ...later.filter((it) => !known.has(it.delivery.id))]);
}

/** Writes every posted roundup of a community anew in which somebody stands or would stand. Returns what was refused. */
export const rewriteRoundupsOf = async (
  around: Around,
  { communityId, personId }: Pick<Member, 'communityId' | 'personId'>,
): Promise<readonly RefusedPost[]> => {
  const instants: Instant[] = [];
  for await (const entry of around.stores.entries.all(personId))
    if (entry.audience === 'community' && entry.communityId === communityId) instants.push(entry.at);
  return rewriteRoundups(around, await roundupsWith(around, communityId, instants));
};

/** The posted roundups of a community that tell of one of these instants. */
export async function roundupsWith(
  around: Around,
  communityId: CommunityId,
  instants: readonly Instant[],
): Promise<readonly PostedRoundup[]> {
  const community = instants.length > 0 ? await around.stores.communities.find(communityId) : undefined;
  if (!community) return [];
  const posted = await postedSince(around, community, Math.min(...instants));
  return posted.filter(({ period }) => instants.some((at) => tellsOf(period, at)));
}

/** It covers the instant, or puts the sums of that time beside its own (R32). */
const tellsOf = ({ from, to }: Period, at: Instant): boolean => from - (to - from) <= at && at < to;

/** Makes each of them anew from what is shared now, text, picture and files. Returns what the platform refused. */
export async function rewriteRoundups(
  around: Around,
  roundups: readonly PostedRoundup[],
): Promise<readonly RefusedPost[]> {
  const { stores, rules, sign } = around;
  const refused: RefusedPost[] = [];
  for (const { community, delivery, period } of roundups) {
    const message = await drawnRoundup(stores, community, period, rules.freezes);
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
