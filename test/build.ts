import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { buildProgram } from '../scripts/build.mjs';

const programs = fileURLToPath(new URL('../node_modules/.cache/shipmate-tests', import.meta.url));

/** The tests that start the whole program start what these sources give. */
export default async function build(): Promise<() => Promise<void>> {
  await buildProgram();
  return () => rm(programs, { recursive: true, force: true });
}
