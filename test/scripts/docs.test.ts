import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { commandTable } from '../../scripts/docs/command-table.ts';
import { root, sections, withSection } from '../../scripts/docs/sections.ts';
import { logbook, registryWith } from '../support/planted-commands.ts';

const all = await sections();

test.each(all)('$file says of $name what the code says; npm run docs mends it', async (section) => {
  const document = await readFile(join(root, section.file), 'utf8');
  expect(withSection(document, section)).toBe(document);
});

test('the table has every command, by group, and says which ones are switched on', async () => {
  const { commands } = await registryWith(logbook);
  const rows = commandTable(commands).split('\n').slice(2);
  expect(rows).toHaveLength(commands.length);
  expect(rows[0]).toMatch(/^\| \*\*Start here\*\* \| `\/start` \| /);
  expect(rows.at(-1)).toMatch(/^\| \*\*Organisers\*\* \| `\/setup` \| /);
  expect(rows).toContain('|  | `/logbook` | Your logbook (organisers switch it on) |');
});

test('a document without a place for a section is not passed over', () => {
  const section = { file: 'README.md', name: 'commands', text: 'x' };
  expect(() => withSection('nothing here', section)).toThrow('README.md has no <!-- commands');
});
