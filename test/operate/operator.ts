import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Document, EJSON } from 'bson';
import { startEmbeddedMongo } from 'embedded-mongo';
import { afterAll, beforeAll } from 'vitest';
import { run } from '../../src/operate/cli.ts';
import { connect } from '../../src/store/connection.ts';

export interface Done {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** A command of the operator, as typed, with these settings. */
export async function shipmate(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  now: () => number = Date.now,
): Promise<Done> {
  const said = { out: '', err: '' };
  const into = (name: 'out' | 'err') => ({
    isTTY: false,
    write(text: string) {
      said[name] += text;
      return true;
    },
  });
  const code = await run(argv, { out: into('out') as never, err: into('err') as never, env, now });
  return { code, ...said };
}

/** New folders for the tests of one file. */
export function useFolders(): () => Promise<string> {
  let root = '';
  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'shipmate-operate-'));
  });
  afterAll(() => rm(root, { recursive: true, force: true }));
  return () => mkdtemp(join(root, 'd-'));
}

/** Everything that is stored in a folder, by collection, each document with the types that it is stored with. */
export async function contents(
  dataDir: string,
  database = 'shipmate',
): Promise<Readonly<Record<string, readonly string[]>>> {
  return withDatabase(
    dataDir,
    async (db) => {
      const all: Record<string, readonly string[]> = {};
      for (const { name } of await db.listCollections().toArray()) {
        const documents = await db.collection(name).find({}, { promoteValues: false }).toArray();
        all[name] = documents.map((it: Document) => EJSON.stringify(it, { relaxed: false })).sort();
      }
      return all;
    },
    database,
  );
}

type Db = NonNullable<Awaited<ReturnType<typeof connect>>['db']>;

/** Does something to the data of a folder on which nothing runs. */
export async function withDatabase<T>(
  dataDir: string,
  work: (db: Db) => Promise<T>,
  database = 'shipmate',
): Promise<T> {
  const server = await startEmbeddedMongo({ dataDir });
  const connection = await connect(server.uri, database);
  try {
    return await work(connection.db as Db);
  } finally {
    await connection.close();
    await server.close();
  }
}
