import type { ReminderKind } from '../../core/reminders/index.ts';
import type { Composer } from './composed.ts';
import { composeReminder } from './reminder.ts';

/** The question once more, an hour after somebody asked for that. */
export const composeSnooze =
  (kind: Exclude<ReminderKind, 'prompt' | 'nudge'>): Composer =>
  (deps, delivery) =>
    composeReminder(deps, delivery, kind);
