import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, isNumber, Long } from '../bson/values.ts';
import { fail } from '../errors.ts';
import { findIndex } from '../plan/query-planner.ts';
import type { Collection } from '../storage/collection.ts';
import { Index } from '../storage/collection-index.ts';
import { CommandArguments } from './command-arguments.ts';
import { validatorOptions } from './document-validator.ts';
import { type Command, collectionName, findCollection, type OperationContext } from './operation-context.ts';

export const collMod: Command = async (context) => {
  const { args, server } = context;
  const name = collectionName(context);
  const index = args.doc('index');
  const changes = validatorOptions(args);
  for (const field of [
    'viewOn',
    'pipeline',
    'expireAfterSeconds',
    'timeseries',
    'cappedSize',
    'cappedMax',
    'changeStreamPreAndPostImages',
  ])
    if (args.any(field) !== undefined)
      fail('NotImplemented', `The option '${field}' of collMod is not supported by the embedded server`);
  args.ignore('dryRun', 'collectionUUID');
  args.refuseUnknownFields();
  return server.storageEngine.write(() => {
    const collection = findCollection(context, name);
    if (!collection) return fail('NamespaceNotFound', `ns does not exist: ${context.database}.${name}`);
    const answer = index ? changeIndex(context, collection, index) : doc({});
    if (changes.size > 0) server.catalog.setOptions(collection, new Map([...collection.options, ...changes]));
    return answer;
  });
};

function changeIndex(context: OperationContext, collection: Collection, wish: Doc): Doc {
  const args = new CommandArguments('collMod.index', wish, false);
  const pattern = args.doc('keyPattern');
  const name = args.string('name');
  const seconds = args.any('expireAfterSeconds');
  const hidden = args.boolean('hidden');
  for (const field of ['unique', 'prepareUnique'])
    if (args.any(field) !== undefined)
      fail('NotImplemented', `Changing '${field}' of an index is not supported by the embedded server`);
  args.refuseUnknownFields();
  if ((pattern === undefined) === (name === undefined))
    fail(
      'InvalidOptions',
      pattern
        ? 'Cannot specify both key pattern and name.'
        : 'Must specify either index name or key pattern.',
    );
  if (seconds === undefined && hidden === undefined)
    fail('InvalidOptions', 'no expireAfterSeconds, hidden, unique, or prepareUnique field');
  const index = findIndex(collection.indexes, pattern ?? name!);
  if (!index) return fail('IndexNotFound', `cannot find index ${name ?? ''} for ns ${collection.namespace}`);
  const spec = new Map(index.spec);
  const answer: Doc = new Map();
  if (seconds !== undefined) {
    if (!isNumber(seconds) || toNumber(seconds) < 0)
      return fail('InvalidOptions', 'expireAfterSeconds field must be a number');
    if (index.paths.length > 1 || index.isId)
      fail('InvalidOptions', 'TTL indexes are single-field indexes, compound indexes do not support TTL');
    if (index.expireAfterSeconds !== undefined)
      answer.set('expireAfterSeconds_old', Long.fromNumber(index.expireAfterSeconds));
    answer.set('expireAfterSeconds_new', Long.fromNumber(toNumber(seconds)));
    spec.set('expireAfterSeconds', toNumber(seconds));
  }
  if (hidden !== undefined && hidden !== index.hidden) {
    if (index.isId) fail('BadValue', "can't hide _id index");
    answer.set('hidden_old', index.hidden).set('hidden_new', hidden);
    if (hidden) spec.set('hidden', true);
    else spec.delete('hidden');
  }
  const changed = new Index({ ...index.stored, spec });
  context.server.catalog.setIndexes(
    collection,
    collection.indexes.map((it) => (it === index ? changed : it)),
  );
  return answer;
}
