import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { entryKindNames } from '../src/core/log/index.ts';
import { deliveryKinds } from '../src/core/reminders/index.ts';
import { circlesOf } from './support/circles.ts';
import { type Import, importsOf, sources } from './support/imports.ts';

const root = resolve(import.meta.dirname, '..');

/** Who may import whom, by the rooms (folders) of the source and the names of its packages. A room may always import itself. */
const rules: Readonly<Record<string, readonly string[]>> = {
  core: [],
  chat: ['core'],
  messages: ['chat', 'core', 'pictures'],
  posts: ['chat', 'core', 'messages'],
  settings: ['chat', 'core', 'messages', 'posts'],
  interactions: ['chat', 'core', 'messages', 'settings'],
  commands: ['chat', 'core', 'messages', 'pictures', 'posts', 'settings', 'interactions'],
  pictures: [],
  platforms: ['chat', 'core'],
  store: ['core', 'platforms'],
  assistant: ['core'],
  demo: [],
  jobs: ['core', 'chat', 'messages', 'posts', 'settings'],
  web: ['chat', 'core', 'platforms', 'pictures', 'project-files'],
  operate: ['app', 'store', 'core', 'chat', 'config', 'project-files', 'embedded-mongo'],
  config: ['core'],
  'project-files': [],
  app: ['*'],
  main: ['*'],
};

/** The rooms of the core in their order: each may import those before it, and none beside it or behind it. */
const coreOrder: readonly (readonly string[])[] = [
  ['ids', 'calendar'],
  ['people'],
  ['streaks'],
  ['log'],
  ['reminders', 'why', 'deck'],
  ['roundups'],
  ['account'],
  ['learnings', 'sharing'],
  ['personal-data'],
  ['linking'],
];

/** Our own packages, by the names of their folders. */
const packages = readdirSync(join(root, 'packages'));

/** The packages that the core may use: time and spaced repetition. */
const corePackages = ['temporal-polyfill', 'ts-fsrs'];

/** `core`, `platforms`, `commands`; for a file directly in src its own name. */
function roomOf(path: string): string {
  const [first = '', second = ''] = relative(root, path).split('/');
  return first === 'src' ? second.replace(/\.ts$/, '') : first;
}

/** What is wrong with an import; undefined: nothing. */
function violation({ file, target }: Pick<Import, 'file' | 'target'>): string | undefined {
  const from = roomOf(file);
  const allowed = rules[from];
  if (!allowed) return `${relative(root, file)}: the room "${from}" is on no plan`;
  if (!target.startsWith('.')) {
    const isForeign =
      (from === 'core' && !corePackages.includes(target)) ||
      (packages.includes(target) && !allowed.includes(target) && !allowed.includes('*'));
    return isForeign ? `${relative(root, file)} imports ${target}` : undefined;
  }
  const to = roomOf(resolve(dirname(file), target));
  const isFine = to === from || allowed.includes(to) || allowed.includes('*');
  return isFine ? undefined : `${relative(root, file)} imports ${target} (${from} -> ${to})`;
}

const coreRoomOf = (path: string): string =>
  (relative(join(root, 'src/core'), path).split('/')[0] ?? '').replace(/\.ts$/, '');

/** What is wrong with an import inside the core; undefined: nothing. */
function orderViolation({ file, target }: Pick<Import, 'file' | 'target'>): string | undefined {
  const to = resolve(dirname(file), target);
  if (!target.startsWith('.') || roomOf(file) !== 'core' || roomOf(to) !== 'core') return undefined;
  const [fromRoom, toRoom] = [coreRoomOf(file), coreRoomOf(to)];
  const rank = (room: string): number => coreOrder.findIndex((it) => it.includes(room));
  if (rank(fromRoom) === -1)
    return `${relative(root, file)}: the room "${fromRoom}" has no place in the order`;
  return fromRoom === toRoom || rank(toRoom) < rank(fromRoom)
    ? undefined
    : `${relative(root, file)} imports ${target} (${fromRoom} -> ${toRoom})`;
}

/** A package is imported by its name alone, and imports only itself and what its package.json declares. */
function packageViolation({ file, target }: Pick<Import, 'file' | 'target'>): string | undefined {
  const isRelative = target.startsWith('.');
  const own = packageOf(file);
  const to = isRelative ? packageOf(resolve(dirname(file), target)) : undefined;
  const isFine = own
    ? isRelative
      ? to === own
      : mayUse(own, file, target)
    : to === undefined && !packages.some((name) => target.startsWith(`${name}/`));
  return isFine ? undefined : `${relative(root, file)} imports ${target}`;
}

function packageOf(path: string): string | undefined {
  const [first, name] = relative(root, path).split('/');
  return first === 'packages' ? name : undefined;
}

function mayUse(name: string, file: string, target: string): boolean {
  if (target.startsWith('node:') && builtinModules.includes(target.slice(5))) return true;
  const declared = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
  const isTest = relative(root, file).split('/')[2] === 'test';
  const allowed = { ...declared.dependencies, ...(isTest ? declared.devDependencies : {}) };
  return Object.keys(allowed).includes(target.match(/^(?:@[^/]+\/)?[^/]+/)?.[0] ?? '');
}

const files = [...sources(join(root, 'src')), ...sources(join(root, 'commands'))];
const all = files.flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));

