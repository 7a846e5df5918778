import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** A text and the file that it comes from. */
export interface Source {
  readonly file: string;
  readonly text: string;
}

interface Rule {
  readonly letter: string;
  readonly number: number;
}

const skipped = new Set(['node_modules', 'dist', 'data', 'coverage']);

/** Every file below a folder whose name ends in one of these; hidden folders and what is not ours are left out. */
export function textsIn(folder: string, endings: readonly string[]): Source[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (skipped.has(name) || name.startsWith('.')) return [];
    if (statSync(path).isDirectory()) return textsIn(path, endings);
    return endings.some((it) => name.endsWith(it)) ? [{ file: path, text: readFileSync(path, 'utf8') }] : [];
  });
}

/** A rule is a paragraph that begins with its bold number: `**S9. Travel.** …` or `**R1.** …`. */
export const rulesIn = (text: string): Rule[] =>
  [...text.matchAll(/^\*\*([A-Z])(\d+)\./gm)].map(([, letter = '', number]) => ({
    letter,
    number: Number(number),
  }));

/** What is wrong with the numbers: each letter has one page, on which its rules are 1, 2, 3, … in reading order. */
export function numberingProblems(pages: readonly Source[]): string[] {
  const pageOf = new Map<string, string>();
  return pages.flatMap(({ file, text }) => {
    const counts = new Map<string, number>();
    return rulesIn(text).flatMap(({ letter, number }) => {
      const expected = (counts.get(letter) ?? 0) + 1;
      counts.set(letter, expected);
      const owner = pageOf.get(letter) ?? file;
      pageOf.set(letter, owner);
      if (owner !== file) return [`${file}: ${letter}${number} belongs to ${owner}`];
      return number === expected
        ? []
        : [`${file}: ${letter}${number} stands where ${letter}${expected} belongs`];
    });
  });
}

const commentOrTestName =
  /\/\*[\s\S]*?\*\/|(?:^|\s)\/\/[^\n]*|\b(?:it|test|describe)(?:\.[a-z]+)?\(\s*(?:'[^'\n]*'|`[^`\n]*`)/g;

/** What people read of a source file: comments and the names of tests. Of a page: everything but code. */
export function proseOf({ file, text }: Source): string {
  if (file.endsWith('.md')) return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
  return (text.match(commentOrTestName) ?? []).join('\n');
}

/** References to rules that do not exist, or that are a number without its letter. */
export function referenceProblems(sources: readonly Source[], rules: readonly Rule[]): string[] {
  const known = new Set(rules.map(({ letter, number }) => `${letter}${number}`));
  const letters = [...new Set(rules.map(({ letter }) => letter))].join('');
  const reference = new RegExp(`\\b[${letters}]\\d{1,2}\\b`, 'g');
  return sources.flatMap((source) => {
    const prose = proseOf(source);
    const unknown = (prose.match(reference) ?? []).filter((it) => !known.has(it));
    const bare = prose.match(/\brules?\s+(?:\*\s+)?\d+/gi) ?? [];
    return [...unknown, ...bare].map((it) => `${source.file}: ${it}`);
  });
}

/** Relative links of a page that lead to no file, or to no heading of it. */
export function linkProblems({ file, text }: Source): string[] {
  const prose = proseOf({ file, text });
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z][a-z+.-]*:/i.test(target))
    .filter((target) => !leadsSomewhere(file, text, target))
    .map((target) => `${file}: ${target}`);
}

function leadsSomewhere(file: string, text: string, target: string): boolean {
  const [path = '', anchor] = target.split('#');
  const found = path === '' ? file : resolve(dirname(file), path);
  if (!existsSync(found)) return false;
  if (anchor === undefined) return true;
  return anchorsOf(path === '' ? text : readFileSync(found, 'utf8')).has(anchor);
}

/** The anchors of a page's headings, as GitHub makes them. */
const anchorsOf = (text: string): ReadonlySet<string> =>
  new Set(
    [...text.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .trim()
        .replaceAll(' ', '-'),
    ),
  );

/** Files and folders of ours that a page or a comment names (`docs/streaks.md`, `src/core/why`) and that do not exist. */
export const mentionProblems = ({ file, text }: Source, root: string): string[] =>
  [...(file.endsWith('.md') ? text : commentsOf(text)).matchAll(ownPath)]
    .map(([path]) => path)
    .filter((path) => !existsSync(join(root, path)))
    .map((path) => `${file}: ${path}`);

const ownPath = /(?<![\w./@-])(?:docs|src|test|commands|packages|scripts|bench)\/[\w./-]*\w/g;
const commentsOf = (text: string): string =>
  (text.match(/\/\*[\s\S]*?\*\/|(?:^|\s)\/\/[^\n]*/g) ?? []).join('\n');

/** The environment variables that a page names: `NAME` in backticks, or NAME=value. */
export const variablesIn = (text: string): string[] =>
  [...text.matchAll(/(?:`|^|\s)([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?=[`=])/gm)].map(([, name = '']) => name);
