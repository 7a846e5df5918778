import type { Destination } from '../../chat/messenger.ts';
import { dayAt } from '../../core/calendar/index.ts';
import { isQuietOn } from '../../core/reminders/index.ts';
import { readFacts } from '../../core/streaks/read.ts';
import { followUpMessage } from '../../messages/follow-up.ts';
import { type Composer, personOf } from './composed.ts';

/** Asks whether a fix held (R36), unless its entry is gone or not fixed any more. */
export const composeFollowUp: Composer = async (deps, delivery) => {
  const { stores } = deps;
  const personId = personOf(delivery);
  const [entryId = ''] = delivery.key.split('.');
  const person = await stores.people.find(personId);
  const entry = person && (await stores.entries.find(personId, entryId));
  if (!person || !entry) return { dropped: 'gone' };
  if (entry.pain?.state !== 'fixed') return { dropped: 'not-fixed' };
  const day = dayAt(person.clocks, delivery.dueAt);
  const facts = await readFacts(stores, person, deps.now(), Math.min(person.lastActiveDay, day) - 8);
  if (isQuietOn(person, facts, day)) return { dropped: 'quiet' };
  return { to: person.dm as Destination, reply: followUpMessage(entry) };
};
