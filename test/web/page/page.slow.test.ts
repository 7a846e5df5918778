import { expect, it } from 'vitest';
import { joinAs } from './browser.ts';
import { describePage, messages, place, say } from './describe-page.ts';

describePage('the page', ({ aboard, arrive }) => {
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
