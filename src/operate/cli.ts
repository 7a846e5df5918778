import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DataDirInUse } from 'embedded-mongo';
import { type Config, ConfigError, readConfig } from '../config.ts';
import { connect } from '../store/connection.ts';
import { inspect } from '../store/inspect.ts';
import { NewerDataError } from '../store/migrations.ts';
import { backup, NothingStoredError } from './backup.ts';
import { type Reached, reachDatabase } from './database.ts';
import { doctor, report } from './doctor.ts';
import { databaseError, OperatorError } from './operator-error.ts';
import type { Output } from './progress.ts';
import { restore } from './restore.ts';
import { serveData } from './serve-data.ts';

const help = `npx shipmate <command>

  doctor [--json]           checks configuration, folder, database, clock and platforms, and says how to fix what it finds
  backup FILE               copies everything to one file, also while the bot runs
  restore FILE [--replace]  puts a backup in the place of what is stored; the bot must be stopped
  data serve --dir DIR [--port N]
                            serves a data folder alone, with a password, on this machine's port N (27017), and prints its
                            mongodb:// URI; DATA_SERVE_PASSWORD sets the password, else a new one is made

Settings come from the environment and from .env in this folder, as for the bot. Exit code: 0 when all is well, else 1.
`;

/** Errors that are the operator's to fix: one line each. */
const operatorErrors = [OperatorError, ConfigError, NewerDataError, DataDirInUse];

export interface Surroundings {
  readonly out: Output;
  readonly err: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

/** A job began this recently: the bot that ran it is there. */
const aliveWithinMs = 20_000;

/** Runs one command of the operator and answers with the exit code. */
export async function run(argv: readonly string[], given?: Surroundings): Promise<number> {
  if (!given && existsSync('.env')) process.loadEnvFile('.env');
  const around = given ?? { out: process.stdout, err: process.stderr, env: process.env, now: Date.now };
  try {
    return await command(argv, around);
  } catch (error) {
    around.err.write(`${sentenceOf(error)}\n`);
    return 1;
  }
}

async function command(argv: readonly string[], around: Surroundings): Promise<number> {
  const { positionals, values } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      replace: { type: 'boolean', default: false },
      dir: { type: 'string' },
      port: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const [name, file, ...more] = positionals;
  if (values.help || name === 'help') {
    around.out.write(help);
    return 0;
  }
  if (name === 'data' && file === 'serve' && more.length === 0) {
    const { dir, port } = values;
    const password = around.env.DATA_SERVE_PASSWORD || undefined;
    await serveData({ dir, port, password }, around.out, around.err);
    return 0;
  }
  if (values.dir !== undefined || values.port !== undefined)
    throw new OperatorError('Only data serve takes --dir and --port.');
  if (name === 'doctor' && file === undefined) {
    const findings = await doctor(around.env, around.now);
    return report(findings, values.json, around.out);
  }
  if ((name === 'backup' || name === 'restore') && file !== undefined && more.length === 0) {
    const config = readConfig(around.env);
    try {
      if (name === 'backup') await runBackup(config, file, around);
      else await runRestore(config, file, values.replace, around);
    } catch (error) {
      throw databaseError(error, config);
    }
    return 0;
  }
  const said =
    name === undefined
      ? ''
      : name === 'backup' || name === 'restore'
        ? `${name} takes one FILE.\n\n`
        : `"${argv.join(' ')}" is no command of Shipmate.\n\n`;
  around.err.write(`${said}${help}`);
  return 1;
}

async function runBackup(config: Config, file: string, { out, err, now }: Surroundings): Promise<void> {
  const reached = await reachDatabase(config, false);
  if (!reached)
    throw new NothingStoredError(`There is nothing to back up yet in ${resolve(config.DATA_DIR)}.`);
  try {
    const count = await backup(reached.uri, reached.database, file, new Date(now()), err);
    out.write(`Wrote ${count} documents to ${resolve(file)}.\n`);
  } finally {
    await reached.close();
  }
}

async function runRestore(
  config: Config,
  file: string,
  replace: boolean,
  { out, err, now }: Surroundings,
): Promise<void> {
  if (!existsSync(file)) throw new OperatorError(`There is no file ${resolve(file)}.`);
  const reached = (await reachDatabase(config, true)) as Reached;
  try {
    if (await botRuns(reached, now()))
      throw new OperatorError(
        'A bot is running on this data. Stop it first, or what it writes in the meantime is lost.',
      );
    const count = await restore(reached.uri, reached.database, file, { replace }, err);
    out.write(`Restored ${count} documents. Start the bot: it migrates older data and makes the indexes.\n`);
  } finally {
    await reached.close();
  }
}

/** On the embedded store by its socket, on a MongoDB by the jobs that began lately. */
async function botRuns({ by, uri, database }: Reached, now: number): Promise<boolean> {
  if (by !== 'uri') return by === 'running';
  const connection = await connect(uri, database);
  try {
    const { lastJobAt } = await inspect(connection);
    return lastJobAt !== undefined && now - lastJobAt < aliveWithinMs;
  } finally {
    await connection.close();
  }
}

function sentenceOf(error: unknown): string {
  const isOperators = operatorErrors.some((kind) => error instanceof kind);
  if (!(error instanceof Error)) return String(error);
  const { code } = error as NodeJS.ErrnoException;
  if (isOperators || (code !== undefined && /^(E[A-Z]+|ERR_PARSE_ARGS.*)$/.test(String(code))))
    return error.message;
  return `${error.name}: ${error.message}`;
}
