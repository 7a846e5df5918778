import type { Connection, QueryFilter } from 'mongoose';
import type { LinkStore } from '../core/linking/index.ts';
import type { Identity, PersonId } from '../core/people/index.ts';
import type { KindsWith } from '../core/personal-data/index.ts';
import { isDuplicate, trusted } from './connection.ts';
import { cardModel } from './deck.ts';
import { entryModel } from './entries.ts';
import { vocabularyOf } from './vocabulary.ts';
import { chainModel } from './why-chains.ts';

type Entries = ReturnType<typeof entryModel>;
type EntryFilter = QueryFilter<ReturnType<Entries['hydrate']>>;

/** Hands entries, and what hangs on them, from one person to another. Whatever it finds moved already it leaves alone. */
export function logMover(connection: Connection): LinkStore['moveLog'] {
  const entries = entryModel(connection);
  const vocabulary = vocabularyOf(connection);

  return async (from, to, by) => {
    const filter = { personId: from, ...(by && { $or: by.map(writtenBy) }) } as EntryFilter;
    const movers: Readonly<Record<KindsWith<{ onLink: 'moves' }>, () => Promise<void>>> = {
      entries: () => moveEntries(entries, filter, from, to),
      whys: () => moveBeside(chainModel(connection), entries, from, to),
      cards: () => moveBeside(cardModel(connection), entries, from, to),
    };
    for (const move of Object.values(movers)) await move();
    for (const personId of [from, to]) {
      const used = await entries
        .find({ personId, deletedAt: trusted({ $exists: false }) }, { _id: 0, project: 1, tags: 1 })
        .sort({ at: -1 })
        .lean<{ project?: string; tags: string[] }[]>();
      await vocabulary.make(personId, used);
    }
  };
}

const writtenBy = ({ platform, team, user }: Identity) => ({
  'identity.platform': platform,
  'identity.team': team ?? trusted({ $exists: false }),
  'identity.user': user,
});

/**
 * One write an entry, so that it is always somebody's and never there twice. Of two entries with one event key the one
 * that comes gets its old owner's id behind it, until it goes back.
 */
async function moveEntries(
  entries: Entries,
  filter: EntryFilter,
  from: PersonId,
  to: PersonId,
): Promise<void> {
  const marked = `~${to}`;
  const rows = await entries.find(filter, { eventKey: 1 }).lean<{ _id: string; eventKey: string }[]>();
  if (rows.length === 0) return;
  for (const { _id, eventKey } of rows.filter((it) => it.eventKey.endsWith(marked)))
    await entries.updateOne({ _id }, { personId: to, eventKey: eventKey.slice(0, -marked.length) });
  try {
    await entries.updateMany(filter, { personId: to });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    const left = await entries.find(filter, { eventKey: 1 }).lean<{ _id: string; eventKey: string }[]>();
    for (const row of left) await moveOne(entries, row, from, to);
  }
}

async function moveOne(
  entries: Entries,
  { _id, eventKey }: { readonly _id: string; readonly eventKey: string },
  from: PersonId,
  to: PersonId,
): Promise<void> {
  try {
    await entries.updateOne({ _id, personId: from }, { personId: to });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    await entries.updateOne({ _id, personId: from }, { personId: to, eventKey: `${eventKey}~${from}` });
  }
}

/** Why chains and cards follow their entries; their keys are made of both ids, so each is written anew and then removed. */
async function moveBeside(
  model: ReturnType<typeof chainModel> | ReturnType<typeof cardModel>,
  entries: Entries,
  from: PersonId,
  to: PersonId,
): Promise<void> {
  const rows = await (model as ReturnType<typeof chainModel>)
    .find({ personId: from })
    .lean<({ _id: string; entryId: string } & Record<string, unknown>)[]>();
  for (const { _id, entryId, ...row } of rows) {
    if (!(await entries.exists({ personId: to, entryId }))) continue;
    const moved = { ...row, entryId, personId: to };
    await (model as ReturnType<typeof chainModel>).replaceOne({ _id: `${to}:${entryId}` }, moved, {
      upsert: true,
    });
    await (model as ReturnType<typeof chainModel>).deleteOne({ _id });
  }
}
