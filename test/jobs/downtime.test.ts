import { beforeEach, describe, expect, it } from 'vitest';
import { readLedger } from '../../src/core/streaks/read.ts';
import { recordHeartbeat } from '../../src/jobs/heartbeat.ts';
import { useEmptyStore } from '../store/backend.ts';
import {
  day,
  hour,
  type JobsFixture,
  jobsFixture,
  minute,
  morning,
  promptDue,
  rules,
} from './jobs-fixture.ts';

describe('after a downtime', () => {
  const store = useEmptyStore();
  let here: JobsFixture;
  beforeEach(() => {
    here = jobsFixture(store());
  });

  /** Alive until `from`, then down until `to`, and all that happens at a start. */
  async function down(from: number, to: number): Promise<void> {
    await here.advanceTo(from);
    await recordHeartbeat(here.store.outages, 'test', from);
    here.machine += to - from;
    here.at = to;
    await recordHeartbeat(here.store.outages, 'test', to);
    await here.deliveryWorker().drain();
  }
  const outcomes = async () =>
    (await here.deliveries()).map(({ kind, key, state, late }) => ({ kind, key, state, late }));

  it('of a minute, what was due is sent, not even called late', async () => {
    await here.joins();
    await down(promptDue - 30_000, promptDue + 30_000);
    expect(await outcomes()).toEqual([{ kind: 'prompt', key: '2027-03-10', state: 'sent', late: false }]);
    expect(await here.store.outages.latest('test')).toBeUndefined();
  });

  it('of an hour, it is sent once, late', async () => {
    const ada = await here.joins();
    await down(promptDue - 30 * minute, promptDue + 30 * minute);
    expect(await outcomes()).toEqual([{ kind: 'prompt', key: '2027-03-10', state: 'sent', late: true }]);
    expect(await here.delivery(ada)).toMatchObject({ sentAt: promptDue + 30 * minute });
    await here.deliveryWorker().drain();
    expect(here.messenger.arrived).toHaveLength(1);
  });

  it('of 4 hours and a bit, it is recorded as missed', async () => {
    await here.joins();
    await down(promptDue - minute, promptDue + 4 * hour + 1);
    expect(await outcomes()).toEqual([{ kind: 'prompt', key: '2027-03-10', state: 'missed', late: false }]);
    expect(here.messenger.arrived).toEqual([]);
  });

  it('of 26 hours, each occurrence is judged by itself', async () => {
    await here.joins();
    await down(morning, morning + 26 * hour + 10 * minute);
    expect(await outcomes()).toEqual([
      { kind: 'prompt', key: '2027-03-10', state: 'missed', late: false },
      { kind: 'nudge', key: '2027-03-10', state: 'missed', late: false },
      { kind: 'prompt', key: '2027-03-11', state: 'sent', late: true },
    ]);
    expect(here.messenger.arrived).toHaveLength(1);
  });

  it('of 25 hours, the day that it took is excused; of the next one it took too little', async () => {
    const ada = await here.joins({ joinedDay: Math.floor(morning / day) });
    await down(morning, morning + 25 * hour);
    const ledger = await readLedger(here.store, ada, here.at, rules);
    expect(ledger.days.map(({ excused, reason }) => [excused, reason])).toEqual([
      [true, 'outage'],
      [false, undefined],
    ]);
    expect(await here.store.outages.list('test', 0, here.at)).toEqual([
      { platform: 'test', from: morning, to: morning + 25 * hour },
    ]);
  });

  it('what was written and not sent yet goes out late, or is missed', async () => {
    const ada = await here.joins();
    const late = await here.joins({ promptTime: 12 * 60 });
    here.at = promptDue;
    await here.tick();
    here.at = promptDue + 3 * hour;
    await here.tick();
    await down(promptDue + 3 * hour, promptDue + 4 * hour + minute);
    expect(await here.delivery(ada)).toMatchObject({ state: 'sent' });
    expect((await here.delivery(late)).state).toBe('sent');
  });
});

describe('a heartbeat', () => {
  const store = useEmptyStore();

  it('makes an outage of a gap over 5 minutes, once, also when a start is cut off in between', async () => {
    const { outages } = store();
    expect(await recordHeartbeat(outages, 'test', 0)).toBe(0);
    expect(await recordHeartbeat(outages, 'test', 5 * minute)).toBe(0);
    expect(
      await recordHeartbeat(
        { ...outages, beat: () => Promise.reject(new Error('killed')) },
        'test',
        hour,
      ).catch(() => 'killed'),
    ).toBe('killed');
    expect(await recordHeartbeat(outages, 'test', 2 * hour)).toBe(2 * hour - 5 * minute);
    expect(await outages.list('test', 0, day)).toEqual([
      { platform: 'test', from: 5 * minute, to: 2 * hour },
    ]);
  });

  it('that comes from the past is no outage and takes nothing back', async () => {
    const { outages } = store();
    await recordHeartbeat(outages, 'test', hour);
    expect(await recordHeartbeat(outages, 'test', 0)).toBe(0);
    expect(await outages.lastHeartbeat('test')).toBe(hour);
  });
});
