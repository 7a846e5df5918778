import { beforeAll, describe, expect, it } from 'vitest';
import { findLinkedPerson, linkPeople, unlinkPerson } from '../../../src/core/linking/index.ts';
import { finishInterruptedLinks } from '../../../src/jobs/finish-links.ts';
import { sample } from '../../deep.ts';
import { jobsFixture } from '../../jobs/jobs-fixture.ts';
import { useStore } from '../../store/backend.ts';
import { type Crash, crashing } from './crashes.ts';
import {
  entries,
  linking,
  mine,
  moment,
  restore,
  setScene,
  stored,
  theirs,
  withoutVersions,
} from './linking-fixture.ts';

type Dump = Awaited<ReturnType<typeof stored>>;

describe('a process that ends in the middle', () => {
  const store = useStore();
  let apart: Dump;
  let linked: Dump;
  let parted: Dump;
  let writes: { readonly link: number; readonly unlink: number };

  const link = () => linkPeople(store(), linking, moment);
  const unlink = async () => {
    const person = await findLinkedPerson(store(), mine, moment);
    return person?.links ? unlinkPerson(store(), person, 'secondary', moment) : undefined;
  };

  beforeAll(async () => {
    await setScene(store());
    apart = await stored(store());
    await restore(store(), apart);
    const joining = await crashing(link);
    linked = await stored(store());
    const parting = await crashing(unlink);
    parted = await stored(store());
    writes = { link: joining.writes, unlink: parting.writes };
  });

  /** Each entry is there once, and whoever comes back finds a whole person. */
  async function expectWhole(): Promise<void> {
    const { db } = store().connection;
    const rows = (await db?.collection('entries').find({}).toArray()) ?? [];
    expect(rows.map((it) => it.entryId).sort()).toEqual(entries.map((it) => it.id).sort());
    for (const identity of [theirs, mine]) {
      const person = await findLinkedPerson(store(), identity, moment);
      const own = await store().entries.loggedDays(person?.id ?? '');
      const ids = [...own.values()].flat().map((it) => it.id);
      const expected = entries.filter(
        (it) => it.deletedAt === undefined && (person?.links || it.identity.user === identity.user),
      );
      expect(ids.sort()).toEqual(expected.map((it) => it.id).sort());
    }
  }

  const everyWrite = (count: number) => Array.from({ length: count }, (_, at) => at);
  const cases = (count: number): (readonly [number, Crash])[] => [
    ...sample(
      everyWrite(count).map((at) => [at, 'before'] as const),
      Math.ceil(count / 3),
    ),
    ...sample(
      everyWrite(count).flatMap((at) => [[at, 'after'] as const, [at, 'halfway'] as const]),
      Math.ceil(count / 10),
    ),
  ];

  it('at any write of a link leaves each entry once and everybody whole; repeated, it ends the same', async () => {
    expect(writes.link).toBeGreaterThan(15);
    for (const [at, how] of cases(writes.link)) {
      await restore(store(), apart);
      expect((await crashing(link, at, how)).crashed).toBe(true);
      await expectWhole();
      expect(await link()).toMatchObject({ ok: true });
      expect(withoutVersions(await stored(store())), `${how} write ${at}`).toEqual(withoutVersions(linked));
    }
  });

  it('at any write of an unlink leaves each entry once and everybody whole; repeated, it ends the same', async () => {
    expect(writes.unlink).toBeGreaterThan(15);
    for (const [at, how] of cases(writes.unlink)) {
      await restore(store(), linked);
      expect((await crashing(unlink, at, how)).crashed).toBe(true);
      await expectWhole();
      await unlink();
      expect(withoutVersions(await stored(store())), `${how} write ${at}`).toEqual(withoutVersions(parted));
    }
  });

  it('is made up for by another one without anybody coming by', async () => {
    const { deps } = jobsFixture(store());
    const jobs = { ...deps, now: () => moment.now, rules: { ...deps.rules, tzdb: moment.tzdb } };
    const ends = { linked: withoutVersions(linked), parted: withoutVersions(parted) };
    for (const [work, from, end, count] of [
      [link, apart, ends.linked, writes.link],
      [unlink, linked, ends.parted, writes.unlink],
    ] as const) {
      for (const at of sample(everyWrite(count), 4)) {
        await restore(store(), from);
        await crashing(work, at);
        await finishInterruptedLinks(jobs);
        const left = withoutVersions(await stored(store()));
        expect(left, `write ${at}`).toEqual(at === 0 ? withoutVersions(from) : end);
        expect(await store().system.peopleWithOpenLinks(9)).toEqual([]);
      }
    }
  });
});
