import { accessSync, constants, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { deep } from './deep.ts';

const memory = '/dev/shm';
const enough = 1024 ** 3;

/**
 * The usual run keeps its temporary files in memory where the system has a folder for that: most of the time of a write is its way
 * to the disk. A deep run, and a system without such a folder or with little room in it, uses the disk.
 */
export default function keepFilesInMemory(): (() => void) | undefined {
  if (deep || !hasRoom()) return undefined;
  const folder = mkdtempSync(join(memory, 'shipmate-tests-'));
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enough;
  } catch {
    return false;
  }
}
