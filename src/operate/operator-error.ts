import { dirname, resolve } from 'node:path';
import type { Config } from '../config.ts';

/** What the operator can fix; `message` is one line for them. */
export class OperatorError extends Error {}

/** What went wrong with a file, in a sentence; any other error as it is. */
export function fileError(error: unknown, path: string, doing: 'written' | 'read'): unknown {
  const file = resolve(path);
  switch ((error as NodeJS.ErrnoException | null)?.code) {
    case 'ENOENT':
      return new OperatorError(
        doing === 'read' ? `There is no file ${file}.` : `There is no folder ${dirname(file)}.`,
      );
    case 'ENOTDIR':
      return new OperatorError(`${dirname(file)} is not a folder.`);
    case 'EISDIR':
      return new OperatorError(`${file} is a folder; name a file.`);
    case 'EACCES':
    case 'EPERM':
      return new OperatorError(`${file} may not be ${doing} by this user.`);
    case 'EROFS':
      return new OperatorError(`${file} cannot be written: the disk is read-only.`);
    case 'ENOSPC':
    case 'EDQUOT':
      return new OperatorError(`The disk has no room for ${file}; nothing of it was kept.`);
    default:
      return error;
  }
}

/** What went wrong with the database, in a sentence and with advice; any other error as it is. */
export function databaseError(error: unknown, config: Config): unknown {
  if (!(error instanceof Error) || !/^Mongo(ose)?[A-Z].*Error$/.test(error.name)) return error;
  return new OperatorError(`The database cannot be used: ${reasonOf(error)}. Please ${adviceFor(config)}.`);
}

/** The first line of an error, without the password that a URI may hold. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).replace(/\/\/[^@\s]*@/g, '//…@').split('\n')[0] ??
  '';

export const adviceFor = ({ MONGODB_URI }: Config): string =>
  MONGODB_URI === undefined
    ? 'see that DATA_DIR is a folder of this user on a local disk with room'
    : 'see that the server of MONGODB_URI runs, and that address, user and password are right';
