import type { AuthSession } from '../auth/auth-session.ts';
import { toNumber } from '../bson/numbers.ts';
import { type Doc, doc, double, isDoc, isNullish, isNumber, type Maybe, typeName } from '../bson/values.ts';
import { deadlineAfter } from '../deadline.ts';
import { codeName, fail, MongoError } from '../errors.ts';
import { scopeAt } from '../query/variable-scope.ts';
import type { Server } from '../server.ts';
import { CommandArguments } from './command-arguments.ts';
import { adminOnly, commands, stableApi } from './command-table.ts';
import { checkDatabaseName } from './operation-context.ts';
import { commandsBeforeAuth } from './sasl.ts';
import { sessionKey } from './sessions.ts';
import { checkWriteConcern } from './write-batch.ts';

/** Who sends commands. */
export interface Peer {
  readonly connectionId: number;
  readonly auth: AuthSession;
}

/** Runs one command and gives its answer, an error being one too. */
export async function dispatch(server: Server, peer: Peer, command: Doc | MongoError): Promise<Doc> {
  if (command instanceof MongoError) return errorAnswer(command);
  try {
    const answer = await runCommand(server, peer, command);
    answer.set('ok', double(1));
    return answer;
  } catch (error) {
    return errorAnswer(error);
  }
}

function runCommand(server: Server, peer: Peer, command: Doc): Doc | Promise<Doc> {
  const [name] = command.keys();
  const database = command.get('$db');
  if (typeof database !== 'string') return fail(40571, 'OP_MSG requests require a $db argument');
  checkDatabaseName(database);
  const handler = name === undefined ? undefined : commands.get(name);
  if (!handler || name === undefined) return fail('CommandNotFound', `no such command: '${name ?? ''}'`);
  if (!peer.auth.authenticated && !commandsBeforeAuth.has(name))
    fail('Unauthorized', `Command ${name} requires authentication`);
  if (adminOnly.has(name) && database !== 'admin')
    fail('Unauthorized', `${name} may only be run against the admin database.`);
  refuseTransaction(command);
  checkApi(name, command);
  checkReadConcern(command.get('readConcern'));
  checkWriteConcern(command.get('writeConcern'));
  server.opCounters.command += 1;
  return handler({
    server,
    connectionId: peer.connectionId,
    auth: peer.auth,
    database,
    name,
    args: new CommandArguments(name, command),
    deadline: deadlineAfter(maxTime(command.get('maxTimeMS'))),
    scope: scopeAt(new Date(server.now())),
    session: sessionKey(command.get('lsid')),
  });
}

function maxTime(value: Maybe): number | undefined {
  if (value === undefined) return undefined;
  const ms = isNumber(value) ? toNumber(value) : fail('TypeMismatch', 'maxTimeMS must be a number');
  if (!Number.isInteger(ms)) fail('BadValue', 'maxTimeMS has non-integral value');
  if (ms < 0 || ms > 2_147_483_647)
    fail('BadValue', `${ms} value for maxTimeMS is out of range [0, 2147483647]`);
  return ms;
}

function refuseTransaction(command: Doc): void {
  if (command.has('txnNumber') || command.has('startTransaction') || command.has('autocommit'))
    fail('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
}

function checkApi(name: string, command: Doc): void {
  const version = command.get('apiVersion');
  if (version !== undefined && version !== '1') fail('APIVersionError', 'API version must be "1"');
  if (version === undefined && (command.has('apiStrict') || command.has('apiDeprecationErrors')))
    fail('APIVersionError', 'Provided apiStrict and/or apiDeprecationErrors without passing apiVersion');
  if (command.get('apiStrict') === true && !stableApi.has(name))
    fail('APIStrictError', `Provided apiStrict:true, but the command ${name} is not in API Version 1.`);
}

const readConcernFields = new Set([
  'level',
  'afterClusterTime',
  'atClusterTime',
  'afterOpTime',
  'provenance',
  '$allowTransactionTable',
  '$waitLastStableRecoveryTimestamp',
]);

function checkReadConcern(concern: Maybe): void {
  if (!isDoc(concern)) {
    if (isNullish(concern)) return;
    fail(
      'TypeMismatch',
      `BSON field 'readConcern' is the wrong type '${typeName(concern)}', expected type 'object'`,
    );
  }
  for (const field of concern.keys())
    if (!readConcernFields.has(field))
      fail('IDLUnknownField', `BSON field 'readConcern.${field}' is an unknown field.`);
  const level = concern.get('level');
  if (
    level === 'linearizable' ||
    level === 'snapshot' ||
    concern.has('afterClusterTime') ||
    concern.has('atClusterTime')
  )
    fail('NotAReplicaSet', `node needs to be a replica set member to use read concern`);
  if (level !== undefined && level !== 'local' && level !== 'available' && level !== 'majority')
    fail(
      'BadValue',
      `Enumeration value '${String(level)}' for field 'readConcern.level' is not a valid value.`,
    );
}

function errorAnswer(error: unknown): Doc {
  const known =
    error instanceof MongoError
      ? error
      : new MongoError('InternalError', error instanceof Error ? error.message : String(error));
  const answer = doc({
    ok: double(0),
    errmsg: known.message,
    code: known.code,
    codeName: codeName(known.code),
  });
  for (const [name, value] of known.details) answer.set(name, value);
  return answer;
}
