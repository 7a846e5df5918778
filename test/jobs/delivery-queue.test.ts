import { beforeEach, describe, expect, it } from 'vitest';
import { useEmptyStore } from '../store/backend.ts';
import { type JobsFixture, jobsFixture, minute, promptDue } from './jobs-fixture.ts';
import { fakeMessenger } from './messenger.ts';

const patient = { timeout: 20_000 };

describe('sending', () => {
  const store = useEmptyStore();
  let here: JobsFixture;
  beforeEach(() => {
    here = jobsFixture(store());
    here.at = promptDue;
  });
  const crowd = async (count: number, more = {}) => {
    for (let n = 0; n < count; n++) await here.joins(more);
  };

  it('goes on while some hang, and while more becomes due', async () => {
    await crowd(60);
    here.messenger.willGo('hangs', 'hangs', 'hangs');
    const deliveryWorker = here.deliveryWorker();
    void deliveryWorker.drain();
    await expect.poll(() => here.messenger.arrived.length, patient).toBe(60);
    await here.joins({ promptTime: 9 * 60 + 1 });
    here.at += minute;
    void deliveryWorker.drain();
    await expect.poll(() => here.messenger.arrived.length, patient).toBe(61);
  });

  it('to one platform waits for no other', async () => {
    const stuck = fakeMessenger('stuck');
    (here.deps.messengers as Map<string, typeof stuck>).set('stuck', stuck);
    const dm = { platform: 'stuck', channel: 'stuck' };
    stuck.always('stuck', 'hangs');
    await crowd(50, { dm });
    await crowd(3);
    void here.deliveryWorker().drain();
    await expect.poll(() => here.messenger.arrived.length, patient).toBe(3);
    await expect.poll(() => stuck.arrived.length, patient).toBeGreaterThan(40);
  });

  it('to one team, which has limits of its own, waits for no other', async () => {
    here.messenger.always('stuck', 'hangs');
    await crowd(50, { dm: { platform: 'test', team: 'slow', channel: 'stuck' } });
    await crowd(3, { dm: { platform: 'test', team: 'quick', channel: 'free' } });
    void here.deliveryWorker().drain();
    const freed = () => here.messenger.arrived.filter((it) => it.channel === 'free').length;
    await expect.poll(freed, patient).toBe(3);
  });

  it('claims nothing more once it was stopped', async () => {
    await crowd(60);
    let open = (): void => undefined;
    const closed = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow = jobsFixture(store(), {
      ...here.messenger,
      async send(...args) {
        await closed;
        return here.messenger.send(...args);
      },
    });
    slow.at = promptDue;
    const deliveryWorker = slow.deliveryWorker();
    void deliveryWorker.drain();
    await expect
      .poll(async () => (await here.deliveries({ state: 'sending' })).length, patient)
      .toBeGreaterThan(40);
    const stopped = deliveryWorker.stop();
    open();
    await stopped;
    expect(await here.deliveries({ state: 'sending' })).toEqual([]);
    expect((await here.deliveries({ state: 'sent' })).length).toBeLessThan(60);
  });

  it('looks for what may have arrived, never for what the platform put off', async () => {
    let looks = 0;
    const curious = jobsFixture(store(), {
      ...here.messenger,
      async find(...args) {
        looks += 1;
        return here.messenger.find?.(...args);
      },
    });
    curious.at = promptDue;
    await here.joins();
    here.messenger.willGo({ ok: false, kind: 'retry', reason: 'rate-limited', retryAfterMs: minute });
    await curious.tick();
    await curious.deliver();
    curious.machine = minute;
    here.messenger.willGo('lost');
    await curious.deliver();
    expect([looks, here.messenger.sends()]).toEqual([0, 2]);
    curious.machine = 10 * minute;
    await curious.deliver();
    expect([looks, here.messenger.sends()]).toEqual([1, 2]);
  });
});
