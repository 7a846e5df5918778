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

const usual: BrowserContextOptions = {
  viewport: { width: 1200, height: 800 },
  timezoneId: 'Europe/Lisbon',
  reducedMotion: 'reduce',
};

/**
 * One Chromium for a file of tests. Every visit has a server of its own, and by its port a storage of its own. The usual visits share
 * a page: a new one takes four times the work, because it comes with a process of its own.
 */
export function openBrowser() {
  let browser: Browser;
  let folder: string;
  let usualPage: Page;
  const closing: (() => Promise<unknown>)[] = [];
  const newPage = async (options: BrowserContextOptions): Promise<Page> =>
    (await browser.newContext(options)).newPage();
  return {
    async start(): Promise<void> {
      folder = await buildPage();
      browser = await chromium.launch({
        executablePath: chromiumPath as string,
        args: ['--no-sandbox', '--headless', '--no-first-run', ...quiet.map((it) => `--disable-${it}`)],
      });
      usualPage = await newPage(usual);
    },
    async stop(): Promise<void> {
      await browser?.close();
      if (folder) rmSync(folder, { recursive: true, force: true });
    },
    /** `member`: somebody who is there already, through whose eyes the page then looks. */
    async visit(
      options: BrowserContextOptions = {},
      overrides: Parameters<typeof fakeHost>[0] = {},
      member?: string,
    ): Promise<Visit> {
      const host = fakeHost(overrides);
      const app = createServer(host, { pageFolder: folder });
      const url = await app.listen({ port: 0, host: '127.0.0.1' });
      if (member) await addMember(url, member);
      const isUsual = Object.keys(options).length === 0;
      const page = isUsual ? usualPage : await newPage({ ...usual, ...options });
      page.setDefaultTimeout(10_000);
      const complaints: string[] = [];
      page.on('console', (it) => it.type() === 'error' && complaints.push(it.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      closing.push(
        () => (isUsual ? empty(page, url) : page.context().close()),
        () => app.close(),
      );
      await page.goto(`${url}/`, { waitUntil: 'domcontentloaded' });
      if (member) await page.getByRole('heading', { name: 'general', exact: true }).waitFor();
      return { page, host, app, complaints, url };
    },
    async leave(): Promise<void> {
      for (const close of closing.splice(0)) await close();
    },
  };
}

/** Nothing of a visit goes on in the page. On an address of the same server it keeps its process, which `about:blank` would take. */
async function empty(page: Page, url: string): Promise<void> {
  page.removeAllListeners();
  const nothing = { contentType: 'text/html', body: '<link rel="icon" href="data:,">' };
  await page.route(`${url}/nothing`, (route) => route.fulfill(nothing));
  await page.goto(`${url}/nothing`);
  await page.unrouteAll();
}

async function addMember(url: string, name: string): Promise<void> {
  const made = await fetch(`${url}/playground/api/members`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name, zone: 'Europe/Lisbon' }),
  });
  if (made.status !== 201) throw new Error(await made.text());
}

/** Over the first visit, into #general. */
export async function joinAs(page: Page, name: string): Promise<void> {
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Come aboard' }).click();
  await page.getByRole('heading', { name: 'general', exact: true }).waitFor();
}
