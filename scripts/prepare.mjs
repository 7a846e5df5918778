// `npm ci` builds the playground's page here. Where Vite is absent (an install without development packages),
// the page is expected to have been built in a stage of its own (see the Dockerfile).
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';

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
