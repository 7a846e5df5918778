import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DataDirError, openDatabase } from '../../src/app/database.ts';
import { readConfig } from '../../src/config.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shipmate-test-'));
  await writeFile(join(folder, 'file'), '');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a data folder that cannot be used', () => {
  test.each([
    ['file', 'it is a file, not a folder'],
    ['file/data', 'a part of its path is a file'],
  ])('is one line that names the variable (%s)', async (path, words) => {
    const DATA_DIR = join(folder, path);
    const failure = await openDatabase(readConfig({ DATA_DIR })).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DataDirError);
    expect((failure as Error).message).toBe(
      `DATA_DIR ${DATA_DIR} cannot be used: ${words}; fix that, or set another one`,
    );
  });
});
