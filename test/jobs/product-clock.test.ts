import { describe, expect, it } from 'vitest';
import { createDeliveryWorker } from '../../src/jobs/delivery-worker.ts';
import { productClock, timeMachine } from '../../src/jobs/product-clock.ts';
import { useEmptyStore } from '../store/backend.ts';
import { day, hour, jobsFixture, minute, morning, promptDue } from './jobs-fixture.ts';

describe("the product's clock", () => {
  it("runs with the machine's, some way ahead, and never back", () => {
    let machine = 1000;
    const clock = productClock(() => machine, 500);
    expect(clock.now()).toBe(1500);
    machine += 10;
    expect(clock.now()).toBe(1510);
    clock.set(1400);
    expect(clock.now()).toBe(1510);
    clock.set(9000);
    machine += 1;
    expect([clock.now(), clock.aheadMs()]).toEqual([9001, 9000 - 1010]);
  });

  it('stands still while it is frozen, and goes on from there', () => {
    let machine = 0;
    const clock = productClock(() => machine, 0);
    clock.set(100, { frozen: true });
    machine = 60;
    expect(clock.now()).toBe(100);
    clock.set(clock.now());
    machine = 70;
    expect(clock.now()).toBe(110);
  });
});

describe('the time machine', () => {
  const store = useEmptyStore();

  async function machine() {
    const here = jobsFixture(store());
    const clock = productClock(() => 0, morning);
    const deps = { ...here.deps, now: clock.now };
    const saved: number[] = [];
    const beats: number[] = [];
    const travel = timeMachine({
      clock,
      deliveryWorker: createDeliveryWorker(deps),
      system: here.store.system,
      saveAhead: async (ahead) => void saved.push(ahead),
      beat: async (now) => void beats.push(now),
    });
    return { here, clock, travel, saved, beats };
  }

  it('finishes what is due at each instant before the next, on the instant', async () => {
    const { here, clock, travel, saved } = await machine();
    const [ada, grace] = [await here.joins(), await here.joins({ promptTime: 10 * 60 })];
    await travel.advanceTo(morning + day);
    const rows = await here.deliveries({ state: 'sent' });
    expect(rows.map((it) => [it.kind, it.dueAt, it.sentAt, it.late])).toEqual([
      ['prompt', promptDue, promptDue, false],
      ['prompt', promptDue + hour, promptDue + hour, false],
      ['nudge', morning + 13 * hour, morning + 13 * hour, false],
      ['nudge', morning + 13 * hour, morning + 13 * hour, false],
    ]);
    expect(here.messenger.arrived.slice(0, 2).map((it) => it.channel)).toEqual([
      `dm:${ada.id}`,
      `dm:${grace.id}`,
    ]);
    expect(clock.now()).toBe(morning + day);
    expect(saved.at(-1)).toBe(morning + day);
  });

  it('writes the heartbeat before time moves, so that a crash sees no outage', async () => {
    const { here, travel, beats, saved } = await machine();
    await here.joins();
    await travel.advanceTo(promptDue + minute);
    expect(beats).toEqual([promptDue, promptDue + minute]);
    expect(saved).toEqual([promptDue, promptDue + minute, promptDue + minute]);
  });

  it('goes forward only, one journey after the other', async () => {
    const { clock, travel } = await machine();
    await Promise.all([
      travel.advanceTo(morning + hour),
      travel.advanceTo(morning + minute),
      travel.advanceTo(morning),
    ]);
    expect(clock.now()).toBe(morning + hour);
  });

  it('arrives although a row fails, and nobody else is late by it', async () => {
    const { here, clock, travel } = await machine();
    const bad = await here.joins();
    const good = await here.joins({ promptTime: 10 * 60 });
    const clocks = [{ from: 0, zone: 'Nowhere/At_All', dayStart: 180 }];
    await here.store.people.save({ ...bad, clocks, dueAt: promptDue });
    await travel.advanceTo(promptDue + 2 * hour);
    expect(clock.now()).toBe(promptDue + 2 * hour);
    expect(await here.delivery(good)).toMatchObject({ state: 'sent', sentAt: promptDue + hour, late: false });
  });
});
