import type { Destination, Messenger, PostRef, SendResult } from '../chat/messenger.ts';
import type { RenderedReply } from '../chat/rendered.ts';
import { updatePerson } from '../core/account/index.ts';
import {
  type Claimed,
  type Delivery,
  type DeliveryEnd,
  factsOfKind,
  isLate,
} from '../core/reminders/index.ts';
import { loadPictures } from '../posts/pictures.ts';
import { readDmBefore } from './catch-up.ts';
import { type Composed, compose } from './compose/index.ts';
import type { JobDependencies } from './dependencies.ts';
import { recordPostProblem } from './post-problem.ts';
import { readReactionsBefore } from './read-reactions.ts';

/** The reason of a delivery that waits again after an unexpected error. */
const unexpected = 'unexpected';
const firstRetryMs = 2_000;
const longestRetryMs = 10 * 60_000;
const triesForPictures = 3;
/** Refusals that a message without files may not meet. */
const aboutMessage = new Set(['no-permission', 'invalid', 'blocked']);

type Sendable = Extract<Composed, { reply: unknown }>;

/** Limits how many use the database at once. */
export type ConcurrencyLimit = <T>(work: () => Promise<T>) => Promise<T>;

/** Brings a claimed delivery to its end. After an unexpected error it waits and is tried again. Never throws. */
export async function deliver(
  deps: JobDependencies,
  delivery: Claimed,
  limited: ConcurrencyLimit,
): Promise<void> {
  try {
    const end = await attempt(deps, delivery, limited);
    const settled = await deps.stores.deliveries.settle(delivery.owner, delivery.id, deps.worker, end);
    if (settled && !('notBefore' in end)) deps.ended(delivery.kind, end.state);
    if (!settled) await lost(deps, delivery, end);
  } catch (error) {
    deps.log.error({ err: error, delivery: delivery.id }, 'a delivery failed unexpectedly');
    await deps.stores.deliveries
      .settle(delivery.owner, delivery.id, deps.worker, retryLater(deps, delivery, unexpected))
      .catch((again) =>
        deps.log.error({ err: again, delivery: delivery.id }, 'a delivery could not be put back'),
      );
  }
}

/** The lease was lost: another process has the delivery, or its owner was erased. After an erasure the post is removed. */
async function lost(deps: JobDependencies, { owner, id }: Delivery, end: DeliveryEnd): Promise<void> {
  if (end.state === 'sent' && !(await deps.stores.deliveries.find(owner, id))) {
    await deps.messengers.get(end.post.platform)?.remove(end.post);
    return;
  }
  deps.log.warn({ delivery: id, end: end.state }, 'a lease was lost before its delivery was settled');
}

async function attempt(
  deps: JobDependencies,
  delivery: Claimed,
  limited: ConcurrencyLimit,
): Promise<DeliveryEnd> {
  await Promise.all([readDmBefore(deps, delivery), readReactionsBefore(deps, delivery)]);
  const now = deps.now();
  const mayHaveArrived = delivery.mayHaveArrived || delivery.reason === unexpected;
  const composed = await limited(() => compose(deps, { ...delivery, mayHaveArrived }));
  const { to } = composed;
  const messenger = to && deps.messengers.get(to.platform);
  const found = to && messenger && mayHaveArrived ? await arrived(messenger, to, delivery) : 'absent';
  if ('dropped' in composed) {
    if (typeof found === 'object' && messenger) return sentUnexpectedly(deps, delivery, messenger, found);
    return { state: 'dropped', at: now, reason: composed.dropped };
  }
  if (typeof found === 'object') return sent(deps, delivery, found, composed);
  const isTooLate = now > delivery.expiresAt;
  if (!messenger) {
    if (!isTooLate) return retryLater(deps, delivery, 'platform-off');
    await composed.failed?.();
    return { state: 'missed', at: now, reason: 'platform-off' };
  }
  if (found === undefined) {
    return isTooLate ? { state: 'missed', at: now, reason: 'uncertain' } : uncertain(deps, delivery);
  }
  if (isTooLate) {
    await composed.failed?.();
    return { state: 'missed', at: now, reason: whyItWaited(delivery) };
  }
  const { pictures, missing } = await loadPictures(deps, composed.pictures);
  // What its platform does not give just now is asked for again, a few times.
  if (missing.includes('unavailable') && delivery.attempts < triesForPictures)
    return retryLater(deps, delivery, 'unavailable');
  const result = await send(messenger, composed, delivery, deps.sign({ ...composed.reply, pictures }));
  return result.ok ? sent(deps, delivery, result.post, composed) : refused(deps, delivery, result, composed);
}

