import { doc } from '../bson/values.ts';
import type { Command } from './operation-context.ts';

export const saslStart: Command = ({ args, auth, database }) => {
  args.ignore('mechanism', 'payload', 'autoAuthorize', 'options');
  return auth.start(args.source, database);
};

export const saslContinue: Command = ({ args, auth }) => {
  args.ignore('conversationId', 'payload');
  return auth.continue(args.source);
};

export const logout: Command = () => doc({});

/** What may be asked before logging in. */
export const commandsBeforeAuth: ReadonlySet<string> = new Set([
  'hello',
  'isMaster',
  'ismaster',
  'ping',
  'saslStart',
  'saslContinue',
  'buildInfo',
  'buildinfo',
  'connectionStatus',
  'whatsmyuri',
  'endSessions',
]);
