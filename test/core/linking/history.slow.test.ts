import { beforeEach, describe, expect, it } from 'vitest';
import { findLinkedPerson, linkPeople, unlinkPerson } from '../../../src/core/linking/index.ts';
import { cheer, deleteEntry } from '../../../src/core/log/index.ts';
import { type Identity, idsOf, type Person } from '../../../src/core/people/index.ts';
import { readLedger, readStreak } from '../../../src/core/streaks/read.ts';
import { useStore } from '../../store/backend.ts';
import { aCommunity, aMember, anEntry, now, today } from '../../store/samples.ts';
import {
  entries,
  linking,
  mine,
  moment,
  primary,
  promptId,
  restore,
  secondary,
  setScene,
  stored,
  theirs,
} from './linking-fixture.ts';

const rules = { freezes: { stepsPerFreeze: 7, maxHeld: 2 }, backdateDays: 2 };

describe('two people as one', () => {
  const store = useStore();
  let apart: Awaited<ReturnType<typeof stored>> | undefined;

  beforeEach(async () => {
    if (!apart) {
      await setScene(store());
      apart = await stored(store());
    } else await restore(store(), apart);
  });

  const link = async (): Promise<Person> => {
    const linked = await linkPeople(store(), linking, moment);
    if (!linked.ok) throw new Error(linked.code);
    return linked.person;
  };
  const unlink = async (sideId = 'secondary') =>
    unlinkPerson(store(), (await findLinkedPerson(store(), mine, moment)) as Person, sideId, moment);
  const behind = async (it: Identity) => (await findLinkedPerson(store(), it, moment)) as Person;
  const rowsOf = async (personId: string) =>
    (await store().members.listOfPerson(personId)).toSorted((a, b) =>
      a.communityId < b.communityId ? -1 : 1,
    );

  it('have the clock of the primary, the pauses, rest and excused days of both, and the earlier joining', async () => {
    const person = await link();
    expect(person).toMatchObject({
      id: 'primary',
      identities: [mine, theirs],
      joinedAt: secondary.joinedAt,
      joinedDay: secondary.joinedDay,
      clocks: primary.clocks,
      cadence: primary.cadence,
      rest: [today - 6, today - 3, today + 2],
      pauses: [...secondary.pauses.slice(0, 1), ...primary.pauses, ...secondary.pauses.slice(1)],
      followUps: [...(primary.followUps ?? []), ...(secondary.followUps ?? [])],
      dm: primary.dm,
    });
    expect(await behind(theirs)).toEqual(await behind(mine));
    const ledger = await readLedger(store(), person, now, rules);
    const dates = (which: 'logged' | 'excused') =>
      ledger.days.filter((it) => it[which]).map((it) => it.day - today);
    expect(dates('logged')).toEqual([-4, -2, -1, 0]);
    // Slack was away then, and somebody on Slack alone could not have logged.
    expect(dates('excused')).toEqual([-9]);
  });

  it('are after link and unlink what they were, each and everything of theirs', async () => {
    await link();
    await unlink();
    const parted = await stored(store());
    const comparable = (dump: typeof parted | undefined) => ({
      ...dump,
      people: dump?.people?.map(({ version: _v, dueAt: _d, tzdb: _t, streakEvents: _e, ...rest }) => rest),
      deliveries: undefined,
      vocabularies: undefined,
    });
    expect(comparable(parted)).toEqual(comparable(apart));
  });

  it('are not told of what their streaks were before, and not again of what either was told today (S13)', async () => {
    const key = (day: number, by: string) => ({ kind: 'milestone', day, by }) as const;
    const told = async (personId: string, keys: readonly ReturnType<typeof key>[]) => {
      const one = (await store().people.find(personId)) as Person;
      await store().people.save({ ...one, streakEvents: { told: keys } });
    };
    await told('primary', [key(today - 3, 'answer:1'), key(today, 'answer:2')]);
    await told('secondary', [key(today, 'answer:3'), key(today + 1, 'answer:4')]);
    const both = {
      from: today,
      told: [
        { kind: 'milestone', day: today },
        { kind: 'milestone', day: today + 1 },
      ],
    };
    expect((await link()).streakEvents).toEqual(both);
    await unlink();
    expect((await behind(mine)).streakEvents).toEqual(both);
    // Their clock is ahead by a date.
    expect((await behind(theirs)).streakEvents).toEqual({ from: today, told: both.told });
  });

  it('keep the entries that each logged since, and the cheers that each gave', async () => {
    await link();
    const since = (id: string, identity: Identity) =>
      store().entries.insert(anEntry('primary', { id, identity, eventKey: id, day: today, text: id }));
    await since('since-mine', mine);
    await since('since-theirs', theirs);
    await store().entries.insert(
      anEntry('other', { id: 'o', audience: 'community', communityId: 'both', eventKey: 'o' }),
    );
    const person = await behind(theirs);
    await cheer(store().entries, 'both', 'o', 'secondary', idsOf(person));
    await unlink();
    const idsFor = async (id: string) =>
      [...(await store().entries.loggedDays(id)).values()]
        .flat()
        .map((it) => it.id)
        .sort();
    expect(await idsFor('primary')).toEqual(['m-1', 'm-2', 'm-pain', 'since-mine']);
    expect(await idsFor('secondary')).toEqual(['since-theirs', 't-1', 't-2', 't-pain']);
    expect((await store().entries.findShared('both', 'o'))?.kudos).toEqual(['secondary']);
  });

  it('cheer an entry once with both accounts, and never their own', async () => {
    const person = await link();
    await store().entries.insert(
      anEntry('other', { id: 'o', audience: 'community', communityId: 'both', eventKey: 'o' }),
    );
    expect(await cheer(store().entries, 'both', 'o', 'primary', idsOf(person))).toMatchObject({
      fresh: true,
    });
    expect(await cheer(store().entries, 'both', 'o', 'secondary', idsOf(person))).toMatchObject({
      fresh: false,
    });
    expect(await cheer(store().entries, 'both', 't-pain', 'primary', idsOf(person))).toMatchObject({
      code: 'own-entry',
    });
  });

  it('are asked once about a date on which one side was asked already', async () => {
    await link();
    const { deliveries } = store();
    expect(await deliveries.find({ personId: 'primary' }, promptId('primary'))).toMatchObject({
      state: 'dropped',
    });
    const [nudge] = await deliveries.latest('secondary', 'nudge', 1);
    expect(nudge).toMatchObject({ state: 'dropped', reason: 'linked' });
    expect(await store().people.find('secondary')).not.toHaveProperty('dueAt');
  });

  it('are nudged once about a date on which one side was nudged already', async () => {
    const { deliveries } = store();
    const [owed] = await deliveries.latest('secondary', 'nudge', 1);
    await store()
      .connection.collection('deliveries')
      .updateOne(
        { _id: owed?.id as never },
        { $set: { state: 'sent', sentAt: owed?.dueAt }, $unset: { claimableAt: 1 } },
      );
    await link();
    expect(await deliveries.find({ personId: 'primary' }, `primary:nudge:${owed?.key}`)).toMatchObject({
      state: 'sent',
      sentAt: owed?.dueAt,
    });
  });

  it('still owe a community the copy of an entry that changed hands', async () => {
    await link();
    expect(await store().deliveries.find({ personId: 'primary' }, 'primary:share:t-1')).toMatchObject({
      state: 'pending',
    });
  });

  it('are one member where both were, with the consent that both gave', async () => {
    await link();
    expect(await rowsOf('secondary')).toEqual([]);
    expect(await rowsOf('primary')).toMatchObject([
      { communityId: 'both', displayName: 'primary in both', inRoundup: false, inLeaderboard: false },
      { communityId: 'guild' },
      { communityId: 'space', displayName: 'secondary in space', inLeaderboard: true },
    ]);
  });

  it('are after unlink each where they can be of the communities joined meanwhile', async () => {
    await link();
    await store().communities.create(aCommunity({ id: 'space-2', platform: 'discord', external: 'G3' }));
    await store().members.put(aMember({ communityId: 'space-2', personId: 'primary' }));
    const row = await store().members.find('space', 'primary');
    await store().members.put({ ...row!, inLeaderboard: false });
    await unlink();
    expect((await rowsOf('primary')).map((it) => it.communityId)).toEqual(['both', 'guild', 'space-2']);
    expect(await rowsOf('secondary')).toMatchObject([
      { communityId: 'both', inRoundup: false, displayName: 'secondary in both' },
      { communityId: 'space', inLeaderboard: false },
    ]);
    await store().communities.erase('space-2');
  });

  it('keep what was set while they were one with the primary, and give the secondary back what was theirs', async () => {
    const person = await link();
    const written = await store().people.save({
      ...person,
      rest: [...person.rest.filter((it) => it !== today + 2), today + 9],
      pauses: person.pauses.slice(0, 2),
      promptTime: 600,
      dm: secondary.dm!,
    });
    expect(written.ok).toBe(true);
    await unlink();
    expect(await behind(mine)).toMatchObject({
      rest: [today - 6, today + 9],
      pauses: primary.pauses,
      promptTime: 600,
      dm: primary.dm,
      joinedDay: primary.joinedDay,
    });
    expect(await behind(theirs)).toMatchObject({
      rest: secondary.rest,
      pauses: secondary.pauses,
      dm: secondary.dm,
    });
  });

  it('leave the primary a DM of their own that was chosen meanwhile', async () => {
    const chosen = { platform: 'discord', channel: 'dm:new' };
    const person = await link();
    await store().people.save({ ...person, dm: chosen });
    await unlink();
    expect((await behind(mine)).dm).toEqual(chosen);
    expect((await behind(theirs)).dm).toEqual(secondary.dm);
  });

  it('have their streaks counted anew after unlink, whatever was counted before', async () => {
    for (const ago of [20, 19, 18])
      await store().entries.insert(
        anEntry('secondary', {
          id: `early-${ago}`,
          day: today - ago,
          eventKey: `early-${ago}`,
          identity: theirs,
        }),
      );
    expect((await readStreak(store(), secondary, now, rules)).longest).toBe(3);
    await deleteEntry(store(), await link(), 'early-19', now);
    await unlink();
    expect((await readStreak(store(), await behind(theirs), now, rules)).longest).toBe(2);
    await store().entries.eraseAll('secondary');
  });

  it('may be three, and part one after the other in any order', async () => {
    const third: Identity = { platform: 'playground', user: 'ada' };
    await store().people.create({ ...secondary, id: 'third', identities: [third], rest: [today - 15] });
    await store().entries.insert(
      anEntry('third', { id: 'third-1', identity: third, day: today - 9, eventKey: 'third' }),
    );
    const before = await store().people.find('primary');
    await link();
    await linkPeople(store(), { ...linking, secondaryId: 'third' }, moment);
    expect(idsOf(await behind(third))).toEqual(['primary', 'secondary', 'third']);
    expect((await behind(third)).rest).toContain(today - 15);
    await unlink('secondary');
    expect((await behind(theirs)).id).toBe('secondary');
    expect(await behind(third)).toMatchObject({ id: 'primary', rest: [today - 15, today - 6, today + 2] });
    await unlink('third');
    const { version: _v, dueAt: _d, tzdb: _t, streakEvents, ...after } = await behind(mine);
    const { version: _version, ...was } = before!;
    expect(after).toEqual(was);
    expect(streakEvents).toEqual({ from: today, told: [] });
    expect(await store().entries.loggedDays('third')).toEqual(
      new Map([[today - 9, [{ id: 'third-1', backdated: false }]]]),
    );
    await store().people.erase('third');
    await store().entries.eraseAll('third');
  });

  it('cannot be linked to themselves, nor by a side that has others, nor to one that is part of another', async () => {
    const refused = async (primaryId: string, secondaryId: string) => {
      const linked = await linkPeople(store(), { ...linking, primaryId, secondaryId }, moment);
      return linked.ok ? 'linked' : linked.code;
    };
    expect(await refused('primary', 'primary')).toBe('same-person');
    expect(await refused('primary', 'nobody')).toBe('gone');
    await link();
    await store().people.create({ ...secondary, id: 'third', identities: [{ platform: 'x', user: 'x' }] });
    expect(await refused('third', 'primary')).toBe('secondary-linked');
    expect(await refused('third', 'secondary')).toBe('secondary-linked');
    expect(await refused('secondary', 'third')).toBe('primary-linked');
    expect(await refused('primary', 'secondary')).toBe('linked');
    expect((await behind(mine)).links?.sides).toHaveLength(1);
    await store().people.erase('third');
  });

  it('give what another process wrote for a side in between to the whole person at their next visit', async () => {
    await link();
    await store().entries.insert(anEntry('secondary', { id: 'late', identity: theirs, eventKey: 'late' }));
    await behind(theirs);
    expect(await store().entries.find('primary', 'late')).toMatchObject({ id: 'late' });
  });

  it('have one entry of two that came with the same event key, and each its own again', async () => {
    await link();
    const keys = async (id: string, entryId: string) => (await store().entries.find(id, entryId))?.eventKey;
    expect([await keys('primary', 'm-2'), await keys('primary', 't-2')]).toEqual([
      'the same',
      'the same~secondary',
    ]);
    await unlink();
    expect([await keys('primary', 'm-2'), await keys('secondary', 't-2')]).toEqual(['the same', 'the same']);
    expect(entries).toHaveLength(7);
  });
});
