import type { Document } from 'bson';
import { connect } from '../store/connection.ts';
import { dataVersion, NewerDataError } from '../store/migrations.ts';
import { readBackup } from './backup-file.ts';
import { progressBar } from './progress.ts';

const batch = 500;

/** The database holds something already, and nobody said that it may be replaced. */
export class NotEmptyError extends Error {
  constructor() {
    super(
      'There are data here already. Restore into an empty folder or database, or add --replace to replace them.',
    );
  }
}

/** Writes a backup's documents to a database; older data are migrated at the next start. Newer ones are refused unread. */
export async function restore(
  uri: string,
  database: string,
  path: string,
  options: { readonly replace: boolean },
): Promise<number> {
  const { header, documents } = await readBackup(path);
  if (header.dataVersion > dataVersion) throw new NewerDataError(header.dataVersion, dataVersion);
  const connection = await connect(uri, database);
  try {
    const { db } = connection;
    if (!db) throw new Error('The database is not connected');
    const people = await db.collection('people').countDocuments({}, { limit: 1 });
    if (people > 0 && !options.replace) throw new NotEmptyError();
    await db.dropDatabase();
    const bar = progressBar('restore', header.documents);
    let waiting: Document[] = [];
    let collection = '';
    let done = 0;
    const flush = async (): Promise<void> => {
      if (waiting.length > 0) await db.collection(collection).insertMany(waiting);
      done += waiting.length;
      bar.at(done, collection);
      waiting = [];
    };
    for await (const [name, document] of documents) {
      if (name !== collection || waiting.length === batch) await flush();
      collection = name;
      waiting.push(document);
    }
    await flush();
    bar.end(`${done} documents`);
    return done;
  } finally {
    await connection.close();
  }
}
