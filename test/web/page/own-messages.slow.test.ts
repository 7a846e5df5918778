import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { composer, describePage, messages, place, say } from './describe-page.ts';

const phone = { viewport: { width: 375, height: 700 }, hasTouch: true, isMobile: true };
const row = (page: Page, code: string) => page.locator(`[data-code=${code}]`);
const more = (page: Page, code: string) => row(page, code).getByRole('button', { name: /^What to do with/ });
const choose = async (page: Page, code: string, item: string) => {
  await row(page, code).hover();
  await more(page, code).click();
  await page.getByRole('menuitem', { name: item }).click();
};
const hasFocus = (field: ReturnType<typeof composer>) =>
  field.evaluate((it) => it === it.ownerDocument.activeElement);

describePage("a message of one's own", ({ aboard }) => {
  let complaints: string[];
  async function wrote(text: string, how: Parameters<typeof aboard>[0] = {}): Promise<Page> {
    const visit = await aboard(how);
    const { page } = visit;
    complaints = visit.complaints;
    if (how.isMobile) await page.getByRole('button', { name: /^Menu/ }).click();
    await place(page, 'Shipmate').click();
    await row(page, 'prompt').waitFor();
    await say(page, text);
    await row(page, 'logged').waitFor();
    return page;
  }

  it("replies to a question of the bot's, and shows to which", async () => {
    const page = await wrote('built a parser');
    await choose(page, 'prompt', 'Reply');
    await page.getByText('Replying to Shipmate What did you build today?').waitFor();
    expect(await hasFocus(composer(page))).toBe(true);
    expect(await composer(page).getAttribute('aria-describedby')).toBe('replying');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByText('Replying to').count()).toBe(0);
    await choose(page, 'prompt', 'Reply');
    await composer(page).fill('and its docs');
    await page.keyboard.press('Enter');
    await page.locator('dt', { hasText: 'In reply to' }).waitFor();
    await row(page, 'said')
      .getByRole('button', { name: 'In reply to Shipmate What did you build today?' })
      .waitFor();
    await expect.poll(() => page.getByText('Replying to').count()).toBe(0);
  });

  it('offers nothing of it in a channel, and no edit of what the bot wrote', async () => {
    const page = await wrote('built a parser');
    await row(page, 'prompt').hover();
    await more(page, 'prompt').click();
    expect(await page.getByRole('menuitem').allTextContents()).toEqual([' Reply']);
    await page.keyboard.press('Escape');
    await place(page, 'general').click();
    await say(page, 'hello');
    await row(page, 'said').waitFor();
    expect(await page.getByRole('button', { name: /^What to do with/ }).count()).toBe(0);
  });

  it('changes it in its place, by keyboard alone, and says that it was', async () => {
    const page = await wrote('built a prser');
    await more(page, 'said').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const field = page.getByRole('textbox', { name: 'Edit your message' });
    expect(await field.inputValue()).toBe('built a prser');
    await page.keyboard.press('Escape');
    expect(await field.count()).toBe(0);
    expect(await row(page, 'said').getByText('(edited)').count()).toBe(0);
    expect(await hasFocus(more(page, 'said'))).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await field.fill('built a parser');
    await page.keyboard.press('Enter');
    await row(page, 'retyped').getByText('built a parser').waitFor();
    expect(await row(page, 'said').locator('.words').textContent()).toBe('built a parser(edited)');
    expect(await hasFocus(more(page, 'said'))).toBe(true);
  });

  it('keeps the field open while the change is refused', async () => {
    const page = await wrote('built a parser');
    await page.route('**/messages/edit', (route) =>
      route.fulfill({ status: 409, json: { error: { code: 'busy', message: 'Not now.' } } }),
    );
    await choose(page, 'said', 'Edit');
    const field = page.getByRole('textbox', { name: 'Edit your message' });
    await field.fill('built a whole parser');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Not now.').waitFor();
    expect(await field.inputValue()).toBe('built a whole parser');
    await page.unroute('**/messages/edit');
    await page.getByRole('button', { name: 'Save' }).click();
    await row(page, 'retyped').waitFor();
    await expect.poll(() => field.count()).toBe(0);
    expect(complaints.splice(0)).toEqual([expect.stringContaining('409')]);
  });

  it('deletes it, whereupon the bot offers to delete the entry', async () => {
    const page = await wrote('built a parser');
    await choose(page, 'said', 'Delete');
    await row(page, 'delete-offered').getByRole('button', { name: 'Delete it' }).waitFor();
    expect(await row(page, 'said').count()).toBe(0);
    expect(await hasFocus(composer(page))).toBe(true);
    await page.reload();
    await row(page, 'delete-offered').waitFor();
    expect(await row(page, 'said').count()).toBe(0);
  });

  it('opens its menu under a resting finger, inside a phone', async () => {
    const page = await wrote('built a parser', phone);
    const box = await row(page, 'said').locator('.words').boundingBox();
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 };
    const touch = await page.context().newCDPSession(page);
    const press = async (ms: number) => {
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at] });
      await page.waitForTimeout(ms);
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    await press(50);
    expect(await page.getByRole('menuitem').count()).toBe(0);
    await press(700);
    await page.getByRole('menuitem', { name: 'Edit' }).waitFor();
    const menu = await page.getByRole('menu').boundingBox();
    expect(menu?.x).toBeGreaterThanOrEqual(0);
    expect((menu?.x ?? 0) + (menu?.width ?? 999)).toBeLessThanOrEqual(375);
    expect((menu?.y ?? 0) + (menu?.height ?? 999)).toBeLessThanOrEqual(700);
    await messages(page).getByText('Logged').tap();
    expect(await page.getByRole('menuitem').count()).toBe(0);
  });
});

describePage("the composer's hint", ({ aboard }) => {
  it('says that words are an answer in the DM, and commands for a channel', async () => {
    const { page } = await aboard();
    expect(await composer(page).getAttribute('placeholder')).toBe('Type / for commands');
    await place(page, 'Shipmate').click();
    await expect
      .poll(() => composer(page).getAttribute('placeholder'))
      .toBe('What you built, or / for commands');
  });
});
