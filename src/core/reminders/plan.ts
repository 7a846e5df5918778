import { dayAt, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import type { StreakFacts } from '../streaks/index.ts';
import { missedDelivery, pendingDelivery } from './delivery.ts';
import { type Slot, slotsOn } from './schedule.ts';
import type { Delivery } from './types.ts';
import { expiresAt, fallsSilent, unwanted } from './wanted.ts';

export interface Plan {
  readonly deliveries: readonly Delivery[];
  /** The person, perhaps left in peace from now on. */
  readonly person: Person;
}

/** The slots that became due since the person was looked at last. */
export function dueSlots(person: Person, now: Instant): readonly Slot[] {
  if (person.dueAt === undefined) return [];
  const since = person.dueAt;
  const slots: Slot[] = [];
  for (let day = dayAt(person.clocks, since); day <= dayAt(person.clocks, now); day++) {
    slots.push(...slotsOn(person, day).filter((slot) => slot.dueAt >= since && slot.dueAt <= now));
  }
  return slots;
}

/**
 * What is owed to a person at `now`: a delivery for each wanted slot that can still be sent, a record of each that came
 * too late.
 */
export function planReminders(person: Person, facts: StreakFacts, now: Instant, lateWindowMs: number): Plan {
  const deliveries = dueSlots(person, now)
    .filter((slot) => unwanted(slot.kind, slot.day, person, facts) === undefined)
    .map((slot) => {
      const owed = {
        owner: { personId: person.id },
        kind: slot.kind,
        key: slot.key,
        dueAt: slot.dueAt,
        expiresAt: expiresAt(person, slot.day, slot.dueAt, lateWindowMs),
      };
      return now <= owed.expiresAt ? pendingDelivery(owed) : missedDelivery(owed, 'too-late');
    });
  const silent = person.prompts === 'on' && fallsSilent(person, dayAt(person.clocks, now));
  return { deliveries, person: silent ? { ...person, prompts: 'silent' } : person };
}
