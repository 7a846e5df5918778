import { dayAt, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { changeEntry, type Simple, undoMs } from './change.ts';
import type { EntryId } from './types.ts';
import { dateProblem, type LogStores } from './write.ts';

export type Reverted = Simple | { readonly ok: false; readonly code: 'nothing-earlier' };

/**
 * Takes the last edit of one's own entry back (S8). Its day goes back too, as long as both days lie
 * inside the backdating window; who sees it stays as it is.
 */
export async function revertEntry(
  stores: LogStores,
  person: Person,
  id: EntryId,
  { now, backdateDays }: { readonly now: Instant; readonly backdateDays: number },
): Promise<Reverted> {
  const today = dayAt(person.clocks, now);
  const isOpen = (day: number): boolean => dateProblem(person, day, today, backdateDays) === undefined;
  let nothingEarlier = false;
  const result = await changeEntry(stores, person, id, (before) => {
    const [last, ...revisions] = before.revisions;
    nothingEarlier = last === undefined || last.at <= now - undoMs;
    if (last === undefined || nothingEarlier) return undefined;
    const { project: _project, minutes: _minutes, pain: _pain, ...rest } = before;
    const { at: _at, day, ...was } = last;
    return {
      ...rest,
      ...was,
      tags: was.tags ?? before.tags,
      day: isOpen(day) && isOpen(before.day) ? day : before.day,
      revisions,
      editedAt: now,
    };
  });
  return !result.ok && nothingEarlier ? { ok: false, code: 'nothing-earlier' } : result;
}
