import { dayAt, formatDay, type Instant } from '../calendar/index.ts';
import type { EntryStore } from '../log/ports.ts';
import type { Person, PersonId } from '../people/types.ts';
import { deliveryId, isRefused, pendingDelivery } from '../reminders/delivery.ts';
import { kindsWhere } from '../reminders/delivery-kinds.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import type { Delivery } from '../reminders/types.ts';

interface CarryStores {
  readonly deliveries: DeliveryStore;
  readonly entries: EntryStore;
}

const latestFew = 4;
const carriedAtMost = 1_000;

const dropped = kindsWhere(({ onLink }) => onLink === 'drop' || onLink === 'drop-and-note');
const noted = kindsWhere(({ onLink }) => onLink === 'drop-and-note');
const carried = kindsWhere(({ onLink }) => onLink === 'carry');

/** Drops what waits for a person who was linked to another one. */
export async function dropReminders(
  { deliveries }: Pick<CarryStores, 'deliveries'>,
  personId: PersonId,
): Promise<void> {
  await deliveries.dropPending({ personId }, dropped, 'linked');
}

/** It arrived, or may still arrive. */
const reached = ({ state }: Delivery): boolean =>
  state === 'sent' || state === 'sending' || state === 'uncertain';

/**
 * Copies the records of what one person was sent for today to the other, so that a date is asked about once. Queues again what the
 * community was owed of entries that moved. It can be repeated after a crash.
 */
export async function carryDeliveries(
  { deliveries, entries }: CarryStores,
  from: Person,
  to: Person,
  now: Instant,
): Promise<void> {
  const owner = { personId: to.id };
  const since = formatDay(Math.min(dayAt(from.clocks, now), dayAt(to.clocks, now)));
  for (const kind of noted) {
    const latest = await deliveries.latest(from.id, kind, latestFew);
    for (const it of latest.filter((one) => one.key >= since && reached(one))) {
      const { lease: _lease, post: _post, reason: _reason, ...facts } = it;
      const id = deliveryId(owner, kind, it.key);
      const sentAt = it.sentAt ?? now;
      const fresh = await deliveries.put({ ...facts, id, owner, state: 'sent', sentAt, settledAt: sentAt });
      const waits = !fresh && (await deliveries.find(owner, id))?.state === 'pending';
      if (waits) await deliveries.dropPending(owner, [kind], 'linked');
    }
  }
  const owedElsewhere = await Promise.all(
    carried.map((kind) => deliveries.latest(from.id, kind, carriedAtMost)),
  );
  for (const it of owedElsewhere.flat()) {
    const [entryId = ''] = it.key.split('.');
    const isOwed = it.state === 'pending' || isRefused(it);
    if (!isOwed || !(await entries.find(to.id, entryId))) continue;
    const { kind, key, lane, dueAt, expiresAt } = it;
    const owed = pendingDelivery({ owner, kind, key, lane, dueAt, expiresAt });
    const { state, settledAt, reason } = it;
    await deliveries.put(
      state === 'pending'
        ? owed
        : { ...owed, state, ...(settledAt !== undefined && { settledAt }), ...(reason && { reason }) },
    );
  }
}
