import { updatePerson } from '../account/index.ts';
import type { Instant } from '../calendar/index.ts';
import { type CardStore, keepCard } from '../deck/index.ts';
import { type Entry, isPain } from '../log/index.ts';
import type { PeopleStore, Person } from '../people/index.ts';
import { withFollowUp, withoutFollowUp } from '../reminders/index.ts';
import type { ChainStore } from './ports.ts';

interface Learning {
  readonly now: Instant;
  readonly services: {
    readonly stores: { readonly people: PeopleStore; readonly cards: CardStore; readonly chains: ChainStore };
    readonly rules: { readonly tzdb: string };
  };
}

/**
 * After a pain point was written, changed, deleted or brought back: its card comes or leaves, a fix is asked about a week
 * later, and a chain of whys goes with the words it was about.
 */
export async function keepLearning(
  { now, services: { stores, rules } }: Learning,
  person: Person,
  after: Entry,
  before?: Entry,
): Promise<void> {
  if (!isPain(after) && !(before && isPain(before))) return;
  await keepCard(stores.cards, after, now);
  const isFixed = isFixedNow(after);
  if (isFixed !== isFixedNow(before)) {
    await updatePerson(stores.people, person, { now, tzdb: rules.tzdb }, (current) =>
      isFixed ? withFollowUp(current, after.id, now) : withoutFollowUp(current, after.id),
    );
  }
  if (after.text === '') await stores.chains.remove(person.id, after.id);
}

const isFixedNow = (entry: Entry | undefined): boolean =>
  entry?.pain?.state === 'fixed' && entry.deletedAt === undefined && entry.text !== '';
