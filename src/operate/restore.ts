import type { Document } from 'bson';
import type { Db } from 'mongodb';
import { connect } from '../store/connection.ts';
import { dataVersion, NewerDataError } from '../store/migrations.ts';
import { arriving } from './backup.ts';
import { readBackup } from './backup-file.ts';
import { OperatorError } from './operator-error.ts';
import { type Output, progressBar } from './progress.ts';

const batch = 500;
/** What a start leaves behind in which nobody has done anything yet. */
const madeByAStart = new Set(['installation', 'leases', 'agendaJobs', 'heartbeats']);

/** The database holds something already, and nobody said that it may be replaced. */
export class NotEmptyError extends OperatorError {
  constructor() {
    super(
      'There are data here already. Restore into an empty folder or database, or add --replace to replace them.',
    );
  }
}

/**
 * Puts a backup in the place of what is stored. What was there stays until the whole file has been read and stored beside
 * it; a file that turns out to be damaged changes nothing. Older data are migrated at the next start, newer ones refused.
 */
export async function restore(
  uri: string,
  database: string,
  path: string,
  options: { readonly replace: boolean },
  out: Output,
): Promise<number> {
  const { header, documents } = await readBackup(path);
  if (header.dataVersion > dataVersion) throw new NewerDataError(header.dataVersion, dataVersion);
  const connection = await connect(uri, database);
  try {
    const { db } = connection;
    if (!db) throw new Error('The database is not connected');
    await dropArrivals(db);
    if (!options.replace && !(await isEmpty(db))) throw new NotEmptyError();
    const bar = progressBar('restore', header.documents, out);
    let done = 0;
    try {
      for await (const [name, some] of inBatches(documents)) {
        await db.collection(arriving + name).insertMany([...some]);
        done += some.length;
        bar.at(done, name);
      }
    } catch (error) {
      await dropArrivals(db);
      throw error;
    }
    await moveIn(db);
    bar.end(`${done} documents`);
    return done;
  } finally {
    await connection.close();
  }
}

/** The installation goes last: a bot that starts before is one without it, and a restore that was cut off is repeated. */
async function moveIn(db: Db): Promise<void> {
  const arrived = (await namesOf(db)).filter((name) => name.startsWith(arriving));
  const replaced = new Set(arrived.map((name) => name.slice(arriving.length)));
  for (const name of await namesOf(db))
    if (!name.startsWith(arriving) && !replaced.has(name)) await db.dropCollection(name);
  const order = [...replaced].sort((a, b) => Number(a === 'installation') - Number(b === 'installation'));
  for (const name of order) await db.renameCollection(arriving + name, name, { dropTarget: true });
}

async function dropArrivals(db: Db): Promise<void> {
  for (const name of await namesOf(db)) if (name.startsWith(arriving)) await db.dropCollection(name);
}

async function isEmpty(db: Db): Promise<boolean> {
  for (const name of await namesOf(db))
    if (!madeByAStart.has(name) && (await db.collection(name).findOne({}))) return false;
  return true;
}

const namesOf = async (db: Db): Promise<readonly string[]> =>
  (await db.listCollections({}, { nameOnly: true }).toArray())
    .map((it) => it.name)
    .filter((name) => !name.startsWith('system.'));

/** Documents of one collection together, some hundred at a time. */
async function* inBatches(
  documents: AsyncIterable<readonly [collection: string, document: Document]>,
): AsyncGenerator<readonly [collection: string, documents: readonly Document[]]> {
  let collection = '';
  let waiting: Document[] = [];
  for await (const [name, document] of documents) {
    if (waiting.length > 0 && (name !== collection || waiting.length === batch)) {
      yield [collection, waiting];
      waiting = [];
    }
    collection = name;
    waiting.push(document);
  }
  if (waiting.length > 0) yield [collection, waiting];
}
