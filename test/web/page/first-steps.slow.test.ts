import { expect, it } from 'vitest';
import { joinAs } from './browser.ts';
import { composer, describePage, messages, say } from './describe-page.ts';

describePage('the first visit', ({ arrive }) => {
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
    await page.getByRole('button', { name: 'Send wrote a health check' }).click();
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

  it('says what is wrong with a name or a zone', async () => {
    const { page, complaints } = await arrive();
    await page.getByLabel('Name').fill('Ada');
    await page.getByLabel('Time zone').fill('Mars/Base');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText("I don't know the zone Mars/Base").waitFor();
    expect(complaints.splice(0)).toEqual([expect.stringContaining('400')]);
  });

  it('goes on with the first steps when something else was logged', async () => {
    const { page } = await arrive();
    await joinAs(page, 'Ada');
    await say(page, '/log built my own thing');
    await page.getByRole('button', { name: 'Go to the next question' }).waitFor();
  });
});
