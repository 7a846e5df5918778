import { resolve } from 'node:path';
import type { Config } from '../config.ts';
import { connect } from '../store/connection.ts';
import { type Inspection, inspect } from '../store/inspect.ts';
import { type Reached, reachDatabase } from './database.ts';
import { type Finding, failure, ok, warning } from './findings.ts';
import { adviceFor, reasonOf } from './operator-error.ts';

const minute = 60_000;
/** Longer than this a reminder does not wait while a bot runs. */
const backlogFromMs = 10 * minute;
const clocksApartMs = 30_000;

/** What can be found out about the database, and by it about the clock and what is owed. */
export async function checkDatabase(config: Config, now: () => number): Promise<readonly Finding[]> {
  let reached: Reached | undefined;
  try {
    reached = await reachDatabase(config, false);
    if (!reached) return [ok('database', `embedded; no data yet in ${resolve(config.DATA_DIR)}`)];
    return await checkReached(config, reached, now);
  } catch (error) {
    return [failure('database', `cannot be reached: ${reasonOf(error)}`, adviceFor(config))];
  } finally {
    await reached?.close();
  }
}

async function checkReached(
  config: Config,
  { uri, database, by }: Reached,
  now: () => number,
): Promise<readonly Finding[]> {
  const connection = await connect(uri, database);
  try {
    const before = now();
    const hello = await connection.db?.command({ hello: 1 });
    const took = now() - before;
    const how =
      by === 'uri' ? 'MongoDB' : by === 'running' ? 'embedded, the bot runs' : 'embedded, the bot is stopped';
    const answer = ok('database', `${how}, answers in ${took} ms`);
    const found = await inspect(connection);
    return [
      answer,
      ...checkData(found, by !== 'started'),
      checkClocks(config, found, { machine: before + took / 2, database: Number(hello?.localTime) }),
      checkBacklog(found, now(), by !== 'started'),
    ];
  } finally {
    await connection.close();
  }
}

export function checkData(
  { storedVersion, knownVersion, missingIndexes, collections }: Inspection,
  runs: boolean,
): readonly Finding[] {
  if (storedVersion === undefined) return [ok('data', 'none yet')];
  const version =
    storedVersion > knownVersion
      ? failure(
          'data',
          `format ${storedVersion}, this program knows up to ${knownVersion}`,
          'start a newer Shipmate, or restore an older backup',
        )
      : storedVersion < knownVersion
        ? warning(
            'data',
            `format ${storedVersion}`,
            `the next start migrates it to ${knownVersion}; back up first`,
          )
        : ok('data', `format ${storedVersion}`);
  const indexes =
    missingIndexes.length > 0
      ? (runs ? failure : warning)(
          'indexes',
          `missing: ${missingIndexes.join(', ')}`,
          'start the bot: it makes them; if it cannot, its log says why',
        )
      : ok('indexes', `all there, in ${collections} collections`);
  return [version, indexes];
}

export function checkClocks(
  { platforms }: Pick<Config, 'platforms'>,
  { clockAheadMs, lastHeartbeats }: Pick<Inspection, 'clockAheadMs' | 'lastHeartbeats'>,
  at: { readonly machine: number; readonly database: number },
): Finding {
  const apart = Math.abs(at.machine - at.database);
  if (apart > clocksApartMs)
    return failure('clock', `this machine and the database differ by ${spanOf(apart)}`, 'set both by NTP');
  const ahead = Math.max(0, ...lastHeartbeats.map((it) => it.at)) - (at.machine + clockAheadMs);
  if (ahead > 5 * minute)
    return failure(
      'clock',
      `the last sign of life is ${spanOf(ahead)} in the future`,
      'set the machine’s clock; it went back',
    );
  const lead = spanOf(clockAheadMs);
  if (clockAheadMs > 0 && platforms.length > 0)
    return failure(
      'clock',
      `the playground moved it ${lead} ahead, and ${platforms.join(' and ')} would follow`,
      'use another DATA_DIR or MONGODB_DATABASE for real people',
    );
  return ok('clock', clockAheadMs > 0 ? `right; the playground’s is ${lead} ahead` : 'right');
}

export function checkBacklog(
  { nextDueAt, oldestPendingDueAt, clockAheadMs, deliveries }: Inspection,
  machineNow: number,
  runs: boolean,
): Finding {
  const now = machineNow + clockAheadMs;
  const sizes = Object.entries(deliveries).filter(([, count]) => count > 0);
  const counts = sizes.map(([state, count]) => `${count} ${state}`).join(', ') || 'none yet';
  const due = nextDueAt === undefined ? 0 : now - nextDueAt;
  const pending = oldestPendingDueAt === undefined ? 0 : now - oldestPendingDueAt;
  const late = Math.max(due, pending);
  if (late <= backlogFromMs) return ok('deliveries', counts);
  const text = `the oldest that is due waits for ${spanOf(late)} (${counts})`;
  return runs
    ? warning(
        'deliveries',
        text,
        'check the bot’s log for what it cannot send; /readyz says whether its jobs run',
      )
    : warning('deliveries', text, 'start the bot: what is too late by then is recorded as missed');
}

function spanOf(ms: number): string {
  const minutes = Math.round(ms / minute);
  if (minutes < 2) return `${Math.round(ms / 1000)} s`;
  return minutes < 180 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
