import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect } from 'vitest';
import { chromiumPath, openBrowser, type Visit } from './browser.ts';

type Arrive = ReturnType<typeof openBrowser>['visit'];

/** Tests of the page in a browser; after each one, the browser must have nothing to complain about. */
export function describePage(
  name: string,
  define: (visits: {
    /** Opens the page as on the first visit. */
    readonly arrive: Arrive;
    /** The same as Ada, who is there already. */
    readonly aboard: (options?: Parameters<Arrive>[0], overrides?: Parameters<Arrive>[1]) => Promise<Visit>;
  }) => void,
): void {
  const browser = openBrowser();
  let current: Visit | undefined;
  describe.skipIf(!chromiumPath)(name, () => {
    beforeAll(() => browser.start());
    afterAll(() => browser.stop());
    afterEach(async () => {
      const complaints = current?.complaints ?? [];
      current = undefined;
      await browser.leave();
      expect(complaints).toEqual([]);
    });
    const arrive: Arrive = async (...how) => {
      current = await browser.visit(...how);
      return current;
    };
    define({ arrive, aboard: (options, overrides) => arrive(options, overrides, 'Ada') });
  });
}

export const composer = (page: Page) => page.getByRole('textbox', { name: /^Message/ });

export async function say(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
}

export const messages = (page: Page) => page.locator('.messages');
export const place = (page: Page, name: string) => page.locator('.place', { hasText: name });
