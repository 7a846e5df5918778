import { type Doc, doc, Long, type Value } from '../bson/values.ts';
import { nextTurn } from '../cursor-manager.ts';
import { fail } from '../errors.ts';
import type { Collection } from '../storage/collection.ts';
import { entryKey, everything } from '../storage/key-layout.ts';
import { type Command, collectionName, findCollection } from './operation-context.ts';

/** Compares every document with its index entries, both ways. */
export const validate: Command = async (context) => {
  const name = collectionName(context);
  context.args.ignore('full', 'repair', 'metadata', 'checkBSONConformance', 'fixMultikey', 'background');
  context.args.done();
  const collection = findCollection(context, name);
  if (!collection)
    return fail('NamespaceNotFound', `Collection '${context.database}.${name}' does not exist to validate.`);
  const errors: string[] = [];
  const records = await checkDocuments(collection, errors);
  const keysPerIndex: Doc = new Map();
  const indexDetails: Doc = new Map();
  for (const index of collection.indexes) {
    const keys = collection.environment.entries.count(everything(index.id));
    keysPerIndex.set(index.name, keys);
    const expected = records.entries.get(index.id) ?? 0;
    if (keys !== expected)
      errors.push(`index '${index.name}' has ${keys} entries where the documents have ${expected}`);
    indexDetails.set(index.name, doc({ valid: keys === expected, spec: index.spec }));
  }
  return doc({
    ns: collection.namespace,
    uuid: collection.uuid,
    nInvalidDocuments: Long.ZERO,
    nNonCompliantDocuments: Long.ZERO,
    nrecords: records.count,
    nIndexes: collection.indexes.length,
    keysPerIndex,
    indexDetails,
    valid: errors.length === 0,
    repaired: false,
    warnings: [],
    errors: errors as Value[],
  });
};

async function checkDocuments(
  collection: Collection,
  errors: string[],
): Promise<{ count: number; entries: Map<number, number> }> {
  const entries = new Map<number, number>();
  let count = 0;
  let last = 0;
  for (;;) {
    const chunk = collection.after(last, 500);
    for (const { record, doc: it } of chunk)
      for (const index of collection.indexes) {
        const wanted = index.entriesOf(it).entries;
        entries.set(index.id, (entries.get(index.id) ?? 0) + wanted.size);
        for (const entry of wanted.values())
          if (!collection.environment.entries.get(entryKey(index.id, entry.key, record)))
            errors.push(`record ${record} has no entry in index '${index.name}'`);
      }
    count += chunk.length;
    if (chunk.length < 500) return { count, entries };
    last = chunk.at(-1)!.record;
    await nextTurn();
  }
}
