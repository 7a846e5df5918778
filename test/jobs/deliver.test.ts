import { beforeEach, describe, expect, it } from 'vitest';
import { useEmptyStore } from '../store/backend.ts';
import { anEntry } from '../store/samples.ts';
import { day, hour, type JobsFixture, jobsFixture, minute, promptDue } from './jobs-fixture.ts';
import { fakeMessenger, type Refusal } from './messenger.ts';

const retry: Refusal = { ok: false, kind: 'retry', reason: 'unavailable' };
const second = 1000;

describe('a delivery', () => {
  const store = useEmptyStore();
  let here: JobsFixture;
  beforeEach(() => {
    here = jobsFixture(store());
    here.at = promptDue;
  });

  it('is sent once, and kept with where it stands', async () => {
    const ada = await here.joins();
    expect(await here.tick()).toBe(1);
    expect(await here.deliver()).toBe(1);
    expect(await here.tick()).toBe(0);
    expect(await here.deliver()).toBe(0);
    expect(here.messenger.arrived).toMatchObject([{ channel: `dm:${ada.id}`, code: 'prompt' }]);
    expect(await here.delivery(ada)).toMatchObject({
      state: 'sent',
      sentAt: promptDue,
      late: false,
      attempts: 1,
      post: { channel: `dm:${ada.id}`, message: 'm0' },
    });
  });

  it('is tried again after 2, 4, 8 … seconds of the machine, at most 10 minutes', async () => {
    const ada = await here.joins();
    here.messenger.always(`dm:${ada.id}`, retry);
    await here.tick();
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 12; attempt++) {
      await here.deliver();
      const { notBefore, state, reason, attempts } = await here.delivery(ada);
      expect({ state, reason, attempts }).toEqual({
        state: 'pending',
        reason: 'unavailable',
        attempts: attempt,
      });
      waits.push((notBefore - here.machine) / second);
      here.machine = notBefore - 1;
      expect(await here.deliver()).toBe(0);
      here.machine = notBefore;
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
    // The product's time does not hasten it.
    here.at += hour;
    here.machine = 0;
    expect(await here.deliver()).toBe(0);
  });

  it('waits as long as the platform says', async () => {
    const ada = await here.joins();
    here.messenger.willGo({ ...retry, reason: 'rate-limited', retryAfterMs: 7_500 });
    await here.tick();
    await here.deliver();
    expect((await here.delivery(ada)).notBefore).toBe(7_500);
    here.machine = 7_500;
    await here.deliver();
    expect(await here.delivery(ada)).toMatchObject({ state: 'sent', attempts: 2 });
    expect(here.messenger.arrived).toHaveLength(1);
  });

  it('is recorded as missed when its time ran out before it could be sent', async () => {
    const ada = await here.joins();
    here.messenger.willGo(retry);
    await here.tick();
    await here.deliver();
    here.at = promptDue + 4 * hour + 1;
    here.machine = hour;
    await here.deliver();
    expect(await here.delivery(ada)).toMatchObject({
      state: 'missed',
      reason: 'unavailable',
      settledAt: here.at,
    });
    expect(here.messenger.arrived).toEqual([]);
  });

  it('parks a person whose DM is closed, and nothing more is made for them', async () => {
    const ada = await here.joins();
    here.messenger.willGo({ ok: false, kind: 'permanent', reason: 'dm-closed' });
    await here.tick();
    await here.deliver();
    expect(await here.delivery(ada)).toMatchObject({ state: 'parked', reason: 'dm-closed' });
    expect((await here.store.people.find(ada.id))?.dm).toMatchObject({ closedAt: promptDue, told: false });
    for (const days of [1, 2, 9]) await here.advanceTo(promptDue + days * day);
    expect(await here.deliveries()).toHaveLength(1);
    expect(here.messenger.sends()).toBe(1);
  });

  it('that is refused for good is never tried again', async () => {
    const ada = await here.joins();
    here.messenger.willGo({ ok: false, kind: 'permanent', reason: 'invalid', detail: 'too long' });
    await here.tick();
    await here.deliver();
    here.machine = day;
    expect(await here.deliver()).toBe(0);
    expect(await here.delivery(ada)).toMatchObject({ state: 'failed', reason: 'invalid' });
    expect(here.log).toMatchObject([{ level: 'warn', facts: { detail: 'too long' } }]);
  });

  it('is dropped when nobody wants it any more', async () => {
    const ada = await here.joins();
    await here.tick();
    await here.store.entries.insert(anEntry(ada.id, { day: Math.floor(promptDue / day), at: promptDue }));
    await here.deliver();
    expect(await here.delivery(ada)).toMatchObject({ state: 'dropped', reason: 'logged' });
    expect(here.messenger.sends()).toBe(0);
  });

  it('waits for a platform that is off, as long as it may be sent', async () => {
    const ada = await here.joins({ dm: { platform: 'elsewhere', channel: 'c' } });
    await here.tick();
    await here.deliver();
    expect(await here.delivery(ada)).toMatchObject({ state: 'pending', reason: 'platform-off' });
    here.at = promptDue + 4 * hour + 1;
    here.machine = hour;
    await here.deliver();
    expect(await here.delivery(ada)).toMatchObject({ state: 'missed', reason: 'platform-off' });
  });

  describe('whose fate is unknown', () => {
    it('is looked up, and not sent again when it arrived', async () => {
      const ada = await here.joins();
      here.messenger.willGo('lost');
      await here.tick();
      await here.deliver();
      expect(await here.delivery(ada)).toMatchObject({ state: 'uncertain', notBefore: 4 * second });
      here.machine = 4 * second;
      await here.deliver();
      expect(await here.delivery(ada)).toMatchObject({ state: 'sent', post: { message: 'm0' } });
      expect(here.messenger.sends()).toBe(1);
    });

    it('is sent again when it did not arrive', async () => {
      const ada = await here.joins();
      here.messenger.willGo({ ok: false, kind: 'uncertain', reason: 'unavailable' });
      await here.tick();
      await here.deliver();
      here.machine = minute;
      await here.deliver();
      expect(await here.delivery(ada)).toMatchObject({ state: 'sent', attempts: 2 });
      expect(here.messenger.arrived).toHaveLength(1);
    });

    it('is never sent unseen, and recorded as missed when its time ran out', async () => {
      const ada = await here.joins();
      here.messenger.willGo('lost');
      here.messenger.sees('unknown');
      await here.tick();
      for (let attempt = 0; attempt < 5; attempt++) {
        await here.deliver();
        expect((await here.delivery(ada)).state).toBe('uncertain');
        here.machine += 10 * minute;
      }
      here.at = promptDue + 4 * hour + 1;
      await here.deliver();
      expect(await here.delivery(ada)).toMatchObject({ state: 'missed', reason: 'uncertain' });
      expect(here.messenger.sends()).toBe(1);
    });

    it('is repeated under the same id where a platform cannot look', async () => {
      const messenger = fakeMessenger('blind', false);
      const blind = jobsFixture(here.store, messenger);
      blind.at = promptDue;
      const ada = await blind.joins();
      messenger.willGo('lost');
      await blind.tick();
      await blind.deliver();
      blind.machine = minute;
      await blind.deliver();
      expect(new Set(messenger.arrived.map((it) => it.deliveryId))).toEqual(
        new Set([`${ada.id}:prompt:2027-03-10`]),
      );
    });
  });

  describe('whose sender dies', () => {
    it('between sending and settling is found by the next one, not sent again', async () => {
      const ada = await here.joins();
      here.messenger.willGo('hangs');
      await here.tick();
      void here.deliver();
      await expect.poll(() => here.messenger.arrived.length, { timeout: 20_000 }).toBe(1);
      const next = jobsFixture(here.store, here.messenger);
      next.at = promptDue + minute;
      next.machine = minute - 1;
      expect(await next.deliver()).toBe(0);
      next.machine = minute;
      expect(await next.deliver()).toBe(1);
      expect(await next.delivery(ada)).toMatchObject({ state: 'sent', attempts: 2, post: { message: 'm0' } });
      expect(here.messenger.arrived).toHaveLength(1);
    });

    it('and which is unwanted by then is known to have been sent', async () => {
      const ada = await here.joins();
      here.messenger.willGo('hangs');
      await here.tick();
      void here.deliver();
      await expect.poll(() => here.messenger.arrived.length, { timeout: 20_000 }).toBe(1);
      await here.store.entries.insert(anEntry(ada.id, { day: Math.floor(promptDue / day), at: promptDue }));
      const next = jobsFixture(here.store, here.messenger);
      Object.assign(next, { at: promptDue + minute, machine: minute });
      await next.deliver();
      expect(await next.delivery(ada)).toMatchObject({ state: 'sent', attempts: 2 });
    });

    it('takes nothing back when it wakes up after its lease', async () => {
      const ada = await here.joins();
      await here.tick();
      let wake = (): void => undefined;
      const asleep = new Promise<void>((resolve) => {
        wake = resolve;
      });
      const slow = fakeMessenger();
      const sleeper = jobsFixture(here.store, {
        ...slow,
        async send(...args) {
          await asleep;
          return slow.send(...args);
        },
      });
      sleeper.at = promptDue;
      const working = sleeper.deliver();
      await expect.poll(async () => (await here.delivery(ada)).state, { timeout: 20_000 }).toBe('sending');
      here.machine = minute;
      await here.deliver();
      const settled = await here.delivery(ada);
      expect(settled).toMatchObject({ state: 'sent', attempts: 2 });
      wake();
      await working;
      expect(await here.delivery(ada)).toEqual(settled);
      expect(sleeper.log).toMatchObject([{ level: 'warn', text: expect.stringContaining('lease was lost') }]);
    });
  });

  it('that arrives while its owner is erased is taken back', async () => {
    const ada = await here.joins();
    await here.tick();
    const { send } = here.messenger;
    here.messenger.send = async (...args) => {
      const sent = await send(...args);
      await here.store.deliveries.eraseAll(ada.id);
      return sent;
    };
    await here.deliver();
    expect(here.messenger.removed).toEqual(['m0']);
    expect(here.log).toEqual([]);
  });

  it('that fails unexpectedly is stepped past and tried again later', async () => {
    const [ada, broken, grace] = [await here.joins(), await here.joins(), await here.joins()];
    here.messenger.always(`dm:${broken.id}`, 'throws');
    await here.tick();
    expect(await here.deliver()).toBe(3);
    const states = await Promise.all([ada, broken, grace].map(async (it) => (await here.delivery(it)).state));
    expect(states).toEqual(['sent', 'pending', 'sent']);
    expect(await here.delivery(broken)).toMatchObject({ reason: 'unexpected', notBefore: 2 * second });
    expect(here.log).toMatchObject([{ level: 'error', text: 'a delivery failed unexpectedly' }]);
  });
});
