import type { Day } from '../calendar/index.ts';
import { backdateWindow } from './backdate.ts';
import { foldStreak } from './fold.ts';
import type { ClosedStreak, FreezeRules, StreakEvent, StreakFacts } from './types.ts';

/**
 * The dates on which an entry each brings back a streak that ended (S13): one, the latest that does, or all that S7 leaves open.
 * Undefined if none do. `from`: the closed fold that the facts go on from.
 */
export function wayBack(
  facts: StreakFacts,
  ended: StreakEvent,
  rules: { readonly freezes: FreezeRules; readonly backdateDays: number },
  from?: ClosedStreak,
): readonly Day[] | undefined {
  const { joined, today } = facts;
  const { earliest } = backdateWindow({ joined, today, window: rules.backdateDays });
  const open: Day[] = [];
  for (let day = today - 1; day >= earliest; day--) if (!facts.logged.has(day)) open.push(day);
  const isBack = (days: readonly Day[]): boolean => {
    const logged = new Map([...facts.logged, ...days.map((day) => [day, ['way-back']] as const)]);
    const since = foldStreak({ ...facts, logged }, rules.freezes, from).days.filter(
      (it) => it.day >= ended.day,
    );
    return since[0]?.day === ended.day && since.every((it) => it.count >= ended.count);
  };
  const ways = [...open.map((day) => [day]), ...(open.length > 1 ? [open.toReversed()] : [])];
  return ways.find(isBack);
}
