import type { CommunityId, PersonId } from '../people/index.ts';
import type { EntryStore } from './ports.ts';
import type { Entry, EntryId } from './types.ts';

const tries = 5;

export type Cheered =
  | { readonly ok: true; readonly entry: Entry; readonly fresh: boolean }
  | { readonly ok: false; readonly code: 'not-found' | 'own-entry' | 'busy' };

/**
 * A cheer on somebody's shared entry; a second one of the same person changes nothing. `ids`: every id of the one who
 * cheers, `by` among them (a linked account cheers under its own).
 */
export async function cheer(
  entries: EntryStore,
  communityId: CommunityId,
  id: EntryId,
  by: PersonId,
  ids: readonly PersonId[] = [by],
): Promise<Cheered> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const entry = await entries.findShared(communityId, id);
    if (!entry) return { ok: false, code: 'not-found' };
    if (ids.includes(entry.personId)) return { ok: false, code: 'own-entry' };
    if (ids.some((it) => entry.kudos.includes(it))) return { ok: true, entry, fresh: false };
    const written = await entries.save({ ...entry, kudos: [...entry.kudos, by] });
    if (written.ok) return { ok: true, entry: written.value, fresh: true };
  }
  return { ok: false, code: 'busy' };
}
