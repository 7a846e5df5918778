import { personalDataRows } from '../core/personal-data/index.ts';
import { connect } from '../store/connection.ts';
import { storedVersion } from '../store/inspect.ts';
import { type BackupHeader, type BackupLine, writeBackup } from './backup-file.ts';
import { OperatorError } from './operator-error.ts';
import { type Output, progressBar } from './progress.ts';

/**
 * The order matters while the bot runs. A counter is copied after what it counted, and what was sent after those it was
 * owed to, so that a restored bot sends nothing twice; the installation with its clock comes after everything.
 */
const last = ['playground_messages', 'playground_counters', 'deliveries', 'heartbeats', 'installation'];
/** Leases and jobs belong to processes that will not be there; some personal data are worked out again. */
export const notBackedUp: ReadonlySet<string> = new Set([
  'leases',
  'agendaJobs',
  ...personalDataRows.flatMap(([, it]) => (it.backup === 'made-again' ? it.collections : [])),
]);
/** As they are stored, so that a number keeps its type. */
const asStored = { promoteValues: false, promoteBuffers: false, batchSize: 500 } as const;

/** Nothing was ever stored there. */
export class NothingStoredError extends OperatorError {}

/** Copies everything that is stored to one file, also while the bot runs. Returns how many documents. */
export async function backup(
  uri: string,
  database: string,
  path: string,
  now: Date,
  out: Output,
): Promise<number> {
  const connection = await connect(uri, database);
  try {
    const { db } = connection;
    if (!db) throw new Error('The database is not connected');
    const dataVersion = await storedVersion(connection);
    if (dataVersion === undefined) throw new NothingStoredError('There is nothing to back up yet.');
    const names = (await db.listCollections({}, { nameOnly: true }).toArray())
      .map((it) => it.name)
      .filter((name) => !notBackedUp.has(name) && !name.startsWith('system.') && !name.startsWith(arriving))
      .sort((a, b) => last.indexOf(a) - last.indexOf(b) || (a < b ? -1 : 1));
    const counts = await Promise.all(names.map((name) => db.collection(name).estimatedDocumentCount()));
    const total = counts.reduce((sum, count) => sum + count, 0);
    const header: BackupHeader = {
      shipmate: 'backup',
      dataVersion,
      createdAt: now.toISOString(),
      documents: total,
    };
    const bar = progressBar('backup ', total, out);
    async function* documents(): AsyncGenerator<BackupLine> {
      let done = 0;
      for (const name of names) {
        for await (const document of db?.collection(name).find({}, asStored) ?? []) {
          bar.at(++done, name);
          yield [name, document];
        }
      }
    }
    const count = await writeBackup(path, header, documents());
    bar.end(`${count} documents`);
    return count;
  } finally {
    await connection.close();
  }
}

/** Collections of a restore that is under way, or was cut off. */
export const arriving = 'arriving.';
