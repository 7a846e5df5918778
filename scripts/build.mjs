/**
 * Compiles the program into `dist/program`: native modules start five times faster than sources that are compiled on the way.
 * Libraries stay outside; the embedded database, which is a package of this repository, goes in.
 */
import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const into = join(root, 'dist/program');
const attempts = 5;

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

/** Compiles programs (their sources by the name of the file they become), and the commands beside them, for a folder. */
async function compiled(sources, outdir) {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
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
    write: false,
  });
  return new Map(outputFiles.map(({ path, text }) => [relative(outdir, path), text]));
}

async function write(files, folder) {
  for (const [file, text] of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), text);
  }
}

/** The same files with the same content, and none besides. */
async function holds(folder, files) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  if (entries.filter((it) => it.isFile()).length !== files.size) return false;
  const same = await Promise.all(
    [...files].map(
      async ([file, text]) => (await readFile(join(folder, file), 'utf8').catch(() => '')) === text,
    ),
  );
  return same.every(Boolean);
}

/** Compiles programs, and the commands beside them, into a folder. */
export const compile = async (sources, outdir) => write(await compiled(sources, outdir), outdir);

/** Whether there is something to compile with; an install without development packages runs what was built elsewhere. */
export const canBuild = () => {
  try {
    createRequire(import.meta.url).resolve('esbuild');
    return existsSync(join(root, 'src/main.ts'));
  } catch {
    return false;
  }
};

/**
 * Leaves alone what is up to date, as at nearly every start; otherwise the new folder takes the old one's place as a whole. Two at
 * once may each find the other's there.
 */
export async function buildProgram() {
  const files = await compiled(programs, into);
  for (let attempt = 1; !(await holds(into, files)); attempt++) {
    const fresh = `${into}-${process.pid}`;
    const former = `${fresh}-former`;
    try {
      await write(files, fresh);
      await rename(into, former).catch(() => undefined);
      await rename(fresh, into);
    } catch (error) {
      if (attempt === attempts) throw error;
    } finally {
      for (const it of [fresh, former]) await rm(it, { recursive: true, force: true });
    }
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (canBuild()) await buildProgram();
  else if (!existsSync(join(into, 'main.js'))) {
    console.error('The program is not built, and esbuild is not installed: npm ci');
    process.exitCode = 1;
  }
}
