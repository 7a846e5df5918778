import { type Day, dayBounds, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { type DeliveryKind, factsOfKind } from './delivery-kinds.ts';

/** From here on a reminder says that it is late (R24). */
const lateFromMs = 5 * 60 * 1000;

export const isLate = (dueAt: Instant, now: Instant): boolean => now - dueAt > lateFromMs;

/** Until when a delivery may be sent (R23). `dateEnd`: where its local date ends, for the kinds that are bound to one. */
export function latestSend(
  kind: DeliveryKind,
  dueAt: Instant,
  { dateEnd, lateWindowMs }: { readonly dateEnd: Instant; readonly lateWindowMs: number },
): Instant {
  const { lateness } = factsOfKind(kind);
  return lateness === 'its-date' ? Math.min(dueAt + lateWindowMs, dateEnd - 1) : dueAt + lateness.forMs;
}

/** Until when a person may be sent something that belongs to one of their local dates. */
export const latestSendOn = (
  person: Person,
  day: Day,
  { kind, dueAt }: { readonly kind: DeliveryKind; readonly dueAt: Instant },
  lateWindowMs: number,
): Instant => latestSend(kind, dueAt, { dateEnd: dayBounds(person.clocks, day)?.end ?? dueAt, lateWindowMs });
