import type { AuthSession } from '../auth/auth-session.ts';
import type { Doc, Maybe } from '../bson/values.ts';
import { isDoc } from '../bson/values.ts';
import type { Deadline } from '../deadline.ts';
import { fail } from '../errors.ts';
import type { VariableScope } from '../query/variable-scope.ts';
import type { Server } from '../server.ts';
import type { Collection } from '../storage/collection.ts';
import type { CommandArguments } from './command-arguments.ts';

/** One command on its way: who asked, in which database, and until when it may take. */
export interface OperationContext {
  readonly server: Server;
  readonly connectionId: number;
  readonly auth: AuthSession;
  readonly database: string;
  readonly name: string;
  readonly args: CommandArguments;
  readonly deadline: Deadline;
  readonly scope: VariableScope;
  readonly session: string | undefined;
}

export type Command = (context: OperationContext) => Doc | Promise<Doc>;

/** The collection that the command's first field names; error 73 for what can be no name. */
export function collectionName(context: OperationContext): string {
  const value: Maybe = context.args.source.values().next().value;
  if (typeof value !== 'string')
    return fail(
      'InvalidNamespace',
      `collection name has invalid type ${isDoc(value) ? 'object' : typeof value}`,
    );
  return checkCollectionName(context.database, value);
}

export function checkCollectionName(database: string, name: string): string {
  if (name === '') fail('InvalidNamespace', `Invalid namespace specified '${database}.'`);
  if (name.includes('\0')) fail('InvalidNamespace', 'namespaces cannot have embedded null characters');
  if (name.startsWith('.')) fail('InvalidNamespace', `Invalid namespace specified '${database}.${name}'`);
  return name;
}

export function checkDatabaseName(name: string): string {
  if (name === '' || name.length > 63 || /[/\\. "$\0]/.test(name)) {
    if (name === '$external') return name;
    fail('InvalidNamespace', `Invalid database name specified '${name}'`);
  }
  return name;
}

export function findCollection(context: OperationContext, name: string): Collection | undefined {
  return context.server.catalog.find(context.database, name);
}

/** Inside a write: the collection, made if there is none yet. */
export function ensureCollection(context: OperationContext, name: string): Collection {
  const found = findCollection(context, name);
  if (found) return found;
  if (name.startsWith('system.')) fail('InvalidNamespace', `cannot write to '${context.database}.${name}'`);
  if (name.includes('$')) fail('InvalidNamespace', `Invalid collection name: ${name}`);
  if (Buffer.byteLength(`${context.database}.${name}`) > 255)
    fail(
      'InvalidNamespace',
      `Fully qualified namespace is too long. Namespace: ${context.database}.${name} Max: 255`,
    );
  return context.server.catalog.create(context.database, name, new Map());
}
