import { compare } from '../bson/compare.ts';
import { docToString, valueToString } from '../bson/to-string.ts';
import { type Doc, doc, isArray, isDoc, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { samePattern } from '../plan/query-planner.ts';
import type { Catalog } from '../storage/catalog.ts';
import type { Collection } from '../storage/collection.ts';
import type { Index } from '../storage/collection-index.ts';
import { listing } from './collections.ts';
import { buildIndexes } from './index-build.ts';
import { checkedSpec } from './index-spec.ts';
import {
  type Command,
  collectionName,
  ensureCollection,
  findCollection,
  type OperationContext,
} from './operation-context.ts';

export const createIndexes: Command = async (context) => {
  const { args } = context;
  const name = collectionName(context);
  const given =
    args.docs('indexes') ??
    fail('IDLFailedToParse', "BSON field 'createIndexes.indexes' is missing but a required field");
  args.ignore('commitQuorum', 'ignoreUnknownIndexOptions', 'collectionUUID', 'returnOnStart');
  args.refuseUnknownFields();
  if (given.length === 0) fail('BadValue', 'Must specify at least one index to create');
  const specs = given.map(checkedSpec);
  return oneAfterAnother(context, () => create(context, name, specs));
};

const turns = new WeakMap<Catalog, Promise<unknown>>();

/** Whoever asks for an index that is being built waits until it is there. */
function oneAfterAnother<T>({ server }: OperationContext, build: () => Promise<T>): Promise<T> {
  const turn = (turns.get(server.catalog) ?? Promise.resolve()).then(build, build);
  turns.set(server.catalog, turn);
  return turn;
}

async function create(context: OperationContext, name: string, specs: readonly Doc[]): Promise<Doc> {
  const { server } = context;
  const begun = await server.storageEngine.write(() => {
    const existed = findCollection(context, name) !== undefined;
    const collection = ensureCollection(context, name);
    const before = collection.indexes.length;
    const wanted: Doc[] = [];
    for (const spec of specs)
      if (!alreadyThere([...collection.indexes.map((index) => index.spec), ...wanted], spec))
        wanted.push(spec);
    if (before + wanted.length > 64)
      fail(
        'CannotCreateIndex',
        `add index fails, too many indexes for ${collection.namespace} key:${docToString(wanted[0]!.get('key') as Doc)}`,
      );
    const made = wanted.map((spec) => server.catalog.newIndex(spec, collection.count > 0));
    if (made.length > 0) server.catalog.setIndexes(collection, [...collection.indexes, ...made]);
    return { existed, before, collection, made };
  });
  const { existed, before, collection, made } = begun;
  await buildIndexes(context, collection, made);
  const after = before + made.length;
  return doc({
    numIndexesBefore: before,
    numIndexesAfter: after,
    createdCollectionAutomatically: !existed,
    note: after === before ? 'all indexes already exist' : undefined,
  });
}

const told = ['name', 'key', 'unique', 'sparse', 'hidden', 'partialFilterExpression', 'expireAfterSeconds'];
/** What makes two indexes on the same fields different ones. */
const signature = ['unique', 'sparse', 'partialFilterExpression'];

const same = (a: Doc, b: Doc, fields: readonly string[]): boolean =>
  fields.every((field) => compare(a.get(field), b.get(field)) === 0) &&
  samePattern(a.get('key') as Doc, b.get('key') as Doc);

function alreadyThere(existing: readonly Doc[], spec: Doc): boolean {
  const both = (other: Doc) => `Requested index: ${docToString(spec)}, existing index: ${docToString(other)}`;
  const key = spec.get('key') as Doc;
  if (samePattern(key, new Map([['_id', 1]]))) return true;
  const named = existing.find((other) => other.get('name') === spec.get('name'));
  if (named) {
    if (!same(named, spec, signature))
      fail(
        'IndexKeySpecsConflict',
        `An existing index has the same name as the requested index. When index names are not specified, they are auto generated and can cause conflicts. Please refer to our documentation. ${both(named)}`,
      );
    if (same(named, spec, told)) return true;
    fail(
      'IndexOptionsConflict',
      `An equivalent index already exists with the same name but different options. ${both(named)}`,
    );
  }
  const equivalent = existing.find((other) => same(other, spec, signature));
  if (!equivalent) return false;
  if (same(equivalent, spec, told.slice(1)))
    fail('IndexOptionsConflict', `Index already exists with a different name: ${equivalent.get('name')}`);
  return fail(
    'IndexOptionsConflict',
    `An equivalent index already exists with a different name and options. ${both(equivalent)}`,
  );
}

export const listIndexes: Command = (context) => {
  const name = collectionName(context);
  const batchSize = context.args.doc('cursor')?.get('batchSize');
  context.args.ignore('includeBuildUUIDs', 'includeIndexBuildInfo', 'isTimeseriesNamespace');
  context.args.refuseUnknownFields();
  const collection = findCollection(context, name);
  if (!collection) return fail('NamespaceNotFound', `ns does not exist: ${context.database}.${name}`);
  const specs = collection.readyIndexes.map((index) => index.spec);
  return listing(context, collection.namespace, specs, typeof batchSize === 'number' ? batchSize : undefined);
};

export const dropIndexes: Command = async (context) => {
  const name = collectionName(context);
  const wanted = context.args.required('index');
  context.args.ignore('collectionUUID');
  context.args.refuseUnknownFields();
  const { server } = context;
  return server.storageEngine.write(() => {
    const collection = findCollection(context, name);
    if (!collection) return fail('NamespaceNotFound', `ns not found ${context.database}.${name}`);
    const before = collection.indexes.length;
    const goes = indexesToDrop(collection, wanted);
    server.catalog.setIndexes(
      collection,
      collection.indexes.filter((index) => !goes.includes(index)),
    );
    return doc({
      nIndexesWas: before,
      msg: wanted === '*' ? 'non-_id indexes dropped for collection' : undefined,
    });
  });
};

function indexesToDrop(collection: Collection, wanted: Value): readonly Index[] {
  if (wanted === '*') return collection.indexes.filter((index) => !index.isId);
  const names = isArray(wanted) ? wanted : [wanted];
  return names.map((one) => {
    const found = collection.indexes.filter((index) =>
      isDoc(one) ? samePattern(index.keyPattern, one) : index.name === one,
    );
    if (found.length > 1)
      fail(
        'IndexNotFound',
        `${found.length} indexes found for key: ${valueToString(one)}, identify by name instead. Conflicting indexes: ${found.map((index) => index.name).join(', ')}`,
      );
    const [index] = found;
    if (!index)
      return fail(
        'IndexNotFound',
        isDoc(one)
          ? `can't find index with key: ${docToString(one)}`
          : `index not found with name [${String(one)}]`,
      );
    if (index.isId) fail('InvalidOptions', 'cannot drop _id index');
    return index;
  });
}
