import { expect, test } from 'vitest';
import type { DeliveryStore } from '../../../src/core/reminders/index.ts';
import { queueShare } from '../../../src/core/sharing/index.ts';
import { anEntry, now } from '../../store/samples.ts';

test('a share is sent at once: the delivery worker is woken when it is written, not at the next tick', async () => {
  const happened: string[] = [];
  const deliveries = {
    put: async ({ kind, dueAt }: { readonly kind: string; readonly dueAt: number }) => {
      happened.push(`${kind} due in ${dueAt - now} ms`);
      return true;
    },
  } as unknown as DeliveryStore;
  const services = { stores: { deliveries }, wakeDeliveryWorker: () => void happened.push('woken') };
  await queueShare({ now, place: { platform: 'slack', team: 'T1' }, services }, anEntry('p1'), 'event');
  expect(happened).toEqual(['share due in 0 ms', 'woken']);
});
