import type { Destination } from '../../chat/messenger.ts';
import { takeRiders, tellNewsOf } from '../../core/account/index.ts';
import { parseDay } from '../../core/calendar/index.ts';
import type { Person } from '../../core/people/index.ts';
import {
  type Claimed,
  type Delivery,
  isLate,
  promptFrequencyOn,
  type ReminderKind,
  reasonNotToSend,
} from '../../core/reminders/index.ts';
import { weekProgress } from '../../core/streaks/index.ts';
import { closedStreak, readForStreak } from '../../core/streaks/read.ts';
import { reminderMessage } from '../../messages/reminders.ts';
import type { JobDependencies } from '../dependencies.ts';
import { type Composed, personOf } from './composed.ts';
import { readQuestion } from './question.ts';

/** What one kind of reminder reads beyond what all of them do. */
export interface ReminderReads {
  /** The delivery of the date's prompt, for what follows a prompt. */
  readonly prompt?: (deps: JobDependencies, delivery: Delivery) => Promise<Delivery | undefined>;
  /** How many cards are due, where the person wants to be told. */
  readonly cardsDue?: (deps: JobDependencies, person: Person) => Promise<number | undefined>;
}

/** Asks what was built on a local date, as long as that is still wanted. */
export async function composeReminder(
  deps: JobDependencies,
  delivery: Claimed,
  kind: ReminderKind,
  reads: ReminderReads = {},
): Promise<Composed> {
  const { stores, rules } = deps;
  const now = deps.now();
  const person = await stores.people.find(personOf(delivery));
  const day = parseDay(delivery.key);
  if (!person || day === undefined) return { dropped: 'gone' };
  const memberships = stores.members.listOfPerson(person.id);
  const [reading, prompt, question, [member], cardsDue] = await Promise.all([
    readForStreak(stores, person, now, rules, Math.min(person.lastActiveDay, day) - 8),
    reads.prompt?.(deps, delivery),
    readQuestion(deps, person, day, now, memberships),
    memberships,
    reads.cardsDue?.(deps, person),
  ]);
  const { facts } = reading;
  const why = reasonNotToSend({ kind, day, dueAt: delivery.dueAt }, person, facts, prompt);
  if (why !== undefined) return { dropped: why, ...(person.dm && { to: person.dm }) };
  const streak = await closedStreak(stores, reading);
  const { mayHaveArrived } = delivery;
  const told = await tellNewsOf(
    stores,
    person,
    { reading, streak },
    { by: delivery.id, now, rules, mayHaveArrived },
  );
  const riders =
    kind === 'prompt'
      ? await takeRiders(stores, told.person, { by: delivery.id, now, rules, mayHaveArrived, day })
      : undefined;
  const week = weekProgress(facts, day);
  return {
    to: person.dm as Destination,
    reply: reminderMessage({
      kind,
      date: delivery.key,
      name: member?.displayName ?? 'there',
      streak: streak.current,
      longest: streak.longest,
      daysHere: day - person.joinedDay,
      question,
      freezesHeld: streak.freezes.held,
      ...(week && { week: { done: week.done, target: week.target } }),
      late: isLate(delivery.dueAt, now),
      ...(cardsDue !== undefined && { cardsDue }),
      news: { ...told.news, language: person.language },
      ...(riders && { riders }),
      weekly: promptFrequencyOn(person, facts, day) === 'weekly',
    }),
  };
}
