// `npm ci` builds the program and the playground's page here. In an install without development packages both are
// expected to have been built in a stage of their own (see the Dockerfile).
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { buildProgram, canBuild } from './build.mjs';

if (canBuild()) await buildProgram();
else console.log('prepare: esbuild is not installed, the program is not built');

const page = new URL('../src/web/page/vite.config.ts', import.meta.url);
const require = createRequire(import.meta.url);
let vite;
try {
  vite = await import(require.resolve('vite').replace(/\.cjs$/, '.js'));
} catch {
  console.log('prepare: Vite is not installed, the page is not built');
}
if (vite && existsSync(page)) {
  const { fileURLToPath } = await import('node:url');
  await vite.build({ configFile: fileURLToPath(page), logLevel: 'warn' });
}
