import { type Doc, doc, Long, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { yieldToEventLoop } from '../plan/yield-policy.ts';
import type { Collection } from '../storage/collection.ts';
import { entryKey, ownedRange } from '../storage/key-layout.ts';
import { type Command, collectionName, findCollection } from './operation-context.ts';

/** Compares every document with its index entries, both ways. */
export const validate: Command = async (context) => {
  const name = collectionName(context);
  context.args.ignore('full', 'repair', 'metadata', 'checkBSONConformance', 'fixMultikey', 'background');
  context.args.refuseUnknownFields();
  const collection = findCollection(context, name);
  if (!collection)
    return fail('NamespaceNotFound', `Collection '${context.database}.${name}' does not exist to validate.`);
  const errors: string[] = [];
  const scanned = await checkDocuments(collection, errors);
  const keysPerIndex: Doc = new Map();
  const indexDetails: Doc = new Map();
  for (const index of collection.indexes) {
    const keys = collection.storageEngine.indexEntries.count(ownedRange(index.id));
    keysPerIndex.set(index.name, keys);
    const expected = scanned.entries.get(index.id) ?? 0;
    if (keys !== expected)
      errors.push(`index '${index.name}' has ${keys} entries where the documents have ${expected}`);
    indexDetails.set(index.name, doc({ valid: keys === expected, spec: index.spec }));
  }
  return doc({
    ns: collection.namespace,
    uuid: collection.uuid,
    nInvalidDocuments: Long.ZERO,
    nNonCompliantDocuments: Long.ZERO,
    nrecords: scanned.count,
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
    const chunk = collection.recordsAfter(last, 500);
    for (const { recordId, doc: it } of chunk)
      for (const index of collection.indexes) {
        const wanted = index.entriesOf(it).entries;
        entries.set(index.id, (entries.get(index.id) ?? 0) + wanted.size);
        for (const entry of wanted.values())
          if (!collection.storageEngine.indexEntries.get(entryKey(index.id, entry.key, recordId)))
            errors.push(`record ${recordId} has no entry in index '${index.name}'`);
      }
    count += chunk.length;
    if (chunk.length < 500) return { count, entries };
    last = chunk.at(-1)!.recordId;
    await yieldToEventLoop();
  }
}
