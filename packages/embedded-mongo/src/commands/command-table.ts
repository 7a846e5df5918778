import { aggregate } from './aggregate.ts';
import { bulkWrite } from './bulk-write.ts';
import { collMod } from './coll-mod.ts';
import {
  create,
  drop,
  dropDatabase,
  listCollections,
  listDatabases,
  renameCollection,
} from './collections.ts';
import { count } from './count.ts';
import { deleteCommand } from './delete.ts';
import {
  collStats,
  currentOp,
  dbStats,
  fsync,
  getCmdLineOpts,
  getLog,
  getParameter,
  hostInfo,
  serverStatus,
} from './diagnostics.ts';
import { distinct } from './distinct.ts';
import { explain } from './explain.ts';
import { find, getMore, killCursors } from './find.ts';
import { findAndModify } from './find-and-modify.ts';
import { buildInfo, connectionStatus, hello, isMaster, ping, whatsmyuri } from './handshake.ts';
import { createIndexes, dropIndexes, listIndexes } from './indexes.ts';
import { insert } from './insert.ts';
import type { Command } from './operation-context.ts';
import { logout, saslContinue, saslStart } from './sasl.ts';
import { endSessions, killSessions, refreshSessions, startSession } from './sessions.ts';
import { update } from './update.ts';
import { validate } from './validate.ts';

/** Every command by its name. */
export const commands: ReadonlyMap<string, Command> = new Map<string, Command>([
  ['hello', hello],
  ['isMaster', isMaster],
  ['ismaster', isMaster],
  ['saslStart', saslStart],
  ['saslContinue', saslContinue],
  ['logout', logout],
  ['ping', ping],
  ['buildInfo', buildInfo],
  ['buildinfo', buildInfo],
  ['whatsmyuri', whatsmyuri],
  ['connectionStatus', connectionStatus],
  ['startSession', startSession],
  ['endSessions', endSessions],
  ['refreshSessions', refreshSessions],
  ['killSessions', endSessions],
  ['killAllSessions', killSessions],
  ['killAllSessionsByPattern', killSessions],
  ['aggregate', aggregate],
  ['insert', insert],
  ['find', find],
  ['getMore', getMore],
  ['killCursors', killCursors],
  ['update', update],
  ['delete', deleteCommand],
  ['findAndModify', findAndModify],
  ['findandmodify', findAndModify],
  ['count', count],
  ['distinct', distinct],
  ['create', create],
  ['drop', drop],
  ['dropDatabase', dropDatabase],
  ['listCollections', listCollections],
  ['listDatabases', listDatabases],
  ['renameCollection', renameCollection],
  ['collMod', collMod],
  ['createIndexes', createIndexes],
  ['dropIndexes', dropIndexes],
  ['deleteIndexes', dropIndexes],
  ['listIndexes', listIndexes],
  ['bulkWrite', bulkWrite],
  ['explain', explain],
  ['validate', validate],
  ['serverStatus', serverStatus],
  ['dbStats', dbStats],
  ['dbstats', dbStats],
  ['collStats', collStats],
  ['collstats', collStats],
  ['hostInfo', hostInfo],
  ['getLog', getLog],
  ['getCmdLineOpts', getCmdLineOpts],
  ['getParameter', getParameter],
  ['currentOp', currentOp],
  ['fsync', fsync],
]);

/** Commands that only the database `admin` answers. */
export const adminOnly: ReadonlySet<string> = new Set([
  'listDatabases',
  'renameCollection',
  'getParameter',
  'setParameter',
  'getLog',
  'getCmdLineOpts',
  'bulkWrite',
  'currentOp',
  'killOp',
  'fsync',
  'shutdown',
  'getDefaultRWConcern',
]);

/** Commands of MongoDB's Stable API, version 1: all that a client with `apiStrict` may send. */
export const stableApi: ReadonlySet<string> = new Set([
  'aggregate',
  'bulkWrite',
  'collMod',
  'count',
  'create',
  'createIndexes',
  'delete',
  'drop',
  'dropDatabase',
  'dropIndexes',
  'endSessions',
  'explain',
  'find',
  'findAndModify',
  'getMore',
  'hello',
  'insert',
  'killCursors',
  'listCollections',
  'listDatabases',
  'listIndexes',
  'logout',
  'ping',
  'refreshSessions',
  'saslContinue',
  'saslStart',
  'update',
]);
