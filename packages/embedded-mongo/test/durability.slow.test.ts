import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, test } from 'vitest';
import { startEmbeddedMongo } from '../src/index.ts';
import { start } from '../src/start.ts';
import { newDataDir } from './support/server.ts';

const program = fileURLToPath(new URL('./support/writing-server.ts', import.meta.url));
const filler = fileURLToPath(new URL('./support/filling-server.ts', import.meta.url));
const tracer = 'strace';
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

function dataDir(): string {
  const directory = newDataDir();
  cleanups.push(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

/** Runs the writing server until `enough` says so, then kills it without a warning. */
async function killAfter(
  directory: string,
  enough: (acks: readonly string[]) => boolean,
  before: readonly string[] = [],
): Promise<string[]> {
  const [command = '', ...rest] = [...before, process.execPath, '--import', 'tsx', program, directory];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const acks: string[] = [];
  let killed = false;
  for await (const line of createInterface({ input: child.stdout })) {
    const [word, id] = line.split(' ');
    if (word === 'ack') acks.push(id!);
    if (!killed && enough(acks)) {
      killed = true;
      // The whole group: what is traced dies with its tracer.
      process.kill(-child.pid!, 'SIGKILL');
    }
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return acks;
}

describe('a write', () => {
  test('is answered only after its transaction is synced to disk', async () => {
    const order: string[] = [];
    let release: () => void = () => {};
    let held = false;
    const server = await start({ dataDir: dataDir() }, (commit) => async (apply) => {
      await commit(() => {
        order.push('applied');
        apply();
      });
      order.push('synced');
      if (held) await new Promise<void>((resolve) => (release = resolve));
    });
    cleanups.push(() => server.close());
    const client = await MongoClient.connect(server.uri);
    cleanups.push(() => client.close());
    const things = client.db('test').collection('things');
    await things.insertOne({ _id: 0 as never });
    held = true;
    order.length = 0;
    const answered = things.insertOne({ _id: 1 as never }).then(() => order.push('answered'));
    await expect.poll(() => order).toEqual(['applied', 'synced']);
    // A whole round trip later the answer is still held back.
    await client.db('test').command({ ping: 1 });
    expect(order).toEqual(['applied', 'synced']);
    held = false;
    release();
    await answered;
    expect(order).toEqual(['applied', 'synced', 'answered']);
  });

  const strace = spawnSync(tracer, ['-V']).status === 0;
  test.skipIf(!strace)(
    'reaches the disk by fdatasync, then by the synced meta page, before its answer leaves',
    async () => {
      const directory = dataDir();
      const trace = join(mkdtempSync(join(tmpdir(), 'trace-')), 'calls');
      cleanups.push(() => rmSync(join(trace, '..'), { recursive: true, force: true }));
      const calls = 'trace=openat,pwrite64,pwritev,writev,write,fdatasync,fsync,msync';
      const acks = await killAfter(directory, (acks) => acks.length >= 20, [
        tracer,
        '-f',
        '-y',
        '-s',
        '64',
        '-e',
        calls,
        '-o',
        trace,
      ]);
      expect(acks.length).toBeGreaterThanOrEqual(20);
      const synced = syncedAnswers(readFileSync(trace, 'latin1').split('\n'));
      expect(synced.answers).toBeGreaterThanOrEqual(20);
      expect(synced.early).toEqual([]);
    },
  );

  test('that was acknowledged survives kill -9, with its index entries', async () => {
    const directory = dataDir();
    const all: string[] = [];
    for (const count of [3, 60]) all.push(...(await killAfter(directory, (acks) => acks.length >= count)));
    const server = await startEmbeddedMongo({ dataDir: directory });
    cleanups.push(() => server.close());
    const client = await MongoClient.connect(server.uri);
    cleanups.push(() => client.close());
    const things = client.db('test').collection<{ _id: string; n: number; tags: string[] }>('things');
    const found = new Map((await things.find().toArray()).map((doc) => [doc._id, doc]));
    expect(all.length).toBeGreaterThanOrEqual(63);
    for (const id of all) expect(found.get(id)?.tags[0]).toBe('changed');
    const checked = await client.db('test').command({ validate: 'things' });
    expect(checked).toMatchObject({ valid: true, errors: [], nrecords: found.size });
    expect(await things.countDocuments({ tags: 'changed' }, { hint: 'tags_1_n_-1' })).toBe(
      [...found.values()].filter(({ tags }) => tags[0] === 'changed').length,
    );
  });

  test('that finds the disk full is refused as MongoDB does, and what is there stays whole', async () => {
    const directory = dataDir();
    // A limit on a file's size stands for the full disk; the shell counts in blocks of 512 or 1024 bytes.
    const { stdout } = spawnSync(
      'sh',
      ['-c', 'ulimit -f 3000; exec "$0" "$@"', process.execPath, '--import', 'tsx', filler, directory],
      { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
    );
    const told = JSON.parse(stdout);
    expect(told).toMatchObject({ codes: [14031, 14031, 14031], valid: true, unhandled: [] });
    const server = await startEmbeddedMongo({ dataDir: directory });
    cleanups.push(() => server.close());
    const client = await MongoClient.connect(server.uri);
    cleanups.push(() => client.close());
    expect(await client.db('test').collection('things').countDocuments()).toBe(told.kept);
    expect(await client.db('test').command({ validate: 'things' })).toMatchObject({ valid: true });
  });
});

/**
 * Follows the calls: an answer to a client that leaves while pages are written but not synced, or synced but without
 * their meta page, is early. lmdb writes its meta page through a descriptor that syncs each write (O_DSYNC).
 */
function syncedAnswers(lines: readonly string[]): {
  readonly answers: number;
  readonly early: readonly string[];
} {
  let unsynced = 0;
  let withoutMeta = false;
  let answers = 0;
  const early: string[] = [];
  const metaDescriptors = new Set<string>();
  for (const line of lines) {
    const opened = /openat\([^)]*data\.mdb".*O_DSYNC.* = (\d+)</.exec(line);
    if (opened) metaDescriptors.add(opened[1]!);
    const written = /p?write(?:64|v)?\((\d+)<[^>]*data\.mdb>/.exec(line);
    if (written && metaDescriptors.has(written[1]!)) withoutMeta = false;
    else if (written) {
      unsynced += 1;
      withoutMeta = true;
    } else if (/(fdatasync|fsync|msync)\(.*data\.mdb>/.test(line) && !line.includes('unfinished'))
      unsynced = 0;
    else if (/(fdatasync|fsync|msync) resumed>.*= 0/.test(line)) unsynced = 0;
    // The answer to a write: {n: 1, …, ok: 1}.
    else if (/write\(\d+<(?:UNIX|socket)/.test(line) && line.includes('\\20n\\0\\1\\0\\0\\0')) {
      answers += 1;
      if (unsynced > 0 || withoutMeta) early.push(line);
    }
  }
  return { answers, early };
}
