import { expect, it } from 'vitest';
import { dayAt } from '../../../src/core/calendar/index.ts';
import { logEntry } from '../../../src/core/log/index.ts';
import { readForStreak, readLedger, readStreak, streakAround } from '../../../src/core/streaks/read.ts';
import { useStore } from '../../store/backend.ts';
import { anEntry, aPerson, dayMs, now, today } from '../../store/samples.ts';

const rules = { freezes: { stepsPerFreeze: 7, maxHeld: 2 }, backdateDays: 2 };
const store = useStore();

/** Somebody who joined twenty days ago and logged on each of the ten days before today. */
async function regular() {
  const joinedAt = now - 20 * dayMs;
  const person = aPerson({ joinedAt, joinedDay: today - 20 });
  const clocks = [{ ...person.clocks[0]!, from: joinedAt }];
  const me = { ...person, clocks };
  for (let ago = 1; ago <= 10; ago++) await store().entries.insert(anEntry(me.id, { day: today - ago }));
  expect(dayAt(clocks, now)).toBe(today);
  return me;
}

it('tells the streak with and without an entry, whether it was read before or after it was written', async () => {
  for (const backdated of [false, true]) {
    const me = await regular();
    const entry = anEntry(me.id, { day: backdated ? today - 12 : today, backdated });
    const before = await readForStreak(store(), me, now, rules);
    await store().entries.insert(entry);
    const after = await readForStreak(store(), me, now, rules);
    const [one, other] = [
      await streakAround(store(), before, entry),
      await streakAround(store(), after, entry),
    ];
    expect(one).toEqual(other);
    expect([one.without.current, one.streak.current]).toEqual(backdated ? [10, 10] : [10, 11]);
    expect(one.streak).toEqual({ ...(await readLedger(store(), me, now, rules)) });
  }
});

it('goes back to joining for an entry under the checkpoint', async () => {
  const me = await regular();
  await readStreak(store(), me, now, rules);
  const reading = await readForStreak(store(), me, now, rules);
  expect(reading.from?.through).toBe(today - 3);
  const entry = anEntry(me.id, { day: today - 11, backdated: true });
  await store().entries.insert(entry);
  const { streak, without } = await streakAround(store(), reading, entry);
  expect([without.current, streak.current]).toEqual([10, 11]);
  expect((await readStreak(store(), me, now, rules)).current).toBe(11);
});

it('does not count what was deleted before its repetition came', async () => {
  const me = await regular();
  const entry = anEntry(me.id, { deletedAt: now });
  await store().entries.insert(entry);
  const { streak, without } = await streakAround(
    store(),
    await readForStreak(store(), me, now, rules),
    entry,
  );
  expect(streak).toEqual(without);
});

it('keeps a checkpoint that counts what was written while it was read', async () => {
  const me = await regular();
  const entry = { id: 'late', kind: 'progress', text: 'late', tags: [], audience: 'private' } as const;
  const identity = me.identities[0]!;
  const reading = await readForStreak(store(), me, now, rules);
  const it = { ...entry, identity, day: today - 2, eventKey: 'late' };
  const logged = await logEntry(store(), me, it, { now, backdateDays: rules.backdateDays });
  if (!logged.ok) throw new Error(logged.code);
  const { streak } = await streakAround(store(), reading, logged.entry);
  expect((await readStreak(store(), me, now, rules)).current).toBe(streak.current);
  const nextDay = await readStreak(store(), me, now + dayMs, rules);
  expect(nextDay.current).toBe((await readLedger(store(), me, now + dayMs, rules)).current);
});
