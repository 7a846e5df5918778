import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { type Document, EJSON } from 'bson';
import { fileError, OperatorError } from './operator-error.ts';

/** The first line of a backup. */
export interface BackupHeader {
  readonly shipmate: 'backup';
  readonly dataVersion: number;
  readonly createdAt: string;
  /** About how many documents follow, for the progress bar. */
  readonly documents: number;
}

export type BackupLine = readonly [collection: string, document: Document];

/** The file is no backup of ours, or it is not whole. `message` is one line for the operator. */
export class BackupFileError extends OperatorError {
  override readonly name = 'BackupFileError';
}

/**
 * A backup is gzip over lines of canonical Extended JSON: a header, then `[collection, document]`, then a last line
 * `["end", count]` that tells a whole file from one that was cut off. It is written beside its place and moved there whole.
 */
export async function writeBackup(
  path: string,
  header: BackupHeader,
  documents: AsyncIterable<BackupLine>,
): Promise<number> {
  const part = `${path}.part`;
  const gzip = createGzip();
  const file = createWriteStream(part, { mode: 0o600, flush: true });
  gzip.pipe(file);
  const broken = new Promise<never>((_, reject) => file.on('error', reject));
  broken.catch(() => undefined);
  const line = async (value: unknown): Promise<void> => {
    const room = gzip.write(`${EJSON.stringify(value as Document, { relaxed: false })}\n`);
    if (!room) await Promise.race([new Promise((resolve) => gzip.once('drain', resolve)), broken]);
  };
  try {
    await Promise.race([once(file, 'open'), broken]);
    let count = 0;
    await line(header);
    for await (const pair of documents) {
      await line(pair);
      count += 1;
    }
    await line(['end', count]);
    gzip.end();
    await finished(file);
    await rename(part, path);
    return count;
  } catch (error) {
    file.destroy();
    await rm(part, { force: true });
    throw fileError(error, path, 'written');
  }
}

/** A backup's header and its documents; both throw `BackupFileError` where the file is none, or not whole. */
export async function readBackup(path: string): Promise<{
  readonly header: BackupHeader;
  readonly documents: AsyncGenerator<BackupLine>;
}> {
  const lines = linesOf(path);
  const first = await lines.next();
  const header = first.done ? undefined : (parsed(first.value) as Partial<BackupHeader> | null);
  const dataVersion = Number(header?.dataVersion);
  if (header?.shipmate !== 'backup' || !Number.isInteger(dataVersion))
    throw new BackupFileError('The file is not a backup of Shipmate.');
  return {
    header: {
      shipmate: 'backup',
      dataVersion,
      createdAt: String(header.createdAt),
      documents: Number(header.documents),
    },
    documents: documentsOf(lines),
  };
}

async function* documentsOf(lines: AsyncGenerator<string>): AsyncGenerator<BackupLine> {
  let count = 0;
  for await (const line of lines) {
    const pair = parsed(line);
    if (!Array.isArray(pair) || pair.length !== 2 || typeof pair[0] !== 'string')
      throw new BackupFileError('The backup has a line that Shipmate did not write.');
    const [collection, document] = pair as [string, Document];
    if (collection === 'end') {
      if (Number(document) !== count)
        throw new BackupFileError('The backup is incomplete: documents are missing.');
      // What follows the end is read as well: gzip's checksum stands there.
      for await (const _ of lines) throw new BackupFileError('The backup has data after its end.');
      return;
    }
    count += 1;
    yield [collection, document];
  }
  throw new BackupFileError('The backup is cut off: its last line is missing.');
}

function parsed(line: string): unknown {
  try {
    return EJSON.parse(line, { relaxed: false });
  } catch {
    throw new BackupFileError('The backup is damaged: one of its lines cannot be read.');
  }
}

/** Lines end with a newline and nothing else: a text may hold any other separator. */
async function* linesOf(path: string): AsyncGenerator<string> {
  const file = createReadStream(path);
  const text = file.pipe(createGunzip());
  file.on('error', (error) => text.destroy(error));
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of text as AsyncIterable<Buffer>) {
      rest = Buffer.concat([rest, chunk]);
      for (let end = rest.indexOf(newline); end >= 0; end = rest.indexOf(newline)) {
        yield rest.toString('utf8', 0, end);
        rest = rest.subarray(end + 1);
      }
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code.startsWith('Z_'))
      throw new BackupFileError(`The file is not a backup, or it is damaged (${code}).`);
    throw fileError(error, path, 'read');
  } finally {
    file.destroy();
  }
  if (rest.length > 0) throw new BackupFileError('The backup is cut off within a line.');
}

const newline = '\n'.charCodeAt(0);
