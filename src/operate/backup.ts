import type { Store } from '../store/index.ts';
import { type BackupHeader, writeBackup } from './backup-file.ts';
import { progressBar } from './progress.ts';

/** Deliveries go last: what was sent while the backup ran is known to it, so nothing is sent twice after a restore. */
const last = ['deliveries', 'playgroundmessages'];
/** Not worth keeping: leases and jobs belong to processes that will not be there. */
const left = new Set(['leases', 'agendaJobs']);

/** Writes everything that is stored to one file, while the bot runs. Returns how many documents. */
export async function backup(store: Store, path: string, now: Date): Promise<number> {
  const { db } = store.connection;
  if (!db) throw new Error('The database is not connected');
  const names = (await db.listCollections({}, { nameOnly: true }).toArray())
    .map((it) => it.name)
    .filter((name) => !left.has(name) && !name.startsWith('system.'))
    .sort((a, b) => last.indexOf(a) - last.indexOf(b) || a.localeCompare(b));
  const counts = await Promise.all(names.map((name) => db.collection(name).countDocuments()));
  const total = counts.reduce((sum, count) => sum + count, 0);
  const header: BackupHeader = {
    shipmate: 'backup',
    dataVersion: store.installation.dataVersion,
    createdAt: now.toISOString(),
    documents: total,
  };
  const bar = progressBar('backup ', total);
  async function* documents() {
    let done = 0;
    for (const name of names) {
      for await (const document of db!.collection(name).find({}, { batchSize: 500 })) {
        bar.at(++done, name);
        yield [name, document] as const;
      }
    }
  }
  const count = await writeBackup(path, header, documents());
  bar.end(`${count} documents`);
  return count;
}
