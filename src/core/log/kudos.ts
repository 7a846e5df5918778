import type { CommunityId, PersonId } from '../people/index.ts';
import type { EntryStore } from './ports.ts';
import type { Entry, EntryId } from './types.ts';

const tries = 5;

export type Cheered =
  | { readonly ok: true; readonly entry: Entry; readonly fresh: boolean }
  | { readonly ok: false; readonly code: 'not-found' | 'own-entry' | 'busy' };

/**
 * A cheer on somebody's shared entry that lasts, whatever becomes of their reactions; a second one of the same person counts
 * no more (R47). `ids`: every id of the one who cheers, `by` among them (a linked account cheers under its own).
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
    const { kudos, reacted = [] } = entry;
    const fresh = !ids.some((it) => kudos.includes(it));
    if (!fresh && !ids.some((it) => reacted.includes(it))) return { ok: true, entry, fresh };
    const lasting = reacted.filter((it) => !ids.includes(it));
    const written = await entries.save(withCheers(entry, fresh ? [...kudos, by] : kudos, lasting));
    if (written.ok) return { ok: true, entry: written.value, fresh };
  }
  return { ok: false, code: 'busy' };
}

/** Somebody who reacted to a shared copy: under which id they cheer, and all of theirs. */
export interface Reactor {
  readonly by: PersonId;
  readonly ids: readonly PersonId[];
}

/**
 * Counts reactions to a shared entry as cheers, one a person (R47). `isWhole`: nobody else reacts to it, so the cheers that
 * others gave by a reaction alone are taken back. Returns the entry if that changed it.
 */
export async function countReactions(
  entries: EntryStore,
  communityId: CommunityId,
  id: EntryId,
  reactors: readonly Reactor[],
  isWhole: boolean,
): Promise<Entry | undefined> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const entry = await entries.findShared(communityId, id);
    const counted = entry && counting(entry, reactors, isWhole);
    if (!counted) return undefined;
    const written = await entries.save(counted);
    if (written.ok) return written.value;
  }
  return undefined;
}

function counting(entry: Entry, reactors: readonly Reactor[], isWhole: boolean): Entry | undefined {
  const { reacted = [] } = entry;
  const gone = isWhole ? reacted.filter((it) => !reactors.some(({ ids }) => ids.includes(it))) : [];
  const kudos = entry.kudos.filter((it) => !gone.includes(it));
  const added: PersonId[] = [];
  for (const { by, ids } of reactors) {
    const cheeredBefore = ids.some((it) => kudos.includes(it) || added.includes(it));
    if (!cheeredBefore && !ids.includes(entry.personId)) added.push(by);
  }
  if (gone.length === 0 && added.length === 0) return undefined;
  const still = reacted.filter((it) => !gone.includes(it));
  return withCheers(entry, [...kudos, ...added], [...still, ...added]);
}

function withCheers(
  { reacted: _reacted, ...entry }: Entry,
  kudos: readonly PersonId[],
  reacted: readonly PersonId[],
): Entry {
  return { ...entry, kudos, ...(reacted.length > 0 && { reacted }) };
}

/** As it is once nobody else sees it: its cheers go with its copies. */
export const withoutCheers = (entry: Entry): Entry => ({ ...withCheers(entry, [], []), posts: [] });

/** As it is once its copies were taken away: reactions went with them, and the cheers last. */
export const withoutCopies = (entry: Entry): Entry => ({ ...withCheers(entry, entry.kudos, []), posts: [] });
