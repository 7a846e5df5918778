import { doc } from '../bson/values.ts';
import { countRecords, type ExecutionStats, scanIndex } from '../plan/plan-executor.ts';
import { drain } from '../plan/yield-policy.ts';
import { type Command, collectionName, findCollection, type OperationContext } from './operation-context.ts';
import { readCollation } from './parse-collation.ts';
import { executeQuery, prepareQuery, type Query } from './query.ts';

export function readCount(context: OperationContext): Query {
  const { args } = context;
  const name = collectionName(context);
  const filter = args.doc('query');
  const limit = args.integer('limit');
  const skip = args.integer('skip', 0);
  const hint = args.any('hint');
  const collation = readCollation(args.any('collation'));
  args.ignore('fields', 'collectionUUID', 'allowPartialResults');
  args.refuseUnknownFields();
  return prepareQuery(
    findCollection(context, name),
    { filter, limit: Math.abs(limit ?? 0), skip, hint, collation },
    context.scope,
  );
}

export const count: Command = async (context) => {
  const query = readCount(context);
  return doc({ n: await countOf(query, context.deadline) });
};

/** Where the index says it all, its entries are counted and no document is read. */
export async function countOf(
  query: Query,
  deadline: OperationContext['deadline'],
  stats: ExecutionStats = { keys: 0, docs: 0 },
): Promise<number> {
  const { collection, plan, skip, limit } = query;
  if (!collection) return 0;
  if (plan.access.kind === 'collscan' && query.source.size === 0)
    return Math.min(Math.max(collection.count - skip, 0), limit);
  let n = 0;
  if (plan.access.kind === 'ixscan' && plan.access.candidate.exact) {
    const counted = countRecords(collection, plan.access.candidate, stats);
    if (counted !== undefined) return Math.min(Math.max(counted - skip, 0), limit);
    await drain(scanIndex(collection, plan.access.candidate, stats), deadline, () => ++n < skip + limit);
    return Math.max(n - skip, 0);
  }
  await drain(executeQuery(query, stats), deadline, () => {
    n += 1;
    return true;
  });
  return n;
}
