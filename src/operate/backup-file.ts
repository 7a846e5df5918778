import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Document, EJSON } from 'bson';

/** The first line of a backup. */
export interface BackupHeader {
  readonly shipmate: 'backup';
  readonly dataVersion: number;
  readonly createdAt: string;
  readonly documents: number;
}

/** The file is no backup of ours, or it is cut off. */
export class BackupFileError extends Error {}

/**
 * A backup is gzip over lines of canonical Extended JSON: a header, then `[collection, document]`, then a last line
 * `["end", count]` that tells a whole file from one that was cut off. It is written beside its place and moved there whole.
 */
export async function writeBackup(
  path: string,
  header: BackupHeader,
  documents: AsyncIterable<readonly [collection: string, document: Document]>,
): Promise<number> {
  const part = `${path}.part`;
  const gzip = createGzip();
  const written = pipeline(gzip, createWriteStream(part, { mode: 0o600 }));
  const line = async (value: unknown): Promise<void> => {
    if (!gzip.write(`${EJSON.stringify(value as Document, { relaxed: false })}\n`)) await once(gzip, 'drain');
  };
  let count = 0;
  await line(header);
  for await (const pair of documents) {
    await line(pair);
    count += 1;
  }
  await line(['end', count]);
  gzip.end();
  await written;
  await rename(part, path);
  return count;
}

/** Reads a backup's header, then its documents; throws `BackupFileError` when it is none, or not whole. */
export async function readBackup(path: string): Promise<{
  readonly header: BackupHeader;
  readonly documents: AsyncGenerator<readonly [collection: string, document: Document]>;
}> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  const broken = new Promise<never>((_, reject) => {
    file.on('error', reject);
    gunzip.on('error', () => reject(new BackupFileError('The file is not a backup, or it is damaged.')));
  });
  broken.catch(() => undefined);
  const lines = createInterface({ input: file.pipe(gunzip), crlfDelay: Number.POSITIVE_INFINITY })[
    Symbol.asyncIterator
  ]();
  const next = async (): Promise<unknown> => {
    const { value, done } = await Promise.race([lines.next(), broken]);
    if (done) throw new BackupFileError('The backup is cut off: its last line is missing.');
    return EJSON.parse(value, { relaxed: false });
  };
  const header = (await next()) as BackupHeader;
  if (header?.shipmate !== 'backup') throw new BackupFileError('The file is not a backup of Shipmate.');
  return { header: { ...header, dataVersion: Number(header.dataVersion) }, documents: documentsOf(next) };
}

async function* documentsOf(next: () => Promise<unknown>) {
  let count = 0;
  for (;;) {
    const line = await next();
    if (!Array.isArray(line)) throw new BackupFileError('The backup holds a line that is none of ours.');
    const [collection, document] = line;
    if (collection === 'end') {
      if (Number(document) !== count)
        throw new BackupFileError('The backup is not whole: documents are missing.');
      return;
    }
    count += 1;
    yield [String(collection), document as Document] as const;
  }
}