/**
 * Sends it with its pictures; without them where they are what is refused, or may be what kept it from arriving before. What was
 * refused for good stands nowhere, so nothing is sent twice (R49).
 */
async function send(
  messenger: Messenger,
  { to }: Sendable,
  { id, attempts }: Claimed,
  reply: RenderedReply,
): Promise<SendResult> {
  const { pictures = [], ...plain } = reply;
  if (pictures.length === 0 || attempts > triesForPictures) return messenger.send(to, plain, id);
  const result = await messenger.send(to, reply, id);
  const mayBePictures = !result.ok && result.kind === 'permanent' && aboutMessage.has(result.reason);
  return mayBePictures ? messenger.send(to, plain, id) : result;
}

/** Looks up whether an earlier attempt arrived. Undefined if the platform cannot tell now. */
async function arrived(
  messenger: Messenger,
  to: Destination,
  { id }: Delivery,
): Promise<PostRef | 'absent' | undefined> {
  return messenger.find ? messenger.find(to, id) : 'absent';
}

/** Why it waited until its time was over; 'too-late' if no other reason is known. */
const whyItWaited = ({ reason }: Delivery): string =>
  reason === undefined || reason === unexpected ? 'too-late' : reason;

/** It was sent, although it is no longer wanted. If it is the copy of an entry that is no longer shared, it is removed. */
async function sentUnexpectedly(
  deps: JobDependencies,
  delivery: Delivery,
  messenger: Messenger,
  post: PostRef,
): Promise<DeliveryEnd> {
  if (!factsOfKind(delivery.kind).isTakenBack) return sent(deps, delivery, post);
  const removed = await messenger.remove(post);
  return removed.ok || removed.kind === 'permanent'
    ? { state: 'dropped', at: deps.now(), reason: 'not-shared' }
    : retryLater(deps, delivery, removed.reason);
}

async function sent(
  deps: JobDependencies,
  delivery: Delivery,
  post: PostRef,
  composed?: Sendable,
): Promise<DeliveryEnd> {
  const now = deps.now();
  await composed?.sent?.(post);
  const { coversFrom } = composed ?? {};
  const late = isLate(delivery.dueAt, now);
  return { state: 'sent', sentAt: now, late, post, ...(coversFrom !== undefined && { coversFrom }) };
}

async function refused(
  deps: JobDependencies,
  delivery: Delivery,
  result: Extract<SendResult, { ok: false }>,
  { to, failed }: { readonly to: Destination; readonly failed?: () => Promise<void> },
): Promise<DeliveryEnd> {
  const { to: goesTo } = factsOfKind(delivery.kind);
  if (result.reason === 'dm-closed' && 'personId' in delivery.owner && goesTo === 'dm') {
    await park(deps, delivery.owner.personId);
    return { state: 'parked', at: deps.now(), reason: result.reason };
  }
  if (result.kind === 'permanent') {
    if (goesTo === 'channel') await recordPostProblem(deps, to, result.reason);
    await failed?.();
    deps.log.warn(
      { delivery: delivery.id, reason: result.reason, detail: result.detail },
      'a delivery was refused for good',
    );
    return { state: 'failed', at: deps.now(), reason: result.reason };
  }
  if (result.kind === 'uncertain') return uncertain(deps, delivery);
  // When its time is over, it is claimed once more and recorded as missed.
  const untilMissed = Math.max(0, delivery.expiresAt - deps.now() + 1);
  const after = result.awaits === 'session' ? untilMissed : result.retryAfterMs;
  return retryLater(deps, delivery, result.reason, after);
}

/** A closed DM parks the person at once; they are told at their next command. */
async function park({ stores, now, rules }: JobDependencies, personId: string): Promise<void> {
  const person = await stores.people.find(personId);
  if (!person) return;
  const at = now();
  await updatePerson(stores.people, person, { now: at, tzdb: rules.tzdb }, (current) =>
    current.dm && current.dm.closedAt === undefined
      ? { ...current, dm: { ...current.dm, closedAt: at, told: false } }
      : current,
  );
}

function retryLater(
  deps: JobDependencies,
  { attempts }: Delivery,
  reason: string,
  afterMs?: number,
): DeliveryEnd {
  const backOff = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts - 1, 16));
  return { state: 'pending', notBefore: deps.machineNow() + (afterMs ?? backOff), reason };
}

const uncertain = (deps: JobDependencies, { attempts }: Delivery): DeliveryEnd => ({
  state: 'uncertain',
  notBefore: deps.machineNow() + Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(attempts, 16)),
  reason: 'uncertain',
});
