import { type Day, dayAt, type Instant, mondayOf } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import type { StreakFacts } from '../streaks/index.ts';
import { laneOf, missedDelivery, pendingDelivery } from './delivery.ts';
import { isLate, latestSendOn } from './lateness.ts';
import { reasonNotToSend } from './reason-not-to-send.ts';
import { type Slot, slotsOn } from './schedule.ts';
import { planSummaries, summaryDays, wantsSummary } from './summary.ts';
import type { Delivery } from './types.ts';
import { promptFrequencyOn } from './unanswered.ts';

export interface Plan {
  readonly deliveries: readonly Delivery[];
  /** The person; `silent` from now on if they stayed away too long (R21). */
  readonly person: Person;
}

/** The slots that became due since the person was last planned, in the order of their due instants. */
export function dueSlots(person: Person, now: Instant): readonly Slot[] {
  if (person.dueAt === undefined) return [];
  const since = person.dueAt;
  const slots: Slot[] = [];
  for (let day = dayAt(person.clocks, since); day <= dayAt(person.clocks, now); day++) {
    slots.push(...slotsOn(person, day).filter((slot) => slot.dueAt >= since && slot.dueAt <= now));
  }
  return slots;
}

/** The earliest date whose entries `planReminders` needs. */
export const factsFrom = (person: Person, now: Instant): Day =>
  mondayOf(
    Math.min(
      person.lastActiveDay,
      dayAt(person.clocks, person.dueAt ?? now) - (wantsSummary(person) ? summaryDays : 0),
    ),
  );

/**
 * What is owed to a person at `now`: a delivery for each wanted slot that is in time, and a missed record for each that is too
 * late (R23). `prompts`: the existing deliveries of the due dates' prompts, by key.
 */
export function planReminders(
  person: Person,
  facts: StreakFacts,
  prompts: ReadonlyMap<string, Delivery>,
  now: Instant,
  lateWindowMs: number,
): Plan {
  const deliveries: Delivery[] = [];
  const known = new Map(prompts);
  for (const slot of dueSlots(person, now)) {
    if (reasonNotToSend(slot, person, facts, known.get(slot.key)) !== undefined) continue;
    const owed = {
      owner: { personId: person.id },
      kind: slot.kind,
      key: slot.key,
      lane: laneOf(person.dm, slot.kind),
      dueAt: slot.dueAt,
      expiresAt: latestSendOn(person, slot.day, slot, lateWindowMs),
    };
    const delivery = now <= owed.expiresAt ? pendingDelivery(owed) : missedDelivery(owed, now, 'too-late');
    deliveries.push(delivery);
    // A prompt about to be sent counts as sent now (R15).
    if (slot.kind === 'prompt')
      known.set(slot.key, { ...delivery, late: isLate(slot.dueAt, now), sentAt: now });
  }
  deliveries.push(...planSummaries(person, facts, now, lateWindowMs));
  const silent =
    person.prompts === 'on' && promptFrequencyOn(person, facts, dayAt(person.clocks, now)) === 'silent';
  return { deliveries, person: silent ? { ...person, prompts: 'silent' } : person };
}
