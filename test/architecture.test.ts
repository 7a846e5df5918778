import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** Who may import whom, by the rooms of the house. A room may always import itself. */
const rules: Readonly<Record<string, readonly string[]>> = {
  core: [],
  chat: ['core'],
  messages: ['chat', 'core', 'pictures'],
  commands: ['chat', 'core', 'messages', 'pictures'],
  pictures: [],
  platforms: ['chat', 'core'],
  store: ['core', 'platforms'],
  assistant: ['core'],
  jobs: ['core', 'chat', 'messages'],
  web: ['chat', 'core', 'platforms', 'pictures'],
  'embedded-mongo': [],
  operate: ['app', 'store', 'embedded-mongo', 'core', 'chat', 'config'],
  config: ['core'],
  app: ['*'],
  main: ['*'],
};

/** The packages that the core may use: time and spaced repetition. */
const corePackages = ['temporal-polyfill', 'ts-fsrs'];

interface Import {
  readonly file: string;
  readonly target: string;
}

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return sources(path);
    return /\.tsx?$/.test(name) ? [path] : [];
  });
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^'";]*?from\s+'([^']+)'|(?:^|\n)\s*import\s+'([^']+)'|\bimport\('([^']+)'\)/g;

const importsOf = (file: string, text: string): Import[] =>
  [...text.matchAll(importPattern)].map((match) => ({
    file,
    target: (match[1] ?? match[2] ?? match[3]) as string,
  }));

/** `core`, `platforms`, `commands`; for a file directly in src its own name. */
function roomOf(path: string): string {
  const [first = '', second = ''] = relative(root, path).split('/');
  return first === 'src' ? second.replace(/\.ts$/, '') : first;
}

/** What is wrong with an import; undefined: nothing. */
function violation({ file, target }: Import): string | undefined {
  const from = roomOf(file);
  const allowed = rules[from];
  if (!allowed) return `${relative(root, file)}: the room "${from}" is on no plan`;
  if (!target.startsWith('.')) {
    const isForeign = from === 'core' && !corePackages.includes(target);
    return isForeign ? `${relative(root, file)} imports ${target}` : undefined;
  }
  const to = roomOf(resolve(dirname(file), target));
  const isFine = to === from || allowed.includes(to) || allowed.includes('*');
  return isFine ? undefined : `${relative(root, file)} imports ${target} (${from} -> ${to})`;
}

const files = [...sources(join(root, 'src')), ...sources(join(root, 'commands'))];
const all = files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));

describe('the house', () => {
  test('imports go one way', () => {
    expect(all.length).toBeGreaterThan(300);
    expect(all.map(violation).filter(Boolean)).toEqual([]);
  });

  test('a planted violation is found', () => {
    const planted = importsOf(
      join(root, 'src/core/log/write.ts'),
      "import { peopleStore } from '../../store/people.ts';\nimport { connect } from 'mongoose';\n",
    );
    expect(planted.map(violation)).toEqual([
      'src/core/log/write.ts imports ../../store/people.ts (core -> store)',
      'src/core/log/write.ts imports mongoose',
    ]);
  });

  test('no store or platform is imported by a command', () => {
    const plantedFile = join(root, 'commands/log.ts');
    expect(violation({ file: plantedFile, target: '../src/store/index.ts' })).toContain('commands -> store');
    expect(violation({ file: plantedFile, target: '../src/platforms/slack/index.ts' })).toContain(
      'commands -> platforms',
    );
  });

  test('only main reads the environment', () => {
    const readers = files
      .filter((file) => /process\.env/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    expect(
      readers.filter(
        (file) => !['src/main.ts', 'src/operate/cli.ts', 'src/web/page/vite.config.ts'].includes(file),
      ),
    ).toEqual([]);
  });

  test('queries across owners stand in store/system.ts alone', () => {
    const users = files
      .filter((file) => /\bsystemQuery\(/.test(readFileSync(file, 'utf8')))
      .map((file) => relative(root, file));
    // Slack's installations belong to no person or community; turning their keys reads them all.
    expect(users.filter((file) => file !== 'src/store/slack-installations.ts')).toEqual([
      'src/store/system.ts',
    ]);
  });
});
