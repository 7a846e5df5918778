/** Brings the documents that are made from the code up to date. `--check` only says which ones are not. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pages } from './docs/pages.ts';
import { root, sections, withSection } from './docs/sections.ts';

const isCheck = process.argv.includes('--check');

const read = (file: string): Promise<string | undefined> =>
  readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });

async function update(file: string, part: string, before: string | undefined, after: string): Promise<void> {
  if (after === before) return;
  if (isCheck) {
    console.error(`${file}${part}: out of date; npm run docs fixes it`);
    process.exitCode = 1;
  } else {
    await writeFile(join(root, file), after);
    console.log(`${file}${part}: brought up to date`);
  }
}

for (const section of await sections()) {
  const before = await readFile(join(root, section.file), 'utf8');
  await update(section.file, `, ${section.name}`, before, withSection(before, section));
}
for (const { file, text } of pages) await update(file, '', await read(file), await text());
