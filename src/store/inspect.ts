import { isDeepStrictEqual } from 'node:util';
import type { Connection } from 'mongoose';
import { deliveryStates } from '../core/reminders/index.ts';
import { storesOf } from './index.ts';
import { dataVersion } from './migrations.ts';
import { playgroundModels } from './playground-schemas.ts';

/** What a look at a database finds; nothing is written, made or migrated. */
export interface Inspection {
  /** Absent: nothing was ever stored there. */
  readonly storedVersion?: number;
  readonly knownVersion: number;
  /** `collection.index` of each index that is declared and not there, of collections that are. */
  readonly missingIndexes: readonly string[];
  /** How many collections are there and have all their indexes. */
  readonly collections: number;
  /** How far the product's clock stands ahead of the machine's, in milliseconds. */
  readonly clockAheadMs: number;
  readonly lastHeartbeats: readonly { readonly platform: string; readonly at: number }[];
  /** The earliest instant at which a person or a community is due. */
  readonly nextDueAt?: number;
  readonly oldestPendingDueAt?: number;
  readonly deliveries: Readonly<Record<string, number>>;
  /** When a recurring job last began, by the machine's clock. */
  readonly lastJobAt?: number;
}

/** The version of the stored data; undefined where nothing was ever stored. */
export async function storedVersion(connection: Connection): Promise<number | undefined> {
  const [found] = await connection.collection('installation').find({}).limit(1).toArray();
  return found === undefined ? undefined : Number(found.dataVersion);
}

export async function inspect(connection: Connection): Promise<Inspection> {
  const { system } = storesOf(connection, noInstallation);
  playgroundModels(connection);
  const version = await storedVersion(connection);
  const [installation] = await connection.collection('installation').find({}).limit(1).toArray();
  const heartbeats = await connection.collection('heartbeats').find({}).toArray();
  const jobs = await connection.collection('agendaJobs').find({}).sort({ lastRunAt: -1 }).limit(1).toArray();
  const lastJob: unknown = jobs[0]?.lastRunAt;
  const nextDueAt = await system.nextDueAt();
  const oldestPendingDueAt = await system.oldestPendingDueAt();
  return {
    ...(version !== undefined && { storedVersion: version }),
    knownVersion: dataVersion,
    ...(await indexesOf(connection)),
    clockAheadMs: Number(installation?.clockAheadMs ?? 0),
    lastHeartbeats: heartbeats.map((it) => ({ platform: String(it._id), at: Number(it.at) })),
    ...(nextDueAt !== undefined && { nextDueAt }),
    ...(oldestPendingDueAt !== undefined && { oldestPendingDueAt }),
    deliveries: await system.deliveryCounts(deliveryStates),
    ...(lastJob instanceof Date && { lastJobAt: lastJob.getTime() }),
  };
}

async function indexesOf(
  connection: Connection,
): Promise<Pick<Inspection, 'missingIndexes' | 'collections'>> {
  const missing: string[] = [];
  let collections = 0;
  const there = new Set((await connection.listCollections()).map((it) => it.name));
  for (const { collection, schema } of Object.values(connection.models)) {
    if (!there.has(collection.name)) continue;
    const present = await collection.indexes();
    const absent = schema
      .indexes()
      .filter(
        ([key]) => !present.some((it) => isDeepStrictEqual(Object.entries(it.key), Object.entries(key))),
      )
      .map(([key]) => `${collection.name}.${Object.keys(key).join('+')}`);
    missing.push(...absent);
    if (absent.length === 0) collections += 1;
  }
  return { missingIndexes: missing, collections };
}

/** Nothing that is asked here needs the secrets. */
const noInstallation = { secret: '', salt: '', dataVersion, clockAheadMs: 0 };
