import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { markSvg } from '../../pictures/mark.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The product's mark as a file of the page: its icon, and the bot's avatar. */
const mark: Plugin = {
  name: 'shipmate-mark',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'mark.svg', source: markSvg });
  },
};

export default defineConfig({
  root: here('.'),
  base: '/playground/',
  publicDir: here('public'),
  plugins: [mark],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../../../dist/page'),
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
});
