import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The commands, a file each: those of the sources, or the compiled ones beside the compiled program. */
export const commandFolder = nearest('commands');

/** The built page of the playground. */
export const pageFolder = join(dirname(nearest('package.json')), 'dist/page');

/** The file or folder of this name in the nearest folder above that has one. */
function nearest(name: string, folder = import.meta.dirname): string {
  const here = join(folder, name);
  if (existsSync(here)) return here;
  if (dirname(folder) === folder) throw new Error(`${name} is missing`);
  return nearest(name, dirname(folder));
}
