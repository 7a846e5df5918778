import { mkdirSync } from 'node:fs';
import { open as openFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, open, type RootDatabase } from 'lmdb';
import { MongoError } from '../errors.ts';

/** A part of the store: unsigned-byte-ordered keys to bytes. Reads inside a write see what it wrote. */
export interface KeyValueTable {
  get(key: Buffer): Buffer | undefined;
  put(key: Buffer, value: Buffer): void;
  remove(key: Buffer): void;
  entries(range: Range): Iterable<{ key: Buffer; value: Buffer }>;
  keys(range: Range): Iterable<Buffer>;
  count(range: Range): number;
}

export interface Range {
  readonly start: Buffer;
  readonly end: Buffer;
  readonly reverse?: boolean;
  readonly limit?: number;
}

/** Runs the queued changes as one transaction and settles once they are on disk. */
export type Commit = (apply: () => void) => Promise<void>;

export interface StorageEngine {
  readonly meta: KeyValueTable;
  readonly documents: KeyValueTable;
  readonly indexEntries: KeyValueTable;
  /**
   * Runs `change` in a write transaction. Changes asked for while a commit is under way share the next one. Settles
   * when what it wrote is synced to disk; what it throws undoes nothing, so it must check before it writes.
   */
  write<T>(change: () => T): Promise<T>;
  /** Called when a transaction was lost as a whole: what is kept in memory must be read again. */
  onRollback(listener: () => void): void;
  backup(path: string): Promise<void>;
  bytesUsed(): number;
  close(): Promise<void>;
}

/** The file in a data directory that holds everything. */
export const dataFile = 'data.mdb';

const binary = { keyEncoding: 'binary', encoding: 'binary' } as const;

interface Queued {
  readonly run: () => void;
  readonly settle: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Opens the files in `directory`, made if need be. `wrapCommit` lets a test stand between the store and the disk. Without
 * `syncsWrites` a change settles once the system has it, and `close` syncs them all.
 */
export function openStorageEngine(
  directory: string,
  wrapCommit: (commit: Commit) => Commit = (commit) => commit,
  syncsWrites = true,
): StorageEngine {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const path = join(directory, dataFile);
  // With overlappingSync a commit is visible before it is synced; without it lmdb syncs, then shows.
  // Its batching by turns of the event loop makes promises whose rejection nobody could handle.
  const root = open({
    path,
    overlappingSync: false,
    eventTurnBatching: false,
    noSync: !syncsWrites,
    maxDbs: 4,
    ...binary,
  });
  const commit = wrapCommit(async (apply) => {
    await yieldToEventLoop();
    try {
      await root.transaction(() => root.childTransaction(apply));
    } catch (error) {
      throw await causeOf(error);
    }
  });
  const rollbackListeners: (() => void)[] = [];
  let queue: Queued[] = [];
  let running: Promise<void> | undefined;
  let closed = false;

  /** One turn of the event loop gathers what the clients that were just answered ask for next. */
  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue;
      queue = [];
      try {
        await commit(() => {
          for (const change of batch) change.run();
        });
        for (const change of batch) change.settle();
      } catch (error) {
        for (const listener of rollbackListeners) listener();
        for (const change of batch) change.reject(error);
      }
    }
    running = undefined;
  }

  function write<T>(change: () => T): Promise<T> {
    if (closed) return Promise.reject(new Error('the store is closed'));
    return new Promise<T>((resolve, reject) => {
      let finish = (): void => {};
      queue.push({
        run: () => {
          try {
            const value = change();
            finish = () => resolve(value);
          } catch (error) {
            // A lost page or a full disk: nothing of this batch may stay.
            if (!isExpected(error)) throw error;
            finish = () => reject(error);
          }
        },
        settle: () => finish(),
        reject,
      });
      running ??= drain();
    });
  }

  return {
    meta: table(root, 'meta', () => closed),
    documents: table(root, 'documents', () => closed),
    indexEntries: table(root, 'entries', () => closed),
    write,
    onRollback: (listener) => rollbackListeners.push(listener),
    backup: (target) => root.backup(target, true),
    bytesUsed: () => {
      const stats = root.getStats() as { lastPageNumber?: number; pageSize?: number };
      return ((stats.lastPageNumber ?? 0) + 1) * (stats.pageSize ?? 4096);
    },
    close: async () => {
      while (running) await running;
      closed = true;
      await root.close();
      if (!syncsWrites) await syncFile(path);
    },
  };
}

async function syncFile(path: string): Promise<void> {
  const file = await openFile(path, 'r+');
  await file.sync().finally(() => file.close());
}

const yieldToEventLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Errors of the system by which a disk or a quota is full: ENOSPC, EFBIG, EDQUOT here and on macOS; and EIO, as which
 * lmdb reports a page of which only a part found room.
 */
const full = new Set([28, 27, 122, 69, 5]);

/** lmdb tells why a commit failed by a second promise, a little later. */
async function causeOf(error: unknown): Promise<unknown> {
  const later = (error as { commitError?: unknown }).commitError;
  if (!(later instanceof Promise)) return error;
  const cause: unknown = await Promise.race([later.catch((why: unknown) => why), yieldToEventLoop()]);
  if (!(cause instanceof Error)) return error;
  const { code } = cause as { code?: unknown };
  return typeof code === 'number' && full.has(code)
    ? new MongoError('OutOfDiskSpace', `The disk is full or fails: ${cause.message.split(':')[0]}`)
    : cause;
}

const isExpected = (error: unknown): boolean => error instanceof Error && error.name === 'MongoError';

/** lmdb does not survive a read after its close, so that is refused here. */
function table(root: RootDatabase, name: string, isClosed: () => boolean): KeyValueTable {
  const db = root.openDB({ name, ...binary }) as Database<Buffer, Buffer>;
  const opened = (): Database<Buffer, Buffer> => {
    if (isClosed()) throw new Error('the store is closed');
    return db;
  };
  return {
    get: (key) => opened().get(key),
    put: (key, value) => void opened().put(key, value),
    remove: (key) => void opened().remove(key),
    entries: (range) => opened().getRange(lmdbRange(range)) as Iterable<{ key: Buffer; value: Buffer }>,
    keys: (range) => opened().getKeys(lmdbRange(range)) as Iterable<Buffer>,
    count(range) {
      if (range.limit === undefined) return opened().getKeysCount(lmdbRange(range)) as unknown as number;
      // lmdb counts the whole range whatever the limit.
      let count = 0;
      for (const _key of opened().getKeys(lmdbRange(range))) count += 1;
      return count;
    },
  };
}

/** From `start` up to, without, `end`; read backwards from just below `end` when reversed. */
function lmdbRange({ start, end, reverse, limit }: Range) {
  const bounds = reverse
    ? { start: end, end: start, reverse: true, exclusiveStart: true, inclusiveEnd: true }
    : { start, end };
  return limit === undefined ? bounds : { ...bounds, limit };
}
