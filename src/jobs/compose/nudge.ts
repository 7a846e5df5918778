import { deliveryId } from '../../core/reminders/index.ts';
import type { Composer } from './composed.ts';
import { composeReminder } from './reminder.ts';

/** A second word before the date ends; it follows a prompt or is not sent. */
export const composeNudge: Composer = (deps, delivery) =>
  composeReminder(deps, delivery, 'nudge', {
    prompt: ({ stores }, { owner, key }) => stores.deliveries.find(owner, deliveryId(owner, 'prompt', key)),
  });