describe('the source', () => {
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

  test('the rooms of the core have an order', () => {
    expect(all.map(orderViolation).filter(Boolean)).toEqual([]);
    const planted = (file: string, target: string) =>
      orderViolation({ file: join(root, 'src/core', file), target });
    expect(planted('people/create.ts', '../log/index.ts')).toContain('people -> log');
    expect(planted('reminders/plan.ts', '../deck/index.ts')).toContain('reminders -> deck');
    expect(planted('projects/ship.ts', '../log/index.ts')).toContain('"projects" has no place');
    expect(planted('linking/link.ts', '../account/index.ts')).toBeUndefined();
  });

  test('no imports go in a circle, and in core and chat no types do', () => {
    const named = (imports: readonly Import[]) =>
      circlesOf(imports).map((circle) => circle.map((file) => relative(root, file)));
    const strict = (it: Import): boolean => ['core', 'chat'].includes(roomOf(it.file));
    expect(named(all.filter((it) => !it.isType))).toEqual([]);
    expect(named(all.filter(strict))).toEqual([]);
    const circle = ['src/chat/interaction.ts', 'src/chat/messenger.ts'];
    const back = { file: join(root, circle[0] ?? ''), target: './messenger.ts' };
    expect(named([...all, { ...back, isType: false }].filter((it) => !it.isType))).toEqual([]);
    expect(named([...all, { ...back, isType: true }].filter(strict))).toContainEqual(circle);
    const planted = { file: join(root, 'src/core/log/text.ts'), target: './write.ts', isType: false };
    expect(named([...all, planted])).not.toEqual([]);
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

  test('docs/architecture.md names the order of the core', () => {
    const order = coreOrder.map((rooms) => rooms.join(', ')).join(' < ');
    expect(readFileSync(join(root, 'docs/architecture.md'), 'utf8').replace(/\s+/g, ' ')).toContain(
      `${order}.`,
    );
  });

  test('kinds are listed in their tables alone', () => {
    const listOf = (kinds: readonly string[]): RegExp => {
      const kind = kinds.join('|');
      return new RegExp(`'(${kind})',\\s*'(?!\\1')(?:${kind})'`);
    };
    const lists: Readonly<Record<string, RegExp>> = {
      'src/core/reminders/delivery-kinds.ts': listOf(deliveryKinds.filter((it) => !it.startsWith('snooze-'))),
      'src/core/log/entry-kinds.ts': listOf(entryKindNames),
    };
    for (const [table, list] of Object.entries(lists)) {
      const listing = files.filter((file) => list.test(readFileSync(file, 'utf8')));
      expect(listing.map((file) => relative(root, file)).filter((file) => file !== table)).toEqual([]);
    }
    expect(lists['src/core/reminders/delivery-kinds.ts']?.test("['prompt', 'nudge', 'snooze-1']")).toBe(true);
    expect(lists['src/core/log/entry-kinds.ts']?.test("['progress', 'pain']")).toBe(true);
  });

  test('every command has its test', () => {
    const named = (folder: string): string[] =>
      readdirSync(join(root, folder)).flatMap((file) => /^([\w-]+)(?:\.test)?\.ts$/.exec(file)?.[1] ?? []);
    const tested = new Set(named('test/commands'));
    expect(named('commands').length).toBeGreaterThan(15);
    expect(named('commands').filter((it) => !tested.has(it))).toEqual([]);
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

describe('a package of ours', () => {
  const everywhere = ['src', 'commands', 'test', 'bench', 'scripts', 'packages']
    .flatMap((folder) => sources(join(root, folder)))
    .flatMap((file) => importsOf(file, readFileSync(file, 'utf8')));
  const planted = (file: string, target: string) => packageViolation({ file: join(root, file), target });

  test('is imported by its name alone, and imports nothing of ours', () => {
    expect(everywhere.some(({ target }) => target === 'embedded-mongo')).toBe(true);
    expect(everywhere.map(packageViolation).filter(Boolean)).toEqual([]);
  });

  test('has the name of its folder, and is private', () => {
    for (const name of packages) {
      const declared = JSON.parse(readFileSync(join(root, 'packages', name, 'package.json'), 'utf8'));
      expect(declared).toMatchObject({ name, private: true });
    }
  });

  test.each([
    ['src/app/database.ts', '../../packages/embedded-mongo/src/start.ts'],
    ['src/app/database.ts', 'embedded-mongo/src/start.ts'],
    ['test/store/backend.ts', '../../packages/embedded-mongo/test/support/server.ts'],
    ['bench/floor.ts', '../packages/embedded-mongo/src/index.ts'],
    ['packages/embedded-mongo/src/start.ts', '../../../src/core/ids.ts'],
    ['packages/embedded-mongo/src/start.ts', 'temporal-polyfill'],
    ['packages/embedded-mongo/src/start.ts', 'mongodb'],
    ['packages/embedded-mongo/test/ttl.test.ts', '../../../test/deep.ts'],
  ])('%s may not import %s', (file, target) => {
    expect(planted(file, target)).toBe(`${file} imports ${target}`);
  });

  test.each([
    ['src/app/database.ts', 'embedded-mongo'],
    ['packages/embedded-mongo/src/start.ts', 'node:fs'],
    ['packages/embedded-mongo/src/start.ts', 'bson'],
    ['packages/embedded-mongo/test/ttl.test.ts', 'mongodb'],
  ])('%s may import %s', (file, target) => {
    expect(planted(file, target)).toBeUndefined();
  });

  test('is known only to the rooms that the plan names', () => {
    const imports = (file: string) => violation({ file: join(root, file), target: 'embedded-mongo' });
    expect(imports('src/app/database.ts')).toBeUndefined();
    expect(imports('src/operate/database.ts')).toBeUndefined();
    expect(imports('src/chat/dispatch.ts')).toBe('src/chat/dispatch.ts imports embedded-mongo');
    expect(imports('commands/log.ts')).toBe('commands/log.ts imports embedded-mongo');
  });
});
