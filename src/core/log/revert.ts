import { dayAt, type Instant } from '../calendar/index.ts';
import type { Person } from '../people/types.ts';
import { changeEntry, type Simple, undoMs } from './change.ts';
import type { Entry, EntryId } from './types.ts';
import { dateProblem, type LogStores } from './write.ts';

export type Reverted =
  | (Extract<Simple, { ok: true }> & {
      /** Entries that had been put into it, and stand for themselves again. */
      readonly apart: readonly Entry[];
    })
  | Extract<Simple, { ok: false }>
  | { readonly ok: false; readonly code: 'nothing-earlier' };

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
    const { project: _project, minutes: _minutes, pain: _pain, parts: _parts, ...rest } = before;
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
  if (!result.ok) return nothingEarlier ? { ok: false, code: 'nothing-earlier' } : result;
  const apart = await takeApart(stores, person, result);
  const theirs = new Set(apart.flatMap((it) => it.pictures ?? []).map(({ message }) => message));
  if (theirs.size === 0) return { ...result, apart };
  const left = await changeEntry(stores, person, id, ({ pictures = [], ...it }) => {
    const own = pictures.filter(({ message }) => !theirs.has(message));
    return { ...it, ...(own.length > 0 && { pictures: own }) };
  });
  return left.ok ? { ...left, before: result.before, apart } : left;
}

/** Brings back what the edit had put into the entry. */
async function takeApart(
  stores: LogStores,
  person: Person,
  { entry, before }: Extract<Simple, { ok: true }>,
): Promise<readonly Entry[]> {
  const keys = (it: Entry) => it.parts?.map(({ eventKey }) => eventKey) ?? [it.eventKey];
  const back: Entry[] = [];
  for (const key of keys(before).filter((it) => !keys(entry).includes(it))) {
    const joined = await stores.entries.findByEvent(person.id, key);
    if (joined?.joinedInto !== entry.id) continue;
    const changed = await changeEntry(
      stores,
      person,
      joined.id,
      ({ deletedAt: _deletedAt, joinedInto: _joinedInto, ...it }) => it,
      true,
    );
    if (changed.ok) back.push(changed.entry);
  }
  return back;
}
