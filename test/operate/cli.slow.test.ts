import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { MongoServerSelectionError } from 'mongodb';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { databaseError } from '../../src/operate/operator-error.ts';
import { progressBar } from '../../src/operate/progress.ts';
import { shipmate, useFolders, withDatabase } from './operator.ts';

const bin = fileURLToPath(new URL('../../bin/shipmate.mjs', import.meta.url));

describe('npx shipmate', () => {
  const folder = useFolders();

  it.each([['--help'], ['-h'], ['help']])('helps with %s', async (argument) => {
    const { code, out } = await shipmate([argument]);
    expect(code).toBe(0);
    for (const name of ['doctor', 'backup', 'restore', 'data serve']) expect(out).toContain(name);
  });

  it.each([
    [['nonsense'], '"nonsense" is no command'],
    [['doctor', 'x'], '"doctor x" is no command'],
    [['backup'], 'backup takes one FILE.'],
    [['backup', 'a', 'b'], 'backup takes one FILE.'],
    [['restore'], 'restore takes one FILE.'],
  ])('answers %j with what is wrong, help and an exit code of 1', async (argv, wrong) => {
    const { code, err } = await shipmate(argv);
    expect(code).toBe(1);
    expect(err).toContain(wrong);
    expect(err).toContain('npx shipmate <command>');
  });

  it('says in one line why a file or the database cannot be used', async () => {
    const DATA_DIR = await folder();
    await withDatabase(DATA_DIR, (db) =>
      db.collection<{ _id: string }>('installation').insertOne({ _id: 'x' }),
    );
    const file = join(DATA_DIR, 'file');
    await writeFile(file, '');
    const no = (argv: readonly string[], env: Readonly<Record<string, string>>) =>
      shipmate(argv, env).then(({ code, err }) => [code, err]);
    expect(await no(['restore', DATA_DIR], { DATA_DIR })).toEqual([
      1,
      `${DATA_DIR} is a folder; name a file.\n`,
    ]);
    expect(await no(['backup', 'b'], { DATA_DIR: file })).toEqual([
      1,
      `${file} is not a folder; set DATA_DIR to one.\n`,
    ]);
    const refused = new MongoServerSelectionError('connect ECONNREFUSED mongodb://me:secret@h', {} as never);
    expect(databaseError(refused, readConfig({ MONGODB_URI: 'mongodb://h' }))).toMatchObject({
      message:
        'The database cannot be used: connect ECONNREFUSED mongodb://…@h. Please see that the server of MONGODB_URI runs, and that address, user and password are right.',
    });
  });

  it('says in one line what it does not know or cannot use', async () => {
    expect((await shipmate(['backup', 'f', '--frobnicate'])).err).toMatch(
      /^Unknown option '--frobnicate'.*\n$/,
    );
    expect(await shipmate(['backup', 'f'], { PORT: 'x' })).toMatchObject({
      code: 1,
      err: 'PORT must be a port from 0 to 65535, like 3000\n',
    });
  });

  it('reads .env of the folder it is started in', async () => {
    const cwd = await folder();
    await writeFile(join(cwd, '.env'), 'PORT=oops\n');
    const { PORT: _, ...env } = process.env;
    const ended = await promisify(execFile)(process.execPath, [bin, 'doctor', '--json'], { cwd, env }).catch(
      (error) => error,
    );
    expect(ended.code).toBe(1);
    expect(JSON.parse(ended.stdout).findings).toContainEqual(
      expect.objectContaining({ check: 'configuration', level: 'error', text: 'PORT cannot be used' }),
    );
  });
});

describe('a progress bar', () => {
  const drawn = (isTTY: boolean, total: number, steps: readonly number[]): readonly string[] => {
    const lines: string[] = [];
    const write = (text: string): boolean => lines.push(text) > 0;
    const bar = progressBar('backup', total, { isTTY, write } as never);
    for (const step of steps) bar.at(step);
    bar.end('done');
    return lines;
  };

  it('is one line that is drawn anew on a terminal, and a line every tenth elsewhere', () => {
    const steps = Array.from({ length: 1000 }, (_, n) => n + 1);
    expect(drawn(true, 1000, steps).every((it) => it.startsWith('\r'))).toBe(true);
    expect(drawn(false, 1000, steps)).toHaveLength(12);
    expect(drawn(false, 1000, steps).at(-1)).toBe(`backup ${'█'.repeat(30)} 100 %  done\n`);
  });

  it('is full where there is nothing to do, and never more than full', () => {
    expect(drawn(false, 0, []).at(-1)).toContain('100 %');
    expect(drawn(false, 5, [9]).join('')).not.toMatch(/1[1-9]\d %/);
  });
});
