import { beforeEach, describe, expect, it } from 'vitest';
import { updatePerson } from '../../src/core/account/index.ts';
import { rescheduleOutdated } from '../../src/jobs/plan-due.ts';
import { useEmptyStore } from '../store/backend.ts';
import { aCommunity } from '../store/samples.ts';
import { hour, type JobsFixture, jobsFixture, minute, morning, promptDue, rules } from './jobs-fixture.ts';

/** A zone that no machine knows: whatever is computed for its person throws. */
const broken = { clocks: [{ from: 0, zone: 'Nowhere/At_All', dayStart: 180 }] };

describe('what is due', () => {
  const store = useEmptyStore();
  let here: JobsFixture;
  beforeEach(() => {
    here = jobsFixture(store());
    here.at = promptDue;
  });

  it('is nothing a moment before', async () => {
    await here.joins();
    here.at = promptDue - 1;
    expect(await here.tick()).toBe(0);
    expect(await here.deliveries()).toEqual([]);
  });

  it('is written once, by however many ticks at once', async () => {
    for (let n = 0; n < 5; n++) await here.joins();
    const written = await Promise.all([here.tick(), here.tick(), here.tick()]);
    expect(written.reduce((sum, count) => sum + count)).toBe(5);
    expect(await here.deliveries()).toHaveLength(5);
    expect(await here.store.system.duePeople(here.at, 9)).toEqual([]);
  });

  it('stays due when somebody does something else before it is looked at', async () => {
    const ada = await here.joins();
    here.at = promptDue + 2_000;
    const moment = { now: here.at, tzdb: rules.tzdb };
    await updatePerson(here.store.people, ada, moment, (it) => ({ ...it, language: 'pt-PT' }));
    expect(await here.tick()).toBe(1);
    expect(await here.delivery(ada)).toMatchObject({ dueAt: promptDue });
  });

  it('steps past a row that fails, and finds it again', async () => {
    const bad = await here.joins();
    const good = await here.joins();
    await here.store.people.save({ ...bad, ...broken, dueAt: promptDue - 1 });
    for (const _ of [1, 2]) {
      await here.tick();
      expect(await here.deliveries()).toMatchObject([{ personId: good.id }]);
    }
    expect(here.log.map((it) => it.facts.id)).toEqual([bad.id, bad.id]);
    const mended = (await here.store.people.find(bad.id)) as typeof bad;
    await here.store.people.save({ ...mended, clocks: bad.clocks });
    expect(await here.tick()).toBe(1);
  });

  it('comes to its end and to everybody else, however many rows fail', async () => {
    const pattern = await here.joins();
    const stored = await here.store.connection.collection('people').findOne({ _id: pattern.id as never });
    const rows = Array.from({ length: 250 }, (_, n) => ({
      ...stored,
      ...broken,
      _id: `broken-${n}`,
      identityKeys: [`broken:${n}`],
      dueAt: promptDue - 1,
    }));
    await here.store.connection.collection('people').insertMany(rows as never);
    expect(await here.tick()).toBe(1);
    expect(await here.delivery(pattern)).toMatchObject({ state: 'pending' });
    expect(here.log).toHaveLength(250);
  });

  it('is a roundup where a channel was chosen', async () => {
    const weekly = { roundup: { on: true, weekday: 3, time: 9 * 60 }, dueAt: promptDue, tzdb: rules.tzdb };
    await here.store.communities.create(aCommunity({ channel: 'general', ...weekly }));
    await here.store.communities.create(aCommunity(weekly));
    expect(await here.tick()).toBe(1);
    expect(await here.deliveries()).toMatchObject([{ kind: 'roundup', key: '2027-W10', dueAt: promptDue }]);
  });
});

describe('another tz database', () => {
  const store = useEmptyStore();

  it('makes everybody be scheduled anew, but loses nothing that was due already', async () => {
    const here = jobsFixture(store());
    const ahead = await here.joins();
    const due = await here.joins({ promptTime: 7 * 60 + 30 });
    const bad = await here.joins(broken).catch(() => here.joins());
    await here.store.people.save({ ...bad, ...broken });
    here.at = morning + hour;
    const newer = { ...here.deps, rules: { ...rules, tzdb: 'newer' } };
    expect(await rescheduleOutdated(newer)).toBe(2);
    expect(await here.store.people.find(ahead.id)).toMatchObject({ dueAt: promptDue, tzdb: 'newer' });
    expect(await here.store.people.find(due.id)).toMatchObject({
      dueAt: morning + 30 * minute,
      tzdb: 'newer',
    });
    expect(here.log).toMatchObject([{ level: 'error', facts: { id: bad.id } }]);
    await here.tick();
    expect(await here.delivery(due)).toMatchObject({ state: 'pending', dueAt: morning + 30 * minute });
  });
});
