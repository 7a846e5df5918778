import { join } from 'node:path';
import { loadCommands } from '../../src/chat/registry.ts';
import { commandTable } from './command-table.ts';

export const root = join(import.meta.dirname, '../..');

/** A part of a document that is made from the code; it stands between two comments with its name. */
export interface Section {
  /** From the root. */
  readonly file: string;
  readonly name: string;
  readonly text: string;
}

export async function sections(): Promise<readonly Section[]> {
  const { commands } = await loadCommands(join(root, 'commands'));
  return [{ file: 'README.md', name: 'commands', text: commandTable(commands) }];
}

/** The document with the section's text in its place; throws where the document has no such place. */
export function withSection(document: string, { file, name, text }: Section): string {
  const [begin, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- /${name} -->`];
  const [before, rest] = split(document, begin);
  const [, after] = split(rest ?? '', end);
  if (rest === undefined || after === undefined) throw new Error(`${file} has no ${begin} … ${end}`);
  return `${before}${begin}\n${text}\n${end}${after}`;
}

function split(text: string, at: string): [before: string, after: string | undefined] {
  const index = text.indexOf(at);
  return index < 0 ? [text, undefined] : [text.slice(0, index), text.slice(index + at.length)];
}
