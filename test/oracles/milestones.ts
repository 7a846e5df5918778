import { plainStreak } from './streaks.ts';

export interface Shared {
  readonly day: number;
  readonly at: number;
}

/**
 * The milestones that somebody with a daily promise reached, a second time: the entries come one by one in the order in
 * which they were written, and after each the streak is counted anew from the first day on.
 */
export function reachedBy(
  entries: readonly Shared[],
  joined: number,
  milestones: readonly number[],
  freezes: { readonly stepsPerFreeze: number; readonly maxHeld: number },
): { readonly days: number; readonly at: number }[] {
  const reached: { days: number; at: number }[] = [];
  const logged = new Map<number, string[]>();
  let before = new Map<number, number>();
  const today = Math.max(joined, ...entries.map((it) => it.day)) + 1;
  const everyDay = { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] } as const;
  for (const { day, at } of [...entries].sort((a, b) => a.at - b.at)) {
    logged.set(day, ['entry']);
    const { days } = plainStreak({
      joined,
      today,
      cadence: [{ from: joined, cadence: everyDay }],
      rest: [],
      pauses: [],
      excused: new Map(),
      logged,
      ...freezes,
    });
    let [had, has] = [0, 0];
    for (const it of [...days, { day: today + 1, count: 0 }]) {
      if (it.count > 0) {
        had = Math.max(had, before.get(it.day) ?? 0);
        has = Math.max(has, it.count);
        continue;
      }
      for (const length of milestones) if (had < length && length <= has) reached.push({ days: length, at });
      [had, has] = [0, 0];
    }
    before = new Map(days.map((it) => [it.day, it.count]));
  }
  return reached;
}
