import fc from 'fast-check';
import type { Document } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { linkPeople, unlinkPerson } from '../../../src/core/linking/index.ts';
import type { Identity, Person } from '../../../src/core/people/index.ts';
import type { StreakFacts } from '../../../src/core/streaks/index.ts';
import { readLedger, readStreak, type Streak } from '../../../src/core/streaks/read.ts';
import { linkRules } from '../../../src/settings/link-rules.ts';
import { runs } from '../../deep.ts';
import { plainStreak } from '../../oracles/streaks.ts';
import { useStore } from '../../store/backend.ts';
import { anEntry, aPerson, dayMs } from '../../store/samples.ts';
import { histories } from '../streaks/histories.ts';

const freezes = { stepsPerFreeze: 7, maxHeld: 2 };
const rules = { freezes, backdateDays: 2 };
const clocks = [{ from: 0, zone: 'UTC', dayStart: 0 }];
const someDays = fc.uniqueArray(fc.nat(1_000), { minLength: 1, maxLength: 9 });

let made = 0;

describe('the ledger of linked people', () => {
  const store = useStore();

  /** A person with a history; on some dates their platform was away all day. */
  async function settle(facts: StreakFacts, away: readonly number[]): Promise<Person> {
    const own = `p${++made}`;
    const identity: Identity = { platform: `platform-${own}`, user: own };
    const person = aPerson({
      id: own,
      identities: [identity],
      clocks,
      joinedAt: facts.joined * dayMs,
      joinedDay: facts.joined,
      cadence: facts.cadence,
      rest: facts.rest,
      pauses: facts.pauses,
    });
    await store().people.create(person);
    for (const day of away)
      await store().outages.add({ platform: identity.platform, from: day * dayMs, to: (day + 1) * dayMs });
    await store().outages.beat(identity.platform, 300 * 365 * dayMs);
    await log(person, facts.logged);
    return person;
  }

  /** Entries as the store writes them, many at once. */
  async function log(person: Person, logged: StreakFacts['logged']): Promise<void> {
    const list = [...logged].flatMap(([day, ids]) => ids.map((id) => ({ day, id: `${person.id}-${id}` })));
    const [first, ...rest] = list;
    if (!first) return;
    const identity = person.identities[0] as Identity;
    await store().entries.insert(anEntry(person.id, { ...first, at: first.day * dayMs, identity }));
    const collection = store().connection.collection('entries');
    const pattern = await collection.findOne({ personId: person.id });
    const documents = rest.map(
      ({ day, id }): Document => ({
        ...pattern,
        _id: `${person.id}:${id}`,
        entryId: id,
        day,
        at: day * dayMs,
        eventKey: id,
      }),
    );
    if (documents.length > 0) await collection.insertMany(documents);
  }

  const days = (streak: Streak) =>
    streak.days.map(
      ({ day, required, logged, frozen, excused, reason, ended, count, progress, entries }) => ({
        ...{ day, required, logged, frozen, excused, reason, ended, count, progress },
        entries: entries.toSorted(),
      }),
    );

  it('is the fold over the entries of both, by the clock and cadence of the primary; parted, each is as before', async () => {
    await fc.assert(
      fc.asyncProperty(histories, histories, someDays, someDays, async (mine, theirs, away1, away2) => {
        const today = Math.max(mine.today, theirs.today);
        const now = today * dayMs + 1_000;
        const past = (list: readonly number[], joined: number) =>
          list.map((it) => joined + (it % (today - joined + 1))).filter((it) => it < today);
        const [outagesMine, outagesTheirs] = [past(away1, mine.joined), past(away2, theirs.joined)];
        const primary = await settle(mine, outagesMine);
        const secondary = await settle(theirs, outagesTheirs);
        const before = await Promise.all(
          [primary, secondary].map(async (it) => days(await readLedger(store(), it, now, rules))),
        );
        await readStreak(store(), primary, now, rules);
        const names = { primaryName: 'm', secondaryName: 't' };
        const moment = { now, tzdb: '2027a', linkRules };
        const linked = await linkPeople(
          store(),
          { primaryId: primary.id, secondaryId: secondary.id, ...names },
          moment,
        );
        if (!linked.ok) throw new Error(linked.code);

        const union = new Map<number, string[]>();
        for (const [person, facts] of [
          [primary, mine],
          [secondary, theirs],
        ] as const)
          for (const [day, ids] of facts.logged)
            union.set(day, [...(union.get(day) ?? []), ...ids.map((id) => `${person.id}-${id}`)]);
        const expected = plainStreak({
          joined: Math.min(mine.joined, theirs.joined),
          today,
          cadence: mine.cadence,
          rest: [...mine.rest, ...theirs.rest],
          pauses: [...mine.pauses, ...theirs.pauses],
          // A date that was excused for one before they were linked stays so; none before their joining was.
          excused: new Map([...outagesMine, ...outagesTheirs].map((it) => [it, 'outage' as const])),
          logged: union,
          ...freezes,
        });
        const whole = await readLedger(store(), linked.person, now, rules);
        expect({ current: whole.current, longest: whole.longest }).toEqual({
          current: expected.current,
          longest: expected.longest,
        });
        expect(whole.days.map((it) => [it.day, it.logged, it.frozen, it.excused, it.count])).toEqual(
          expected.days.map((it) => [it.day, it.logged, it.frozen, it.excused, it.count]),
        );
        const short = await readStreak(store(), linked.person, now, rules);
        expect([short.current, short.longest]).toEqual([expected.current, expected.longest]);

        await unlinkPerson(store(), linked.person, secondary.id, moment);
        const after = await Promise.all(
          [primary, secondary].map(async (it) => {
            const person = (await store().people.find(it.id)) as Person;
            const streak = await readStreak(store(), person, now, rules);
            const ledger = await readLedger(store(), person, now, rules);
            expect(streak.current).toBe(ledger.current);
            return days(ledger);
          }),
        );
        expect(after).toEqual(before);
      }),
      runs(6, 100),
    );
  });
});
