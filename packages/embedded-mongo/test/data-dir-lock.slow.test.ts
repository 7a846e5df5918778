import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { describe, expect, test } from 'vitest';
import { DataDirInUse, startEmbeddedMongo } from '../src/index.ts';
import { errorOf, newDataDir } from './support/server.ts';

const program = fileURLToPath(new URL('./support/writing-server.ts', import.meta.url));

async function otherProcess(dataDir: string): Promise<{ uri: string; kill(): Promise<void> }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, dataDir, 'idle'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  for await (const line of createInterface({ input: child.stdout }))
    if (line.startsWith('ready '))
      return {
        uri: line.slice(6),
        kill: async () => {
          child.kill('SIGKILL');
          await exit;
        },
      };
  throw new Error('the process did not start');
}

describe('a data directory', () => {
  test('has one process: a second one is told so, and one that was killed is no obstacle', async () => {
    const dataDir = newDataDir();
    const other = await otherProcess(dataDir);
    const error = await errorOf(startEmbeddedMongo({ dataDir }));
    expect(error).toBeInstanceOf(DataDirInUse);
    expect(error.message).toBe(
      `The data directory ${dataDir} is in use by another process; stop that one first, or choose another directory.`,
    );
    // The first one is not disturbed by it.
    const client = await MongoClient.connect(other.uri);
    await client
      .db('test')
      .collection('c')
      .insertOne({ _id: 1 as never });
    await client.close();
    await other.kill();
    const server = await startEmbeddedMongo({ dataDir });
    const again = await MongoClient.connect(server.uri);
    expect(await again.db('test').collection('c').countDocuments()).toBe(1);
    await again.close();
    await server.close();
    rmSync(dataDir, { recursive: true });
  });

  test('goes to exactly one of many that start at once over a dead socket', async () => {
    const dataDir = newDataDir();
    const other = await otherProcess(dataDir);
    await other.kill();
    const started = await Promise.allSettled(
      Array.from({ length: 12 }, () => startEmbeddedMongo({ dataDir })),
    );
    const won = started.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
    expect(won).toHaveLength(1);
    for (const it of started) if (it.status === 'rejected') expect(it.reason).toBeInstanceOf(DataDirInUse);
    await won[0]!.close();
    rmSync(dataDir, { recursive: true });
  });

  test('is the same by another path, and another one as a copy', async () => {
    const dataDir = newDataDir();
    const server = await startEmbeddedMongo({ dataDir });
    const copy = newDataDir();
    for (const file of readdirSync(dataDir))
      if (!file.endsWith('.sock')) copyFileSync(join(dataDir, file), join(copy, file));
    const other = await startEmbeddedMongo({ dataDir: copy });
    await other.close();
    // As a container sees its volume: the owner knows the folder by a path that is not here.
    const [lock = ''] = readdirSync(dataDir).filter((file) => /^lock-\d+$/.test(file));
    const socket = readFileSync(join(dataDir, lock), 'utf8');
    writeFileSync(join(dataDir, lock), join('/elsewhere', basename(socket)));
    expect(await errorOf(startEmbeddedMongo({ dataDir }))).toBeInstanceOf(DataDirInUse);
    await server.close();
    for (const folder of [dataDir, copy]) rmSync(folder, { recursive: true });
  });

  test('may have a path too long for a socket', async () => {
    const dataDir = join(newDataDir(), 'x'.repeat(60), 'y'.repeat(60));
    mkdirSync(dataDir, { recursive: true });
    const server = await startEmbeddedMongo({ dataDir });
    const path = decodeURIComponent(server.uri.replace('mongodb://', ''));
    expect(path.startsWith(tmpdir())).toBe(true);
    expect(statSync(join(path, '..')).mode & 0o777).toBe(0o700);
    const client = await MongoClient.connect(`${server.uri}/shop`);
    expect(client.db().databaseName).toBe('shop');
    await client.db().collection('c').insertOne({});
    await client.close();
    expect(await errorOf(startEmbeddedMongo({ dataDir }))).toBeInstanceOf(DataDirInUse);
    await server.close();
  });

  test('is closed as often as one likes, and opened again', async () => {
    const dataDir = newDataDir();
    for (let round = 0; round < 3; round++) {
      const server = await startEmbeddedMongo({ dataDir });
      await Promise.all([server.close(), server.close()]);
    }
    rmSync(dataDir, { recursive: true });
  });
});
