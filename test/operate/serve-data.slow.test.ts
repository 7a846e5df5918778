import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmbeddedMongo } from 'embedded-mongo';
import { MongoClient } from 'mongodb';
import { afterEach, describe, expect, it } from 'vitest';
import { shipmate, useFolders, withDatabase } from './operator.ts';

const bin = fileURLToPath(new URL('../../bin/shipmate.mjs', import.meta.url));

interface Serving {
  readonly uri: string;
  readonly said: () => string;
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

describe('npx shipmate data serve', () => {
  const folder = useFolders();
  const running: ChildProcess[] = [];
  afterEach(() => {
    for (const child of running.splice(0)) child.kill('SIGKILL');
  });

  /** A folder in which a bot has stored something. */
  async function dataFolder(): Promise<string> {
    const dataDir = await folder();
    await withDatabase(dataDir, (db) => db.collection<{ _id: string }>('people').insertOne({ _id: 'ada' }));
    return dataDir;
  }

  async function serve(dataDir: string, env: Readonly<Record<string, string>> = {}): Promise<Serving> {
    const child = spawn(process.execPath, [bin, 'data', 'serve', '--dir', dataDir, '--port', '0'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let said = '';
    child.stderr.on('data', (bytes) => {
      said += bytes;
    });
    const [uri] = await once(createInterface({ input: child.stdout }), 'line');
    return {
      uri,
      said: () => said,
      async stop(signal) {
        child.kill(signal);
        const [code] = await once(child, 'exit');
        return code;
      },
    };
  }

  const names = (uri: string) =>
    MongoClient.connect(uri, { serverSelectionTimeoutMS: 5_000 }).then(async (client) => {
      const found = await client.db('shipmate').collection<{ _id: string }>('people').find().toArray();
      await client.close();
      return found.map(({ _id }) => _id);
    });

  const passwords = new Set<string>();

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'serves what is stored to the official driver until %s, with a new password each time, and leaves the folder free',
    async (signal) => {
      const dataDir = await dataFolder();
      const served = await serve(dataDir);
      expect(served.uri).toMatch(/^mongodb:\/\/shipmate:[\w-]{32}@127\.0\.0\.1:\d+\/\?authSource=admin$/);
      const { password } = new URL(served.uri);
      expect(passwords.has(password)).toBe(false);
      passwords.add(password);
      expect(await names(served.uri)).toEqual(['ada']);
      await expect.poll(served.said).toContain(`Serving ${dataDir} to this machine.`);
      expect(await served.stop(signal)).toBe(0);
      const again = await startEmbeddedMongo({ dataDir });
      await again.close();
    },
  );

  it('takes a password from DATA_SERVE_PASSWORD, does not print it, and lets nobody in without', async () => {
    const served = await serve(await dataFolder(), { DATA_SERVE_PASSWORD: 'only-I-know' });
    expect(served.uri).toContain('//shipmate:<password>@');
    expect(served.said()).not.toContain('only-I-know');
    expect(await names(served.uri.replace('<password>', 'only-I-know'))).toEqual(['ada']);
    await expect(names(served.uri.replace('<password>', 'wrong'))).rejects.toThrow('Authentication failed');
    const anonymous = served.uri.replace('shipmate:<password>@', '').replace('?authSource=admin', '');
    await expect(names(anonymous)).rejects.toThrow('requires authentication');
  });

  it('says in one line that another process has the folder', async () => {
    const dataDir = await dataFolder();
    const server = await startEmbeddedMongo({ dataDir });
    const { code, out, err } = await shipmate(['data', 'serve', '--dir', dataDir, '--port', '0']);
    await server.close();
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(
      `The data directory ${dataDir} is in use by another process; stop that one first, or choose another directory.\n`,
    );
  });

  it('says in one line that the port is taken, and leaves the folder free', async () => {
    const dataDir = await dataFolder();
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, out, err } = await shipmate(['data', 'serve', '--dir', dataDir, '--port', String(port)]);
    other.close();
    expect([code, out]).toEqual([1, '']);
    expect(err).toBe(`Port ${port} is taken. Choose another with --port; 0 takes any free one.\n`);
    const again = await startEmbeddedMongo({ dataDir });
    await again.close();
  });

  it('says in one line why a folder cannot be served, and makes nothing there', async () => {
    const root = await folder();
    await mkdir(join(root, 'empty'));
    await writeFile(join(root, 'file'), '');
    const refused = async (...argv: string[]) => {
      const { code, out, err } = await shipmate(['data', 'serve', ...argv]);
      expect([code, out]).toEqual([1, '']);
      return err.trimEnd();
    };
    expect(await refused('--dir', join(root, 'none'))).toBe(`There is no folder ${join(root, 'none')}.`);
    expect(await refused('--dir', join(root, 'file'))).toBe(`${join(root, 'file')} is not a folder.`);
    expect(await refused('--dir', join(root, 'empty'))).toBe(
      `${join(root, 'empty')} has no data of a bot. Use the folder that its DATA_DIR is set to.`,
    );
    expect(await refused()).toBe('data serve needs --dir DIR, the folder to serve.');
    expect(await refused('--dir', join(root, 'empty'), '--port', '70000')).toBe(
      '--port must be a whole number from 0 to 65535, not "70000"; 0 takes any free port.',
    );
  });

  it('is the only command that takes --dir and --port', async () => {
    const { code, err } = await shipmate(['backup', 'file', '--dir', 'x']);
    expect([code, err]).toEqual([1, 'Only data serve takes --dir and --port.\n']);
    expect((await shipmate(['data'])).err).toContain('"data" is no command of Shipmate.');
  });
});
