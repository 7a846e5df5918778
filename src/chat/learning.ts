import { keepCard } from '../core/deck/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { Person } from '../core/people/index.ts';
import { withFollowUp, withoutFollowUp } from '../core/reminders/index.ts';
import { change } from './answers.ts';
import type { Context } from './context.ts';

/**
 * After a pain point was written, changed, deleted or brought back: its card comes or leaves, a fix is asked about a week
 * later, and a chain of whys goes with the words it was about.
 */
export async function keepLearning(
  context: Context,
  person: Person,
  after: Entry,
  before?: Entry,
): Promise<void> {
  if (after.kind !== 'pain' && before?.kind !== 'pain') return;
  const { stores, now } = context;
  await keepCard(stores.cards, after, now);
  const isFixed = isFixedNow(after);
  if (isFixed !== isFixedNow(before)) {
    await change(context, person, (current) =>
      isFixed ? withFollowUp(current, after.id, now) : withoutFollowUp(current, after.id),
    );
  }
  if (after.text === '') await stores.chains.remove(person.id, after.id);
}

const isFixedNow = (entry: Entry | undefined): boolean =>
  entry?.pain?.state === 'fixed' && entry.deletedAt === undefined && entry.text !== '';
