import type { Composer } from './composed.ts';
import { composeReminder } from './reminder.ts';

/** The day's question; it says how many cards are due where the person wants that. */
export const composePrompt: Composer = (deps, delivery) =>
  composeReminder(deps, delivery, 'prompt', {
    cardsDue: async ({ stores, now }, person) =>
      person.learning?.cardsInPrompt === true ? stores.cards.countDue(person.id, now()) : undefined,
  });
