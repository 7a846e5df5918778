import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from '../../scripts/build.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A program as an operator starts it; the run of the tests has built it (`test/build.ts`). */
export const compiledProgram = (name: 'main' | 'discord-register'): string =>
  join(root, `dist/program/${name}.js`);

/** Compiles a program of the tests that runs in a process of its own, and gives its file. */
export async function compiled(source: string): Promise<string> {
  const name = source.slice(root.length).replace(/\W+/g, '-');
  // Beside the libraries, which it finds from there; each process writes a folder of its own.
  const folder = join(root, 'node_modules/.cache/shipmate-tests', String(process.pid), name);
  await compile({ program: source }, folder);
  return join(folder, 'program.js');
}
