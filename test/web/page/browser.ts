import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { createServer } from '../../../src/web/server.ts';
import { type FakeHost, fakeHost } from '../../fakes/playground-host.ts';

const places = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];
export const chromiumPath = places.find((path) => path !== undefined && existsSync(path));
if (!chromiumPath)
  console.log('The tests of the page are skipped: there is no Chromium (set CHROMIUM to its path).');

const quiet = ['gpu', 'quic', 'background-networking', 'component-update', 'sync'];

/** The page as it is now, built into a folder of its own. */
export async function buildPage(): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'shipmate-page-'));
  const configFile = fileURLToPath(new URL('../../../src/web/page/vite.config.ts', import.meta.url));
  await build({ configFile, logLevel: 'error', build: { outDir } });
  return outDir;
}

export interface Visit {
  readonly page: Page;
  readonly host: FakeHost;
  readonly app: FastifyInstance;
  /** What the browser complained about: errors, and what the page's policy forbids. */
  readonly complaints: string[];
  readonly url: string;
}

/** One Chromium for a file of tests; every visit has a server and a profile of its own. */
export function openBrowser() {
  let browser: Browser;
  let folder: string;
  const closing: (() => Promise<unknown>)[] = [];
  return {
    async start(): Promise<void> {
      folder = await buildPage();
      browser = await chromium.launch({
        executablePath: chromiumPath as string,
        args: ['--no-sandbox', '--headless', '--no-first-run', ...quiet.map((it) => `--disable-${it}`)],
      });
    },
    async stop(): Promise<void> {
      await browser?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
    async visit(
      options: BrowserContextOptions = {},
      overrides: Parameters<typeof fakeHost>[0] = {},
    ): Promise<Visit> {
      const host = fakeHost(overrides);
      const app = createServer(host, { pageFolder: folder });
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      const context = await browser.newContext({
        viewport: { width: 1200, height: 800 },
        timezoneId: 'Europe/Lisbon',
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(10_000);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (it) => it.type() === 'error' && complaints.push(it.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      closing.push(
        () => context.close(),
        () => app.close(),
      );
      await page.goto(`${url}/`);
      return { page, host, app, complaints, url };
    },
    async leave(): Promise<void> {
      for (const close of closing.splice(0)) await close();
    },
  };
}

/** Over the first visit, into #general. */
export async function joinAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Come aboard' }).click();
  await page.getByRole('heading', { name: 'general', exact: true }).waitFor();
}
