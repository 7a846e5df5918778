import { toNumber } from '../../bson/numbers.ts';
import { isNumber, type Value } from '../../bson/values.ts';
import { fail } from '../../errors.ts';
import type { StageFactory } from '../stage.ts';
import { bucket, bucketAuto, sortByCount } from './buckets.ts';
import { count } from './count.ts';
import { documents } from './documents.ts';
import { facet } from './facet.ts';
import { graphLookup } from './graph-lookup.ts';
import { group } from './group.ts';
import { lookup } from './lookup.ts';
import { match } from './match.ts';
import { addFields, project, replaceRoot, replaceWith, unset } from './project.ts';
import { redact } from './redact.ts';
import { sample } from './sample.ts';
import { limit, skip } from './skip-and-limit.ts';
import { sortStage } from './sort.ts';
import { collStats, indexStats } from './stats.ts';
import { unionWith } from './union-with.ts';
import { unwind } from './unwind.ts';

const stages: Readonly<Record<string, StageFactory>> = {
  $match: match,
  $limit: limit,
  $skip: skip,
  $sample: sample,
  $count: count,
  $project: project,
  $addFields: addFields,
  $set: addFields,
  $unset: unset,
  $replaceRoot: replaceRoot,
  $replaceWith: replaceWith,
  $redact: redact,
  $group: group,
  $unwind: unwind,
  $lookup: lookup,
  $graphLookup: graphLookup,
  $facet: facet,
  $unionWith: unionWith,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $sortByCount: sortByCount,
  $documents: documents,
  $collStats: collStats,
  $indexStats: indexStats,
};

/** Stages that MongoDB has and this server does not. */
const absent = new Set([
  '$densify',
  '$fill',
  '$setWindowFields',
  '$geoNear',
  '$currentOp',
  '$listLocalSessions',
  '$listSessions',
  '$planCacheStats',
  '$search',
  '$searchMeta',
  '$vectorSearch',
  '$listSampledQueries',
  '$querySettings',
  '$rankFusion',
  '$shardedDataDistribution',
  '$changeStreamSplitLargeEvent',
]);

/** `next` is the stage after it: a limit behind a sort bounds what the sort must hold. */
export function stageFactory(name: string, next: readonly [string, Value] | undefined): StageFactory {
  if (name === '$sort') return sortStage(limitOf(next));
  const factory = Object.hasOwn(stages, name) ? stages[name] : undefined;
  if (factory) return factory;
  if (name === '$changeStream')
    return fail(40573, 'The $changeStream stage is only supported on replica sets');
  if (name === '$out' || name === '$merge')
    return fail(40601, `${name} can only be the final stage in the pipeline`);
  if (absent.has(name))
    return fail('NotImplemented', `The stage ${name} is not supported by the embedded server`);
  return fail(40324, `Unrecognized pipeline stage name: '${name}'`);
}

function limitOf(next: readonly [string, Value] | undefined): number {
  const value = next?.[0] === '$limit' ? next[1] : undefined;
  return isNumber(value) ? toNumber(value) : Number.POSITIVE_INFINITY;
}
