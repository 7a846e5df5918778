import { expect, it } from 'vitest';
import { composer, describePage, messages, place, say } from './describe-page.ts';

describePage('talking on the page', ({ aboard }) => {
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
});
