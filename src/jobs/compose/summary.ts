import type { Destination } from '../../chat/messenger.ts';
import { takeRiders, tellNews } from '../../core/account/index.ts';
import { parseDay } from '../../core/calendar/index.ts';
import { isSummaryWanted, summaryDays } from '../../core/reminders/index.ts';
import { readFacts, readLedger } from '../../core/streaks/read.ts';
import { pictureOf } from '../../messages/picture.ts';
import { summaryMessage } from '../../messages/summary.ts';
import { sharingOf } from '../../settings/picture-sharing.ts';
import { type Composer, personOf } from './composed.ts';

const mostEntries = 200;

/** The week of a person (R43), with what has no message of its own. */
export const composeSummary: Composer = async (deps, delivery) => {
  const { stores, rules } = deps;
  const now = deps.now();
  const person = await stores.people.find(personOf(delivery));
  const day = parseDay(delivery.key);
  if (!person || day === undefined) return { dropped: 'gone' };
  const facts = await readFacts(stores, person, now, Math.min(person.lastActiveDay, day - summaryDays) - 8);
  if (!isSummaryWanted(person, facts, day))
    return { dropped: 'not-wanted', ...(person.dm && { to: person.dm }) };
  const [first, last] = [day - summaryDays, day - 1];
  const [entries, streak] = await Promise.all([
    stores.entries.list(person.id, { from: first, to: last }, { limit: mostEntries }),
    readLedger(stores, person, now, rules),
  ]);
  const { mayHaveArrived } = delivery;
  const message = { by: delivery.id, now, rules, mayHaveArrived };
  const told = await tellNews(stores, person, message);
  const riders = await takeRiders(stores, told.person, { ...message, day });
  const { signature } = await sharingOf(person, { services: { stores } });
  const year = { view: 'year', of: streak.today, theme: 'light', shape: 'wide' } as const;
  const picture = await pictureOf(year, streak, signature);
  return {
    to: person.dm as Destination,
    reply: summaryMessage({
      first,
      last,
      language: person.language,
      entries,
      streak: streak.current,
      news: { ...told.news, language: person.language },
      riders,
      picture,
    }),
  };
};
