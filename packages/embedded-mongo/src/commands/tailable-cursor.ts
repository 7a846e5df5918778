import { EncodedDoc } from '../bson/encode.ts';
import type { ResultDocument } from '../cursor-manager.ts';
import { fail } from '../errors.ts';
import { type Flow, yieldPoint } from '../plan/yield-policy.ts';
import { matches } from '../query/filter.ts';
import type { Projection } from '../query/projection.ts';
import type { CommandArguments } from './command-arguments.ts';
import type { Query } from './query.ts';

export interface TailableOptions {
  readonly tailable: boolean;
  readonly awaitData: boolean;
}

/** Error 9 for what cannot be tailed. */
export function readTailableOptions(args: CommandArguments, singleBatch: boolean): TailableOptions {
  const tailable = args.boolean('tailable') ?? false;
  const awaitData = args.boolean('awaitData') ?? false;
  if (awaitData && !tailable) fail('FailedToParse', "Cannot set 'awaitData' without also setting 'tailable'");
  if (tailable && singleBatch)
    fail('FailedToParse', "Cannot use tailable option with the 'singleBatch' option");
  return { tailable, awaitData };
}

const chunk = 100;

/**
 * A capped collection's documents as they were inserted. Each call gives those that came since the last; error 136 if
 * the last one given has made room meanwhile.
 */
export function tailCappedCollection(
  query: Query,
  project: Projection | undefined,
  namespace: string,
): () => Flow<ResultDocument> {
  const { collection, filter, scope, sort, plan } = query;
  if (!collection?.cappedLimits)
    return fail(
      'BadValue',
      `error processing query: ns=${namespace} tailable cursor requested on non capped collection`,
    );
  if (sort || (plan.access.kind === 'collscan' && plan.access.backwards))
    fail('BadValue', 'error processing query: a tailable cursor follows the order of insertion alone');
  let last = 0;
  let toSkip = query.skip;
  return function* () {
    if (last > 0 && !collection.get(last))
      fail(
        'CappedPositionLost',
        `CollectionScan died due to position in capped collection being deleted. Last seen record id: RecordId(${last})`,
      );
    for (let read = chunk; read === chunk; ) {
      const found = collection.recordsAfter(last, chunk);
      read = found.length;
      for (const { recordId, doc, bytes } of found) {
        last = recordId;
        if (!matches(filter, doc, scope)) continue;
        if (toSkip > 0) toSkip -= 1;
        else yield project ? project(doc, scope) : new EncodedDoc(bytes);
      }
      yield yieldPoint;
    }
  };
}
