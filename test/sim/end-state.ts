import type { Document } from 'bson';
import type { Store } from '../../src/store/index.ts';

/** What may differ between two voyages that came to the same end: ids made at random, versions, and working marks. */
const passing = new Set([
  '_id',
  'id',
  'entryId',
  'personId',
  'version',
  'dueAt',
  'tzdb',
  'attempts',
  'seq',
  'message',
  'settledAt',
  'buttons',
]);

/** Everything that is stored, by collection, as sorted lines that two voyages can be compared by. */
export async function endState(store: Store): Promise<Readonly<Record<string, readonly string[]>>> {
  const people = await store.connection.collection('people').find({}).toArray();
  const names = new Map(people.map((it) => [String(it._id), String(it.identities[0].user)]));
  const rename = (text: string): string => text.replace(/[0-9a-hjkmnp-z]{16}/g, (id) => names.get(id) ?? '·');
  const state: Record<string, readonly string[]> = {};
  for (const name of ['people', 'members', 'communities', 'entries', 'deliveries', 'simPosts', 'outages']) {
    const rows = await store.connection.collection(name).find({}).toArray();
    const owner = (row: Document): string => names.get(String(row.personId)) ?? '';
    state[name] = rows.map((row) => `${owner(row)} ${rename(JSON.stringify(row, skipping))}`).sort();
  }
  return state;
}

const skipping = (key: string, value: unknown): unknown => (passing.has(key) ? undefined : value);
