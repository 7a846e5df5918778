/**
 * README's picture, taken of the demo by Chromium (CHROMIUM, else /usr/bin/chromium). The demo's end is fixed, so that the picture
 * changes with the code alone.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { chromium } from 'playwright-core';
import { demoFolder, openDemo } from '../src/app/demo.ts';
import { startShipmate } from '../src/app/index.ts';
import { readConfig } from '../src/config.ts';
import { progressBar } from '../src/operate/progress.ts';

const docs = fileURLToPath(new URL('../docs', import.meta.url));
const endAt = Date.UTC(2026, 10, 28, 19, 40);

const folder = await mkdtemp(join(tmpdir(), 'shipmate-pictures-'));
const bar = progressBar('Three months of eight people', 1);
const shipmate = await openDemo({
  folder: demoFolder(readConfig({ DATA_DIR: join(folder, 'data') })),
  port: 0,
  endAt,
  log: pino({ level: 'error' }),
  onProgress: bar.at,
  start: (its, log) => startShipmate(its, log, { demo: false }),
});
bar.end();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage({
    viewport: { width: 1200, height: 860 },
    deviceScaleFactor: 4 / 3,
    timezoneId: 'Europe/Lisbon',
    reducedMotion: 'reduce',
    colorScheme: 'light',
  });
  await page.goto(`${shipmate.url}/`);
  await page.getByRole('textbox', { name: /^Message/ }).fill('/streak');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
  await page.locator('[data-code=streak] img').last().evaluate('(it) => it.decode()');
  await page.screenshot({ path: join(docs, 'playground.png') });
} finally {
  await browser.close();
  await shipmate.stop();
  await rm(folder, { recursive: true, force: true });
}
