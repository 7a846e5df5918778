import { hostname } from 'node:os';
import { maxDocumentSize } from '../bson/encode.ts';
import { type Doc, doc } from '../bson/values.ts';
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
