import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { maxDocumentSize } from '../bson/encode.ts';
import { Binary, type Doc, doc, type Maybe } from '../bson/values.ts';
import { serverVersion, wireVersions } from '../server.ts';
import { maxMessageSize } from '../wire/message.ts';
import type { Command } from './operation-context.ts';

/** What a driver asks first: a standalone server, with sessions, without compression. */
const greeting =
  (primaryField: string): Command =>
  ({ args, auth, connectionId, server }) => {
    args.ignore('helloOk', 'client', 'compression', 'loadBalanced', 'topologyVersion', 'maxAwaitTimeMS');
    args.ignore('hostInfo', 'internalClient', 'forShell');
    const asked = args.any('saslSupportedMechs');
    const early = args.doc('speculativeAuthenticate');
    return doc({
      helloOk: true,
      [primaryField]: true,
      maxBsonObjectSize: maxDocumentSize,
      maxMessageSizeBytes: maxMessageSize,
      maxWriteBatchSize: 100_000,
      localTime: new Date(server.now()),
      logicalSessionTimeoutMinutes: 30,
      connectionId,
      minWireVersion: wireVersions.min,
      maxWireVersion: wireVersions.max,
      readOnly: false,
      saslSupportedMechs: asked === undefined ? undefined : [...auth.mechanisms],
      speculativeAuthenticate: early && speculate(() => auth.start(early, early.get('db'))),
    });
  };

/** A first step that fails is as if it had not been tried: the client begins again. */
function speculate(start: () => Doc): Doc | undefined {
  try {
    return start();
  } catch {
    return undefined;
  }
}

export const hello = greeting('isWritablePrimary');
export const isMaster = greeting('ismaster');

export const ping: Command = ({ args }) => {
  args.refuseUnknownFields();
  return doc({});
};

export const buildInfo: Command = ({ args }) => {
  args.refuseUnknownFields();
  return doc({
    version: serverVersion.slice(0, 3).join('.'),
    gitVersion: 'embedded',
    modules: ['embedded'],
    allocator: 'system',
    javascriptEngine: 'none',
    sysInfo: 'deprecated',
    versionArray: [...serverVersion],
    bits: 64,
    debug: false,
    maxBsonObjectSize: maxDocumentSize,
    storageEngines: ['lmdb'],
  });
};

export const whatsmyuri: Command = ({ args, connectionId }) => {
  args.refuseUnknownFields();
  return doc({ you: `${hostname()}:${connectionId}` });
};

export const connectionStatus: Command = ({ args }) => {
  args.ignore('showPrivileges');
  args.refuseUnknownFields();
  return doc({ authInfo: doc({ authenticatedUsers: [], authenticatedUserRoles: [] }) });
};

/** Sessions carry no state on a standalone server. */
export const endSessions: Command = ({ server, args }) => {
  const sessions = args.source.values().next().value;
  const ids = new Set(Array.isArray(sessions) ? sessions.map(sessionKey) : []);
  server.cursors.killWhere(({ session }) => session !== undefined && ids.has(session));
  return doc({});
};

/** A session does not expire here: it is only a name. */
export const refreshSessions: Command = () => doc({});

/** Ends whatever any session has open. */
export const killSessions: Command = ({ server }) => {
  server.cursors.killWhere(({ session }) => session !== undefined);
  return doc({});
};

export const startSession: Command = () => {
  const id = new Binary(Buffer.from(randomUUID().replaceAll('-', ''), 'hex'), Binary.SUBTYPE_UUID);
  return doc({ id: doc({ id }), timeoutMinutes: 30 });
};

/** What tells one session from another: the bytes of its id. */
export function sessionKey(lsid: Maybe): string | undefined {
  const id = lsid instanceof Map ? lsid.get('id') : undefined;
  return id instanceof Binary ? id.toString('hex') : undefined;
}
