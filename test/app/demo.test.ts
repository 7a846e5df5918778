import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { DemoFolderError, demoFolder, openDemo } from '../../src/app/demo.ts';

const start = () => Promise.reject(new Error('nothing is started in this test'));

test('the demo never takes the data folder, nor one that holds something else', async () => {
  const base = await mkdtemp(join(tmpdir(), 'shipmate-demo-'));
  const folder = demoFolder({ DATA_DIR: join(base, 'data') });
  expect(folder).not.toBe(join(base, 'data'));
  await mkdir(folder);
  await writeFile(join(folder, 'data.mdb'), 'somebody else');
  const opened = openDemo({ folder, port: 0, seed: 7, log: pino({ level: 'silent' }), fresh: true, start });
  await expect(opened).rejects.toThrow(DemoFolderError);
  expect(await readFile(join(folder, 'data.mdb'), 'utf8')).toBe('somebody else');
});
