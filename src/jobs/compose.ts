import type { Destination } from '../chat/messenger.ts';
import type { Reply } from '../chat/reply.ts';
import { type Instant, parseDay } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import {
  type Delivery,
  deliveryId,
  isLate,
  promptFrequencyOn,
  type ReminderKind,
  reasonNotToSend,
} from '../core/reminders/index.ts';
import { roundupPeriod } from '../core/roundups/index.ts';
import { weekProgress } from '../core/streaks/index.ts';
import { readStreakWithFacts } from '../core/streaks/read.ts';
import { sharedEntry } from '../messages/entry.ts';
import { reminderMessage } from '../messages/reminders.ts';
import { drawnRoundup } from '../posts/drawn-roundup.ts';
import { keepCopy } from '../posts/keep-copy.ts';
import { composeFollowUp } from './compose-follow-up.ts';
import type { JobDependencies } from './dependencies.ts';
import { noteRefusedShare, oweWhatWasRefused } from './refused-shares.ts';

/** What a delivery says and where it goes, as things stand now; or why nobody wants it any more. */
export type Composed =
  | {
      readonly to: Destination;
      readonly reply: Reply;
      readonly sent?: (post: NonNullable<Delivery['post']>) => Promise<void>;
      /** From when on a roundup covers what was written. */
      readonly coversFrom?: Instant;
      /** It ends without having been sent. */
      readonly failed?: () => Promise<void>;
    }
  | {
      readonly dropped: string;
      /** Where an attempt that was cut off may have sent it, as long as that is known. */
      readonly to?: Destination;
    };

export function compose(deps: JobDependencies, delivery: Delivery): Promise<Composed> {
  switch (delivery.kind) {
    case 'share':
      return composeShare(deps, delivery);
    case 'roundup':
      return composeRoundup(deps, delivery);
    case 'follow-up':
      return composeFollowUp(deps, delivery);
    case 'notice':
      return Promise.resolve({ dropped: 'unknown-kind' });
    default:
      return composeReminder(deps, delivery, delivery.kind);
  }
}

async function composeReminder(
  deps: JobDependencies,
  delivery: Delivery,
  kind: ReminderKind,
): Promise<Composed> {
  const { stores, rules } = deps;
  const now = deps.now();
  const personId = 'personId' in delivery.owner ? delivery.owner.personId : '';
  const person = await stores.people.find(personId);
  const day = parseDay(delivery.key);
  if (!person || day === undefined) return { dropped: 'gone' };
  const asksForCards = kind === 'prompt' && person.learning?.cardsInPrompt === true;
  const [{ streak, facts }, prompt, { projects }, [member], cardsDue] = await Promise.all([
    readStreakWithFacts(stores, person, now, rules, Math.min(person.lastActiveDay, day) - 8),
    kind === 'nudge' &&
      stores.deliveries.find(delivery.owner, deliveryId(delivery.owner, 'prompt', delivery.key)),
    stores.entries.vocabulary(person.id),
    stores.members.listOfPerson(person.id),
    asksForCards && stores.cards.countDue(person.id, now),
  ]);
  const why = reasonNotToSend({ kind, day, dueAt: delivery.dueAt }, person, facts, prompt || undefined);
  if (why !== undefined) return { dropped: why, ...(person.dm && { to: person.dm }) };
  const week = weekProgress(facts, day);
  return {
    to: person.dm as Destination,
    reply: reminderMessage({
      kind,
      date: delivery.key,
      name: member?.displayName ?? 'there',
      streak: streak.current,
      freezesHeld: streak.freezes.held,
      ...(week && { week: { done: week.done, target: week.target } }),
      late: isLate(delivery.dueAt, now),
      ...(projects[0] && { lastProject: projects[0] }),
      ...(cardsDue !== false && { cardsDue }),
      weekly: promptFrequencyOn(person, facts, day) === 'weekly',
    }),
  };
}

async function composeShare(deps: JobDependencies, delivery: Delivery): Promise<Composed> {
  const { stores } = deps;
  const personId = 'personId' in delivery.owner ? delivery.owner.personId : '';
  const [entryId = ''] = delivery.key.split('.');
  const entry = await stores.entries.find(personId, entryId, { deleted: true });
  if (entry?.communityId === undefined) return { dropped: 'not-shared' };
  const community = await stores.communities.find(entry.communityId);
  if (!community || community.removedAt !== undefined) return { dropped: 'gone' };
  if (community.channel === undefined) return { dropped: 'no-channel' };
  const to = channelOf(community, community.channel);
  if (!isShared(entry)) return { dropped: 'not-shared', to };
  const member = await stores.members.find(community.id, personId);
  return {
    to,
    reply: sharedEntry(entry, member?.displayName),
    async sent(post) {
      await keepCopy(deps, entry, post);
      await oweWhatWasRefused(deps, community);
    },
    failed: () => noteRefusedShare(deps, entry),
  };
}

const isShared = ({ audience, hidden, deletedAt }: Entry): boolean =>
  audience === 'community' && !hidden && deletedAt === undefined;

async function composeRoundup(deps: JobDependencies, delivery: Delivery): Promise<Composed> {
  const { stores, rules } = deps;
  const communityId = 'communityId' in delivery.owner ? delivery.owner.communityId : '';
  const community = await stores.communities.find(communityId);
  if (!community || community.removedAt !== undefined) return { dropped: 'gone' };
  if (community.channel === undefined) return { dropped: 'no-channel' };
  const period = await roundupPeriod(stores.deliveries, community, delivery.dueAt);
  if (!period) return { dropped: 'covered-by-a-later-one' };
  return {
    to: channelOf(community, community.channel),
    reply: await drawnRoundup(stores, community, period, rules.freezes),
    coversFrom: period.from,
    sent: () => oweWhatWasRefused(deps, community),
  };
}

const channelOf = (community: { platform: string; external: string }, channel: string): Destination => ({
  platform: community.platform,
  ...(community.platform !== 'playground' && { team: community.external }),
  channel,
});
