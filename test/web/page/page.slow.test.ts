import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { chromiumPath, joinAs, openBrowser, type Visit } from './browser.ts';

const browser = openBrowser();
const visit: { current?: Visit } = {};
async function arrive(...options: Parameters<typeof browser.visit>): Promise<Visit> {
  visit.current = await browser.visit(...options);
  return visit.current;
}
const aboard = (
  options?: Parameters<typeof browser.visit>[0],
  overrides?: Parameters<typeof browser.visit>[1],
): Promise<Visit> => arrive(options, overrides, 'Ada');
const composer = (page: Page) => page.getByRole('textbox', { name: /^Message/ });
const say = async (page: Page, text: string) => {
  await composer(page).fill(text);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Enter');
};
const messages = (page: Page) => page.locator('.messages');
const place = (page: Page, name: string) => page.locator('.place', { hasText: name });

describe.skipIf(!chromiumPath)('the page', () => {
  beforeAll(() => browser.start());
  afterAll(() => browser.stop());
  afterEach(async () => {
    const complaints = visit.current?.complaints ?? [];
    await browser.leave();
    expect(complaints).toEqual([]);
  });

  it('guides the first visit in three sentences and by a button for each step', async () => {
    const { page } = await arrive();
    await expect.poll(() => page.locator('.welcome-steps li').count()).toBe(3);
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Lisbon');
    await joinAs(page, 'Ada');
    await messages(page).getByText('Welcome aboard, Ada').waitFor();
    await page.getByRole('button', { name: 'Send /log set up Shipmate' }).click();
    await page.locator('[data-code=logged]').waitFor();
    await page.getByRole('button', { name: 'Go to the next question' }).click();
    await expect.poll(() => page.locator('.clock-time').textContent()).toBe('18:00');
    await page.getByRole('button', { name: 'Read it' }).click();
    await messages(page).getByText('What did you build today?').waitFor();
    await page.getByRole('button', { name: 'Send /log wrote a health check' }).click();
    await page.getByRole('button', { name: 'Send /streak' }).click();
    await page.getByRole('img', { name: 'The year of ada' }).waitFor();
    await page.getByRole('button', { name: 'Log a broken connection' }).click();
    await page.getByRole('button', { name: 'Add a second member' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Bea');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Log it as this member' }).click();
    await messages(page).getByText('Ada had it too').waitFor();
    await page.getByRole('button', { name: 'Send /roundup' }).click();
    await messages(page).getByText('2 people showed up').waitFor();
    await expect.poll(() => page.locator('.coach').count()).toBe(0);
  });

  it('leaves out what needs the clock where the clock cannot be moved', async () => {
    const { page } = await arrive({}, { movable: false });
    await joinAs(page, 'Ada');
    await page.getByRole('button', { name: 'Send /log set up Shipmate' }).click();
    await page.getByRole('button', { name: 'Send /streak' }).waitFor();
    expect(await page.getByRole('button', { name: 'Go to the next question' }).count()).toBe(0);
  });

  it('goes on with the first steps after the page was opened anew', async () => {
    const { page } = await arrive();
    await joinAs(page, 'Ada');
    await page.getByRole('button', { name: 'Send /log set up Shipmate' }).click();
    await page.getByRole('button', { name: 'Go to the next question' }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Go to the next question' }).waitFor();
    await page.getByRole('button', { name: 'Close the first steps' }).click();
    await page.reload();
    await composer(page).waitFor();
    expect(await page.locator('.coach').count()).toBe(0);
  });

  it('begins the list of commands with what is used most', async () => {
    const { page } = await aboard();
    const first = async () => {
      await composer(page).fill('');
      await composer(page).pressSequentially('/');
      const all = await page.locator('.completion-label').allTextContents();
      return all.slice(0, 2);
    };
    await expect.poll(first).toEqual(['/log', '/streak']);
    await say(page, '/streak');
    await page.locator('[data-code=streak]').waitFor();
    await page.reload();
    await composer(page).waitFor();
    await expect.poll(first).toEqual(['/streak', '/log']);
  });

  it('says in an empty place what will be there', async () => {
    const { page } = await aboard();
    await place(page, 'shipped').click();
    await page.getByText('Nothing is here yet.').waitFor();
    await place(page, 'Shipmate').click();
    await page.getByText('The next one comes today at 18:00.').waitFor();
  });

  it('keeps a draft with its member and its place', async () => {
    const { page } = await aboard();
    await composer(page).fill('a thought of Ada');
    await place(page, 'shipped').click();
    expect(await composer(page).inputValue()).toBe('');
    await page.locator('.me').click();
    await page.getByRole('menuitem', { name: 'Add someone' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Bea');
    await page.keyboard.press('Enter');
    await messages(page).getByText('Welcome aboard, Bea').waitFor();
    expect(await composer(page).inputValue()).toBe('');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ada');
    await page.keyboard.press('Enter');
    await expect.poll(() => composer(page).inputValue()).toBe('a thought of Ada');
  });

  it('says what is wrong with a name or a zone', async () => {
    const { page, complaints } = await arrive();
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('Time zone').fill('Mars/Base');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText("I don't know the zone Mars/Base").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('completes a command by keyboard', async () => {
    const { page } = await aboard();
    await composer(page).pressSequentially('/s');
    await page.getByRole('option', { name: /^\/streak/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    expect(await page.getByRole('option', { selected: true }).textContent()).toContain('/stuck');
    await page.keyboard.press('Escape');
    expect(await page.getByRole('listbox').count()).toBe(0);
    await composer(page).fill('');
    await composer(page).pressSequentially('/settings z');
    await page.keyboard.press('Tab');
    await page.keyboard.type('lis');
    await page.getByRole('option', { name: /Europe\/Lisbon/ }).waitFor();
    await page.keyboard.press('Enter');
    expect(await composer(page).inputValue()).toBe('/settings zone zone:Europe/Lisbon ');
    await page.keyboard.press('Enter');
    await messages(page).getByText('Your zone is Europe/Lisbon.').waitFor();
  });

  it('hints at the options of a command', async () => {
    const { page } = await aboard();
    await composer(page).pressSequentially('/log built x ');
    await page.getByRole('button', { name: 'minutes: 1–1440' }).click();
    expect(await composer(page).inputValue()).toBe('/log built x minutes:');
    await page.locator('.hints-summary').getByText('How long it took').waitFor();
  });

  it('breaks the line with Shift+Enter and brings the last words back', async () => {
    const { page } = await aboard();
    await composer(page).pressSequentially('one');
    await page.keyboard.press('Shift+Enter');
    await page.keyboard.type('two');
    await page.keyboard.press('Enter');
    const words = page.locator('[data-code=said] .rich p');
    await expect.poll(() => words.allTextContents()).toEqual(['one', 'two']);
    await page.keyboard.press('ArrowUp');
    expect(await composer(page).inputValue()).toBe('one\ntwo');
  });

  it('shows a form as a dialog, marks what is wrong, and gives the focus back', async () => {
    const { page } = await aboard();
    await say(page, '/log');
    const dialog = page.getByRole('dialog', { name: 'What did you build?' });
    await dialog.getByLabel('What did you build?').fill('a URL shortener');
    await dialog.getByLabel('Minutes').fill('many');
    await dialog.getByRole('button', { name: 'Log it' }).click();
    const wrong = dialog.getByLabel('Minutes');
    await dialog.getByText('Minutes must be a whole number').waitFor();
    expect(await wrong.getAttribute('aria-invalid')).toBe('true');
    expect(await wrong.getAttribute('aria-describedby')).toBe('field-minutes-hint field-minutes-error');
    expect(await wrong.evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
    expect(await dialog.getByLabel('What did you build?').inputValue()).toBe('a URL shortener');
    await wrong.fill('50');
    await page.keyboard.press('Enter');
    await messages(page).getByText('That makes 2 days').waitFor();
    expect(await page.getByRole('dialog').count()).toBe(0);
    await say(page, '/log');
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await composer(page).evaluate((it) => it === it.ownerDocument.activeElement)).toBe(true);
  });

  it('suggests in a form what may fit', async () => {
    const { page } = await aboard();
    await say(page, '/log');
    await page.getByLabel('Where').fill('lis');
    await expect
      .poll(() =>
        page
          .locator('#field-zone-choices option')
          .evaluateAll((all) => all.map((it) => it.getAttribute('value'))),
      )
      .toEqual(['Europe/Lisbon']);
  });

  it('presses buttons and selects, and shows what takes their place', async () => {
    const { page } = await aboard();
    await say(page, '/log built a thing');
    await page.getByRole('button', { name: 'Undo' }).click();
    await messages(page).getByText('The entry is gone.').waitFor();
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await say(page, '/streak');
    await page.getByLabel('Show a year').selectOption('2025');
    await messages(page).getByText('You picked 2025.').waitFor();
  });

  it('shows pictures with their words, files, fields, and what only one sees', async () => {
    const { page } = await aboard();
    await say(page, '/streak');
    const picture = page.getByRole('img', { name: 'The year of ada: 200 of 365 days logged' });
    await picture.waitFor();
    await expect
      .poll(() => picture.evaluate((it) => (it as unknown as { naturalWidth: number }).naturalWidth))
      .toBe(2);
    const row = page.locator('[data-code=streak]');
    expect(await row.locator('dt').allTextContents()).toEqual(['Freezes', 'Cadence']);
    expect(await row.getByText('Only you can see this').count()).toBe(1);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByText('streak.csv').click(),
    ]);
    expect(download.suggestedFilename()).toBe('streak.csv');
  });

  it('marks what is unread and takes the mark away when it is read', async () => {
    const { page, complaints } = await aboard();
    await place(page, 'Shipmate').getByText('1 unread').waitFor();
    await expect.poll(() => page.title()).toBe('(1) Shipmate playground');
    await place(page, 'Shipmate').click();
    await page.locator('.divider-new').waitFor();
    await expect.poll(() => place(page, 'Shipmate').locator('.count').count()).toBe(0);
    await page.reload();
    await page.getByRole('heading', { name: 'Shipmate', exact: true }).waitFor();
    expect(await place(page, 'Shipmate').locator('.count').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('looks through the eyes of another member, by menu and by Ctrl+K', async () => {
    const { page } = await aboard();
    await say(page, '/streak');
    await page.locator('[data-code=streak]').waitFor();
    await page.locator('.me').click();
    await page.getByRole('menuitem', { name: 'Add someone' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add someone' });
    await dialog.getByLabel('Name').fill('Bea');
    await dialog.getByLabel('Time zone').fill('Asia/Tokyo');
    await page.keyboard.press('Enter');
    await messages(page).getByText('Welcome aboard, Bea').waitFor();
    expect(await page.locator('[data-code=streak]').count()).toBe(0);
    await expect.poll(() => page.locator('.clock-time').textContent()).toBe('18:30');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('ada');
    await page.keyboard.press('Enter');
    await page.locator('[data-code=streak]').waitFor();
    await expect.poll(() => page.locator('.clock-time').textContent()).toBe('09:30');
  });

  it('closes the DMs of a member', async () => {
    const { page, host } = await aboard();
    await page.locator('.me').click();
    await page.getByRole('menuitem', { name: "Close Ada's DMs" }).click();
    await page.getByTitle('DMs are closed').waitFor();
    const ada = await host.playground.store.findMemberByName('ada');
    expect(ada?.dmOpen).toBe(false);
  });

  it('moves the clock and shows its way', async () => {
    let arriveThere = () => {};
    const { page } = await aboard(
      {},
      {
        advance: () =>
          new Promise((resolve) => {
            arriveThere = resolve;
          }),
      },
    );
    await page.getByRole('button', { name: '+1 day' }).click();
    await page.getByRole('progressbar', { name: 'The clock moves' }).waitFor();
    await expect.poll(() => page.locator('.clock-progress').textContent()).toContain('Sun, 22 Nov, 09:30');
    arriveThere();
    await page.getByRole('button', { name: '+1 day' }).waitFor();
    await expect.poll(() => page.locator('.clock-date').textContent()).toBe('Sun, 22 Nov 2026');
    await page.getByText('Yesterday').waitFor();
  });

  it('shows live what others do, and reads it to a screen reader', async () => {
    const { page, host } = await aboard();
    const { messenger } = host.playground;
    const text = { source: '**The roundup** is here' };
    const to = { platform: 'playground', channel: 'general' };
    await messenger.send(to, { code: 'roundup', visibility: 'public', text }, 'r1');
    await page.locator('[data-code=roundup]').waitFor();
    await expect
      .poll(() => page.locator('[data-announcer]').textContent())
      .toBe('Shipmate: The roundup is here');
  });

  it('keeps in sight what is read while older messages come in above', async () => {
    const { page, host } = await aboard();
    const { id } = (await host.playground.store.findMemberByName('ada')) as { id: string };
    for (let n = 0; n < 130; n++)
      await host.playground.store.addMessage({
        id: `m${n}`,
        key: `m${n}`,
        channel: 'shipped',
        author: id,
        content: { code: 'said', text: `message ${n}` },
        at: n,
      });
    await place(page, 'shipped').click();
    await messages(page).getByText('message 129').waitFor();
    const oldest = messages(page).getByText('message 70', { exact: true });
    await page.getByRole('button', { name: 'Show older messages' }).click();
    await messages(page).getByText('message 10', { exact: true }).waitFor({ state: 'attached' });
    await expect.poll(async () => (await oldest.boundingBox())?.y ?? -1).toBeGreaterThan(0);
    expect((await oldest.boundingBox())?.y).toBeLessThan(300);
  });

  it('goes on with the first steps when something else was logged', async () => {
    const { page } = await arrive();
    await joinAs(page, 'Ada');
    await say(page, '/log built my own thing');
    await page.getByRole('button', { name: 'Go to the next question' }).waitFor();
  });

  it('says that the server is gone and goes on by itself when it is back', async () => {
    const { page, app, url, complaints, host } = await aboard();
    await app.close();
    await page.getByText('Shipmate isn’t responding. Trying again').waitFor();
    const { createServer } = await import('../../../src/web/server.ts');
    const again = createServer(host);
    await again.listen({ port: Number(new URL(url).port), host: '127.0.0.1' });
    await page
      .getByText('Shipmate isn’t responding. Trying again')
      .waitFor({ state: 'detached', timeout: 12_000 });
    await say(page, 'still here?');
    await page.locator('[data-code=said]').waitFor();
    await again.close();
    expect(complaints.splice(0).every((it) => it.includes('net::ERR'))).toBe(true);
  });

  it('keeps long lines of code inside their card', async () => {
    const { page } = await aboard();
    await say(page, `/stuck x error:"${'why: a very long line of a chain '.repeat(12)}"`);
    await page.locator('.code-block').waitFor();
    const [card, block] = await Promise.all(
      ['.card:has(.code-block)', '.code-block'].map((it) => page.locator(it).boundingBox()),
    );
    expect(card?.width).toBeLessThanOrEqual(640);
    expect(block?.width).toBeLessThan(card?.width ?? 0);
  });

  it('fits a phone, with a drawer, and never scrolls sideways', async () => {
    const { page } = await aboard({ viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true });
    const sideways = () =>
      page.evaluate(
        'document.documentElement.scrollWidth > innerWidth || [...document.querySelectorAll("main *:not(.code-block *)")].some((it) => it.getBoundingClientRect().right > innerWidth + 1)',
      );
    await say(page, `/log ${'averylongwordwithoutanyblank'.repeat(8)}`);
    await say(
      page,
      '/stuck x error:"Error: connect ECONNREFUSED 127.0.0.1:5432 at TCPConnectWrap.afterConnect"',
    );
    await page.locator('.code-block').waitFor();
    await say(page, '/streak');
    await page.locator('.picture').waitFor();
    expect(await sideways()).toBe(false);
    expect(await page.locator('.only-keys:visible').count()).toBe(0);
    expect(await page.locator('.sidebar').isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Menu, unread messages' }).click();
    await place(page, 'Shipmate').click();
    await messages(page).getByText('What did you build today?').waitFor();
    await expect.poll(() => page.locator('.sidebar').isVisible()).toBe(false);
    expect(await sideways()).toBe(false);
  });

  it('is dark with the system and by its own button, and stays so', async () => {
    const { page } = await arrive({ colorScheme: 'dark' });
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor');
    await expect.poll(ground).toBe('rgb(15, 27, 46)');
    await page.getByRole('button', { name: /Theme: as the system/ }).click();
    await expect.poll(ground).toBe('rgb(253, 252, 249)');
    await page.reload();
    await page.getByRole('button', { name: /Theme: light/ }).click();
    await expect.poll(ground).toBe('rgb(15, 27, 46)');
  });

  it('has a name for every button, field and picture', async () => {
    const { page } = await aboard();
    await say(page, '/streak');
    await page.locator('.picture').waitFor();
    const nameless =
      await page.evaluate(`[...document.querySelectorAll('button, a, input, select, textarea, img')]
      .filter((it) => !(it.getAttribute('aria-label') ?? it.textContent).trim() && !it.labels?.length && !it.hasAttribute('alt') && !it.querySelector('img[alt]:not([alt=""])'))
      .map((it) => it.outerHTML)`);
    expect(nameless).toEqual([]);
  });

  it('asks nobody else for anything', async () => {
    const { page, url } = await arrive();
    const asked: string[] = [];
    page.on('request', (it) => asked.push(new URL(it.url()).origin));
    await page.reload();
    await joinAs(page, 'Ada');
    expect(new Set(asked)).toEqual(new Set([new URL(url).origin]));
  });
});
