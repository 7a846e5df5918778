import { type Day, mondayOf } from '../calendar/index.ts';
import type { Cadence, CadenceChange } from '../people/cadence.ts';

function isSameCadence(a: Cadence, b: Cadence): boolean {
  if (a.kind === 'weekly') return b.kind === 'weekly' && a.times === b.times;
  return b.kind === 'weekdays' && a.days.join() === b.days.join();
}

/** The cadence of a date. */
export function cadenceOn(history: readonly CadenceChange[], day: Day): Cadence {
  let index = history.length - 1;
  while (index > 0 && history[index]!.from > day) index--;
  return history[index]!.cadence;
}

/**
 * S6: a new cadence applies from the next local date. A change to or from a weekly one applies from the next Monday, so that a
 * week has one cadence. A later change replaces one that waits; choosing the cadence in force cancels it.
 */
export function changeCadence(
  history: readonly CadenceChange[],
  cadence: Cadence,
  today: Day,
): readonly CadenceChange[] {
  const inForce = history.filter((change, index) => index === 0 || change.from <= today);
  const current = cadenceOn(inForce, today);
  if (isSameCadence(current, cadence)) return inForce.length === history.length ? history : inForce;
  const weekly = current.kind === 'weekly' || cadence.kind === 'weekly';
  return [...inForce, { from: weekly ? mondayOf(today) + 7 : today + 1, cadence }];
}
