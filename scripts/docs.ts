/** Brings the parts of the documents that are made from the code up to date. `--check` only says which ones are not. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root, sections, withSection } from './docs/sections.ts';

const isCheck = process.argv.includes('--check');
for (const section of await sections()) {
  const path = join(root, section.file);
  const before = await readFile(path, 'utf8');
  const after = withSection(before, section);
  if (after === before) continue;
  if (isCheck) {
    console.error(`${section.file}, ${section.name}: out of date; npm run docs mends it`);
    process.exitCode = 1;
  } else {
    await writeFile(path, after);
    console.log(`${section.file}, ${section.name}: brought up to date`);
  }
}
