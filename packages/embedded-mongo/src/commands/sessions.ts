import { randomUUID } from 'node:crypto';
import { Binary, doc, type Maybe } from '../bson/values.ts';
import type { Command } from './operation-context.ts';

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
