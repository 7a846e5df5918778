import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { dataFileOf, type EmbeddedMongo, startEmbeddedMongo } from 'embedded-mongo';
import { fileError, OperatorError } from './operator-error.ts';
import type { Output } from './progress.ts';

const host = '127.0.0.1';
const username = 'shipmate';
/** MongoDB's own. */
const defaultPort = 27017;

export interface ServeDataOptions {
  readonly dir: string | undefined;
  readonly port: string | undefined;
  /** Made for each run where it is undefined. */
  readonly password: string | undefined;
}

/**
 * Serves a data folder alone over TCP, to this machine and with a password, until SIGTERM or SIGINT. The URI goes to
 * `out`, without a password that was given; the rest goes to `err`.
 */
export async function serveData(options: ServeDataOptions, out: Output, err: Output): Promise<void> {
  const port = portOf(options.port);
  const dataDir = dataDirOf(options.dir);
  const password = options.password ?? randomBytes(24).toString('base64url');
  const stopped = stopSignal();
  const server = await start(dataDir, port, password);
  const shown = options.password === undefined ? password : '<password>';
  out.write(`mongodb://${username}:${shown}@${host}:${server.tcpAddress?.port}/?authSource=admin\n`);
  err.write(
    `Serving ${resolve(dataDir)} to this machine. A bot or mongosh uses it by that URI, a bot as MONGODB_URI. Ctrl+C stops it.\n`,
  );
  await stopped;
  await server.close();
}

function portOf(given: string | undefined): number {
  if (given === undefined) return defaultPort;
  const port = Number(given);
  if (/^\d+$/.test(given) && port <= 65_535) return port;
  throw new OperatorError(
    `--port must be a whole number from 0 to 65535, not "${given}"; 0 takes any free port.`,
  );
}

function dataDirOf(given: string | undefined): string {
  if (given === undefined) throw new OperatorError('data serve needs --dir DIR, the folder to serve.');
  const folder = resolve(given);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found) throw new OperatorError(`There is no folder ${folder}.`);
  if (!found.isDirectory()) throw new OperatorError(`${folder} is not a folder.`);
  if (dataFileOf(folder) === undefined)
    throw new OperatorError(`${folder} has no data of a bot. Use the folder that its DATA_DIR is set to.`);
  return folder;
}

async function start(dataDir: string, port: number, password: string): Promise<EmbeddedMongo> {
  try {
    return await startEmbeddedMongo({ dataDir, tcp: { host, port, username, password } });
  } catch (error) {
    throw portError(error, port) ?? fileError(error, dataDir, 'written');
  }
}

function portError(error: unknown, port: number): OperatorError | undefined {
  const { code, syscall, address } = error as NodeJS.ErrnoException & { readonly address?: string };
  if (syscall !== 'listen' || address !== host) return undefined;
  return new OperatorError(
    code === 'EADDRINUSE'
      ? `Port ${port} is taken. Choose another with --port; 0 takes any free one.`
      : `Port ${port} may not be used (${code}). Choose another with --port; 0 takes any free one.`,
  );
}

const stopSignal = (): Promise<void> =>
  new Promise((done) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => done());
  });
