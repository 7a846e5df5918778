import { compare } from '../bson/compare.ts';
import { type Doc, doc, double, type Value } from '../bson/values.ts';
import { fail } from '../errors.ts';
import type { Flow } from '../plan/yield-policy.ts';
import { matches } from '../query/filter.ts';
import { parseFilter } from '../query/parse-filter.ts';
import type { Collection } from '../storage/collection.ts';
import { type CommandArguments, refuseCollation } from './command-arguments.ts';
import { validatorOptions } from './document-validator.ts';
import {
  type Command,
  checkCollectionName,
  checkDatabaseName,
  collectionName,
  ensureCollection,
  findCollection,
  type OperationContext,
} from './operation-context.ts';

/** The documents as the first batch of a cursor, and the rest after it. */
export function listing(
  context: OperationContext,
  namespace: string,
  docs: readonly Doc[],
  batchSize?: number,
): Promise<Doc> {
  function* flow(): Flow<Doc> {
    yield* docs;
  }
  return context.server.cursors.start({
    namespace,
    flow: flow(),
    batchSize: batchSize ?? Math.max(docs.length, 1) + 1,
    session: context.session,
    deadline: context.deadline,
  });
}

const refusedOptions = [
  'timeseries',
  'viewOn',
  'pipeline',
  'clusteredIndex',
  'expireAfterSeconds',
  'encryptedFields',
  'changeStreamPreAndPostImages',
];

/** A size is rounded up as MongoDB does. */
function capOptions(args: CommandArguments): Doc {
  const capped = args.boolean('capped') ?? false;
  const size = args.integer('size', 1);
  const max = args.integer('max');
  if (!capped) {
    if (size !== undefined || max !== undefined)
      fail(
        'InvalidOptions',
        "the 'capped' field needs to be true when either the 'size' or 'max' fields are present",
      );
    return new Map();
  }
  if (size === undefined) return fail('InvalidOptions', "the 'size' field is required when 'capped' is true");
  const rounded = Math.max(4096, Math.ceil(size / 256) * 256);
  return doc({ capped: true, size: rounded, max: max !== undefined && max > 0 ? max : undefined });
}

export const create: Command = async (context) => {
  const { args } = context;
  const name = collectionName(context);
  const options: Doc = new Map([...capOptions(args), ...validatorOptions(args)]);
  for (const field of refusedOptions)
    if (args.any(field) !== undefined && args.any(field) !== false)
      fail('NotImplemented', `The option '${field}' of create is not supported by the embedded server`);
  refuseCollation(args.any('collation'));
  args.ignore('autoIndexId', 'storageEngine', 'indexOptionDefaults', 'idIndex', 'temp', 'flags');
  args.refuseUnknownFields();
  await context.server.storageEngine.write(() => {
    const existing = findCollection(context, name);
    if (!existing) {
      const made = ensureCollection(context, name);
      if (options.size > 0) context.server.catalog.setOptions(made, options);
    } else if (compare(existing.options, options) !== 0)
      fail(
        'NamespaceExists',
        `namespace ${existing.namespace} already exists, but with different options: ${[...existing.options.keys()].join(', ')}`,
      );
  });
  return doc({});
};

export const drop: Command = async (context) => {
  const name = collectionName(context);
  context.args.ignore('collectionUUID');
  context.args.refuseUnknownFields();
  const dropped = await context.server.storageEngine.write(() => {
    const collection = findCollection(context, name);
    if (collection) context.server.catalog.drop(collection);
    return collection;
  });
  if (!dropped) return doc({});
  context.server.cursors.killWhere(({ namespace }) => namespace === dropped.namespace);
  return doc({ nIndexesWas: dropped.indexes.length, ns: dropped.namespace });
};

export const dropDatabase: Command = async (context) => {
  const { server, database, args } = context;
  args.refuseUnknownFields();
  await server.storageEngine.write(() => {
    for (const collection of server.catalog.collections(database)) server.catalog.drop(collection);
  });
  server.cursors.killWhere(({ namespace }) => namespace.startsWith(`${database}.`));
  return doc({ dropped: database });
};

export const listCollections: Command = (context) => {
  const { args, server, database } = context;
  const filter = parseFilter(args.doc('filter') ?? new Map());
  const nameOnly = args.boolean('nameOnly') ?? false;
  const batchSize = args.doc('cursor')?.get('batchSize');
  args.ignore('authorizedCollections');
  args.refuseUnknownFields();
  const shown = server.catalog
    .collections(database)
    .map((collection) => describe(collection))
    .filter((it) => matches(filter, it, context.scope))
    .map((it) => (nameOnly ? doc({ name: it.get('name'), type: it.get('type') }) : it));
  return listing(
    context,
    `${database}.$cmd.listCollections`,
    shown,
    typeof batchSize === 'number' ? batchSize : undefined,
  );
};

const describe = (collection: Collection): Doc =>
  doc({
    name: collection.name,
    type: 'collection',
    options: collection.options,
    info: doc({ readOnly: false, uuid: collection.uuid }),
    idIndex: doc({ v: 2, key: doc({ _id: 1 }), name: '_id_' }),
  });

export const listDatabases: Command = (context) => {
  const { args, server } = context;
  const filter = parseFilter(args.doc('filter') ?? new Map());
  const nameOnly = args.boolean('nameOnly') ?? false;
  args.ignore('authorizedDatabases');
  args.refuseUnknownFields();
  const names = server.catalog.databases();
  const size = Math.floor(server.storageEngine.bytesUsed() / Math.max(names.length, 1));
  const databases: Value[] = names
    .map((name) => doc({ name, sizeOnDisk: double(size), empty: false }))
    .filter((it) => matches(filter, it, context.scope))
    .map((it) => (nameOnly ? doc({ name: it.get('name') }) : it));
  if (nameOnly) return doc({ databases });
  const total = size * databases.length;
  return doc({ databases, totalSize: double(total), totalSizeMb: double(Math.floor(total / 1024 / 1024)) });
};

export const renameCollection: Command = async (context) => {
  const { args, server } = context;
  const from = args.source.get('renameCollection');
  const to = args.string('to');
  if (typeof from !== 'string' || to === undefined)
    return fail(
      'TypeMismatch',
      "BSON field 'renameCollection.to' is missing or of the wrong type, expected type 'string'",
    );
  const dropTarget = args.boolean('dropTarget') ?? false;
  args.ignore('stayTemp', 'collectionUUID');
  args.refuseUnknownFields();
  const [sourceDb, sourceName] = splitNamespace(from);
  const [targetDb, targetName] = splitNamespace(to);
  if (from === to) fail('IllegalOperation', "Can't rename a collection to itself");
  if (sourceDb !== targetDb)
    fail('NotImplemented', 'Renaming into another database is not supported by the embedded server');
  await server.storageEngine.write(() => {
    const source = server.catalog.find(sourceDb, sourceName);
    if (!source) return fail('NamespaceNotFound', `Source collection ${from} does not exist`);
    const target = server.catalog.find(targetDb, targetName);
    if (target && !dropTarget) fail('NamespaceExists', 'target namespace exists');
    if (target) server.catalog.drop(target);
    server.catalog.rename(source, targetDb, targetName);
  });
  server.cursors.killWhere(({ namespace }) => namespace === from || namespace === to);
  return doc({});
};

export function splitNamespace(namespace: string): readonly [string, string] {
  const dot = namespace.indexOf('.');
  if (dot <= 0) fail('InvalidNamespace', `Invalid namespace specified '${namespace}'`);
  const database = checkDatabaseName(namespace.slice(0, dot));
  return [database, checkCollectionName(database, namespace.slice(dot + 1))];
}
