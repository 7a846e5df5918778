import { describe, expect, it } from 'vitest';
import { formatWeek } from '../../../src/core/calendar/index.ts';
import { type Delivery, deliveryStates, pendingDelivery } from '../../../src/core/reminders/index.ts';
import type { Store } from '../../../src/store/index.ts';
import { aDelivery, dayMs, id, now } from '../samples.ts';

/** Claims of a suite's shared database are told apart by the due instant: each test has its own past. */
export function deliverySuite(store: () => Store): void {
  const claim = (worker: string, machineNow: number, limit = 50, leaseMs = 60_000) =>
    store().system.claimDeliveries('test', worker, machineNow, leaseMs, limit);
  const find = (it: Delivery) => store().deliveries.find(it.owner, it.id);

  describe('deliveries', () => {
    it('puts a delivery once, whoever comes first', async () => {
      const me = id('person');
      const puts = await Promise.all([1, 2, 3, 4].map(() => store().deliveries.put(aDelivery(me))));
      expect(puts.filter(Boolean)).toHaveLength(1);
      expect(await find(aDelivery(me))).toEqual(aDelivery(me));
      await store().deliveries.eraseAll(me);
    });

    it('opens again what was not sent, once', async () => {
      const me = id('person');
      await store().deliveries.put(aDelivery(me, { state: 'missed', settledAt: now, reason: 'unavailable' }));
      const again = aDelivery(me, { dueAt: now + 1, expiresAt: now + 2 });
      expect(await store().deliveries.reopen(again, 'failed')).toBe(false);
      const opened = await Promise.all([1, 2, 3].map(() => store().deliveries.reopen(again, 'missed')));
      expect(opened.filter(Boolean)).toHaveLength(1);
      expect(await find(again)).toEqual(again);
      await store().deliveries.eraseAll(me);
    });

    it('finds one for its owner alone', async () => {
      const [me, you] = [id('person'), id('person')];
      const mine = aDelivery(me, { state: 'missed', settledAt: now, reason: 'too-late' });
      await store().deliveries.put(mine);
      expect(await store().deliveries.find({ personId: you }, mine.id)).toBeUndefined();
      expect(await store().deliveries.find({ communityId: me }, mine.id)).toBeUndefined();
      expect(await find(mine)).toEqual(mine);
    });

    it('tells the latest of a kind, the newest key first', async () => {
      const me = id('person');
      for (const key of ['2027-03-08', '2027-03-10', '2027-03-09'])
        await store().deliveries.put(aDelivery(me, { key, state: 'sent' }));
      await store().deliveries.put(aDelivery(me, { key: '2027-03-11', kind: 'nudge', state: 'sent' }));
      const keys = (await store().deliveries.latest(me, 'prompt', 2)).map((it) => it.key);
      expect(keys).toEqual(['2027-03-10', '2027-03-09']);
    });

    it('tells what roundups of a community were sent since, the earliest first', async () => {
      const [here, there] = [id('community'), id('community')];
      const roundup = (dueAt: number, more: Partial<Delivery> = {}) =>
        aDelivery(here, {
          owner: { communityId: here },
          kind: 'roundup',
          key: formatWeek(Math.floor(dueAt / dayMs)),
          dueAt,
          state: 'sent',
          coversFrom: dueAt - 7 * dayMs,
          ...more,
        });
      const sent = [7, 14, 21].map((days) => roundup(now + days * dayMs));
      const others = [
        roundup(now + 28 * dayMs, { state: 'missed' }),
        roundup(now + 14 * dayMs, { owner: { communityId: there } }),
        roundup(now, { kind: 'share' }),
      ];
      for (const it of [...sent].reverse().concat(others)) await store().deliveries.put(it);
      expect(await store().deliveries.sentRoundups(here, now + 14 * dayMs)).toEqual(sent.slice(1));
      expect(await store().deliveries.sentRoundups(here, now + 14 * dayMs + 1)).toEqual(sent.slice(2));
    });

    it('tells every sharing of one entry, and of no other', async () => {
      const me = id('person');
      for (const key of ['e1', 'e1.3', 'e10', 'e10.2', 'e'])
        await store().deliveries.put(aDelivery(me, { key, kind: 'share', state: 'sent' }));
      const keys = (await store().deliveries.sharesOf(me, 'e1')).map((it) => it.key);
      expect(keys.toSorted()).toEqual(['e1', 'e1.3']);
    });

    it('opens again what failed, once, and nothing that may have arrived', async () => {
      const me = id('person');
      const ended = (key: string, state: Delivery['state'], reason: string) =>
        aDelivery(me, { key, state, reason, settledAt: now, kind: 'share' });
      const [failed, missed, unknown, sent] = [
        ended('1', 'failed', 'no-permission'),
        ended('2', 'missed', 'too-late'),
        ended('3', 'missed', 'uncertain'),
        ended('4', 'sent', ''),
      ] as const;
      const reopen = ({ owner, kind, key, lane, dueAt, ...it }: Delivery) =>
        store().deliveries.reopen(
          pendingDelivery({ owner, kind, key, lane, dueAt, expiresAt: now + 9 }),
          it.state === 'failed' ? 'failed' : 'missed',
        );
      for (const it of [failed, missed, unknown, sent]) await store().deliveries.put(it);
      expect(await Promise.all([reopen(failed), reopen(failed)])).toContain(false);
      expect([await reopen(missed), await reopen(unknown), await reopen(sent)]).toEqual([true, false, false]);
      const { reason: _reason, settledAt: _settledAt, ...rest } = failed;
      expect(await find(failed)).toEqual({ ...rest, state: 'pending', notBefore: 0, expiresAt: now + 9 });
      expect((await claim('w', 0)).map((it) => it.key).toSorted()).toEqual(['1', '2']);
      await store().deliveries.eraseAll(me);
    });

    it('writes where a message stands with its files', async () => {
      const me = id('person');
      const sent = aDelivery(me, { state: 'sent' });
      await store().deliveries.put(sent);
      const post = { platform: 'test', channel: 'c', message: 'm', files: ['f1', 'f2'] };
      await store().deliveries.movePost(sent.owner, sent.id, post);
      expect(await find(sent)).toEqual({ ...sent, post });
      await store().deliveries.eraseAll(me);
    });

    it('leases the earliest due first, each to one worker', async () => {
      const me = id('person');
      const all = [3, 1, 2].map((hours) =>
        aDelivery(me, { key: `${hours}`, dueAt: now + hours, notBefore: -500 }),
      );
      for (const one of all) await store().deliveries.put(one);
      const first = await claim('w1', -500, 2);
      expect(first.map((it) => it.key)).toEqual(['1', '2']);
      expect(first[0]).toMatchObject({
        state: 'sending',
        attempts: 1,
        lease: { worker: 'w1', until: -500 + 60_000 },
      });
      expect((await claim('w2', -500)).map((it) => it.key)).toEqual(['3']);
      expect(await claim('w3', -500)).toEqual([]);
      await store().deliveries.eraseAll(me);
    });

    it('leases nothing before its time', async () => {
      const me = id('person');
      await store().deliveries.put(aDelivery(me, { notBefore: -100 }));
      expect(await claim('w', -101)).toEqual([]);
      expect(await claim('w', -100)).toHaveLength(1);
      await store().deliveries.eraseAll(me);
    });

    it('leases again what a dead worker held, and takes nothing from it any more', async () => {
      const me = id('person');
      const delivery = aDelivery(me, { notBefore: -900_000 });
      await store().deliveries.put(delivery);
      await claim('dead', -900_000, 50, 60_000);
      expect(await claim('w', -840_001)).toEqual([]);
      const [again] = await claim('w', -840_000);
      expect(again).toMatchObject({ id: delivery.id, attempts: 2, lease: { worker: 'w' } });
      const end = { state: 'dropped', at: now, reason: 'logged' } as const;
      expect(await store().deliveries.settle(delivery.owner, delivery.id, 'dead', end)).toBe(false);
      expect(await store().deliveries.settle(delivery.owner, delivery.id, 'w', end)).toBe(true);
      expect(await store().deliveries.settle(delivery.owner, delivery.id, 'w', end)).toBe(false);
    });

    it('keeps how one was sent, and nothing of its lease or its reason', async () => {
      const me = id('person');
      const delivery = aDelivery(me, { notBefore: -800_000, reason: 'unavailable' });
      await store().deliveries.put(delivery);
      await claim('w', -800_000);
      const post = { platform: 'test', team: 'T', channel: 'c', message: 'm' };
      await store().deliveries.settle(delivery.owner, delivery.id, 'w', {
        state: 'sent',
        sentAt: now + 7,
        late: true,
        post,
      });
      const { reason: _, ...rest } = delivery;
      expect(await find(delivery)).toEqual({
        ...rest,
        state: 'sent',
        attempts: 1,
        sentAt: now + 7,
        settledAt: now + 7,
        late: true,
        post,
      });
      expect(await claim('w', Number.MAX_SAFE_INTEGER)).toEqual([]);
    });

    it.each(['missed', 'dropped', 'parked', 'failed'] as const)('ends as %s for good', async (state) => {
      const me = id('person');
      const delivery = aDelivery(me, { notBefore: -700_000 });
      await store().deliveries.put(delivery);
      await claim('w', -700_000);
      const end = { state, at: now, reason: 'why' };
      expect(await store().deliveries.settle(delivery.owner, delivery.id, 'w', end)).toBe(true);
      expect(await find(delivery)).toEqual({
        ...delivery,
        state,
        attempts: 1,
        settledAt: now,
        reason: 'why',
      });
      expect(await claim('w', Number.MAX_SAFE_INTEGER)).toEqual([]);
    });

    it.each(['pending', 'uncertain'] as const)('goes back as %s until its time comes', async (state) => {
      const me = id('person');
      const delivery = aDelivery(me, { notBefore: -600_000 });
      await store().deliveries.put(delivery);
      await claim('w', -600_000);
      await store().deliveries.settle(delivery.owner, delivery.id, 'w', {
        state,
        notBefore: -500_000,
        reason: 'unavailable',
      });
      expect(await find(delivery)).toEqual({
        ...delivery,
        state,
        attempts: 1,
        notBefore: -500_000,
        reason: 'unavailable',
      });
      expect(await claim('w', -500_001)).toEqual([]);
      expect(await claim('w', -500_000)).toMatchObject([{ id: delivery.id, attempts: 2 }]);
      await store().deliveries.eraseAll(me);
    });

    it('drops what is pending of some kinds, not what is being sent', async () => {
      const [me, you] = [id('person'), id('person')];
      const sending = aDelivery(me, { key: '2027-03-09', notBefore: -550_000 });
      await store().deliveries.put(sending);
      await claim('w', -550_000);
      const notBefore = -545_000;
      const pending = aDelivery(me, { notBefore });
      const nudge = aDelivery(me, { kind: 'nudge', notBefore });
      const yours = aDelivery(you, { notBefore });
      for (const one of [pending, nudge, yours]) await store().deliveries.put(one);
      expect(await store().deliveries.dropPending({ personId: me }, ['prompt', 'snooze-1'], 'stopped')).toBe(
        1,
      );
      expect(await find(pending)).toMatchObject({ state: 'dropped', reason: 'stopped' });
      expect((await find(sending))?.state).toBe('sending');
      expect((await find(nudge))?.state).toBe('pending');
      expect((await find(yours))?.state).toBe('pending');
      expect(await claim('w', notBefore)).toHaveLength(2);
      for (const personId of [me, you]) await store().deliveries.eraseAll(personId);
    });

    it('counts by state and tells the oldest that waits', async () => {
      const [me, you] = [id('person'), id('person')];
      const before = await store().system.deliveryCounts(deliveryStates);
      await store().deliveries.put(aDelivery(me, { dueAt: -5 }));
      await store().deliveries.put(aDelivery(you, { dueAt: -9 }));
      await store().deliveries.put(aDelivery(you, { dueAt: -20, kind: 'nudge', state: 'sent' }));
      const after = await store().system.deliveryCounts(deliveryStates);
      expect(after).toEqual({ ...before, pending: before.pending + 2, sent: before.sent + 1 });
      expect(await store().system.oldestPendingDueAt()).toBe(-9);
      for (const personId of [me, you]) await store().deliveries.eraseAll(personId);
    });

    it('erases those of a person and of nobody else', async () => {
      const [me, you] = [id('person'), id('person')];
      for (const personId of [me, you]) await store().deliveries.put(aDelivery(personId, { state: 'sent' }));
      await store().deliveries.eraseAll(me);
      expect(await find(aDelivery(me))).toBeUndefined();
      expect(await find(aDelivery(you))).toBeDefined();
    });
  });
}
