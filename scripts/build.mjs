/**
 * Compiles the program into `dist/program`: native modules start five times faster than sources that are compiled on the way.
 * Libraries stay outside; the embedded database, which is a package of this repository, goes in.
 */
import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const into = join(root, 'dist/program');

const programs = {
  main: join(root, 'src/main.ts'),
  cli: join(root, 'src/operate/cli.ts'),
  'discord-register': join(root, 'scripts/discord-register.ts'),
  demo: join(root, 'scripts/demo.ts'),
};

/** The commands, each a file that is read at the start. */
const commands = () =>
  readdirSync(join(root, 'commands'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => [`commands/${file.slice(0, -3)}`, join(root, 'commands', file)]);

const libraries = {
  name: 'libraries',
  setup({ onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === 'entry-point' || path === 'embedded-mongo' ? undefined : { path, external: true },
    );
  },
};

/** Compiles programs (their sources by the name of the file they become), and the commands beside them, into a folder. */
export async function compile(sources, outdir) {
  const { build } = await import('esbuild');
  await build({
    entryPoints: { ...sources, ...Object.fromEntries(commands()) },
    outdir,
    absWorkingDir: root,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    keepNames: true,
    chunkNames: 'shared/[name]-[hash]',
    plugins: [libraries],
    logLevel: 'warning',
  });
}

/** Whether there is something to compile with; an install without development packages runs what was built elsewhere. */
export const canBuild = () => {
  try {
    createRequire(import.meta.url).resolve('esbuild');
    return existsSync(join(root, 'src/main.ts'));
  } catch {
    return false;
  }
};

/** What runs meanwhile keeps its files: the new folder takes the old one's place as a whole. */
export async function buildProgram() {
  const fresh = `${into}-${process.pid}`;
  const former = `${fresh}-former`;
  try {
    await compile(programs, fresh);
    await rename(into, former).catch(() => undefined);
    await rename(fresh, into);
  } finally {
    for (const it of [fresh, former]) await rm(it, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (canBuild()) await buildProgram();
  else if (!existsSync(join(into, 'main.js'))) {
    console.error('The program is not built, and esbuild is not installed: npm ci');
    process.exitCode = 1;
  }
}
