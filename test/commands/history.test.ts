import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextWeek, utc, type Week } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
let week: Week;

beforeAll(async () => {
  app = await launch();
  week = await nextWeek(app);
  for (const name of ['ada', 'newcomer']) await app.join(name, utc);
  // Whoever joined on Monday may log from Monday on.
  await app.to(week.at(2, '12:00'));
});
afterAll(() => app.stop());

const field = (reply: PlayedReply, name: string) => reply.form?.fields.find((it) => it.name === name)?.value;

describe('editing', () => {
  test('shows the entry in a form and saves what is changed', async () => {
    await app.say('ada', '/log frist version minutes:10 tag:go');
    const form = await app.say('ada', '/history edit');
    expect(field(form, 'text')).toBe('frist version');
    expect(field(form, 'date')).toBe(week.date(2));
    const saved = await app.press('ada', form.form?.action ?? '', {
      text: 'first version',
      project: 'editor',
      minutes: '',
      tag: 'go, ui',
      date: week.date(2),
    });
    expect(saved.code).toBe('edited');
    expect(saved.text).toContain('> first version\nproject editor · #go · #ui');
    const back = await app.press('ada', button(saved, 'Undo the edit'));
    expect(back.code).toBe('reverted');
    expect(back.text).toContain('> frist version\n10 min · #go');
  });

  test('moves the date inside the window only', async () => {
    await app.say('ada', '/log movable');
    const { form } = await app.say('ada', '/history edit');
    const wrong = await app.press('ada', form?.action ?? '', { text: 'movable', date: '2026-01-01' });
    expect(wrong.errors?.date).toContain('is too far back');
    const moved = await app.press('ada', form?.action ?? '', { text: 'movable', date: 'yesterday' });
    expect(moved.code).toBe('edited');
    expect(moved.text).toContain('Streak:');
  });

  test('refuses to empty an entry, and says how to remove it', async () => {
    const { form } = await app.say('ada', '/history edit');
    const wrong = await app.press('ada', form?.action ?? '', { text: '   ' });
    expect(wrong.errors?.text).toContain('delete it');
  });

  test("does not reach somebody else's entry", async () => {
    const logged = await app.say('ada', '/log mine alone');
    const forbidden = await app
      .press('newcomer', button(logged, 'Edit'))
      .catch((error: Error) => error.message);
    expect(forbidden).toContain('not-your-button');
  });
});

describe('taking back', () => {
  test('undoes the last entry at once, and brings it back with its streak', async () => {
    await app.join('uma', utc);
    await app.say('uma', '/log oops');
    const undone = await app.say('uma', '/history undo');
    expect(undone.code).toBe('undone');
    expect(undone.text).toContain('Undone: oops\nStreak: 0 days.');
    const back = await app.press('uma', button(undone, 'Restore'));
    expect(back.code).toBe('restored');
    expect(back.text).toContain('Streak: 1 day');
    expect(await app.streak('uma')).toMatchObject({ current: 1, longest: 1 });
  });

  test('says what a deletion costs, and can keep the day instead', async () => {
    await app.join('dora', utc);
    await app.say('dora', '/log only one');
    const asked = await app.say('dora', '/history delete');
    expect(asked.code).toBe('delete-lowers');
    expect(asked.text).toContain('your streak would go from 1 day to 0');
    const blanked = await app.press('dora', button(asked, 'Keep the day, clear the text'));
    expect(blanked.code).toBe('blanked');
    expect((await app.streak('dora')).current).toBe(1);
    expect((await app.say('dora', '/history list')).text).toContain('(no text)');
    const back = await app.press('dora', button(blanked, 'Restore the text'));
    expect(back.text).toContain('> only one');

    const again = await app.say('dora', '/history delete');
    const kept = await app.press('dora', button(again, 'Keep it'));
    expect(kept.code).toBe('entry');
    const deleted = await app.press('dora', button(again, 'Delete anyway'));
    expect(deleted.text).toContain('Streak: 0 days');
    expect((await app.streak('dora')).current).toBe(0);
    expect((await app.press('dora', button(again, 'Delete anyway'))).code).toBe('entry-gone');
  });

  test('deletes a second entry of a day without a word on the streak', async () => {
    await app.say('dora', '/log one');
    await app.say('dora', '/log two');
    const asked = await app.say('dora', '/history delete two');
    expect(asked.text).toContain("two\nYour streak won't change.");
    expect((await app.press('dora', button(asked, 'Delete'))).code).toBe('deleted');
  });
});

describe('the history', () => {
  beforeAll(async () => {
    await app.join('hal', utc);
    for (let i = 1; i <= 23; i++)
      await app.say('hal', `/log step ${i} tag:${i % 2 ? 'odd' : 'even'} project:Stairs`);
    await app.say('hal', '/log an elevator, at last project:Lift date:today');
  });

  test('lists the newest first, page by page, to its end', async () => {
    const seen: string[] = [];
    let page = await app.say('hal', '/history');
    for (;;) {
      seen.push(...(page.select?.choices ?? []).map((it) => it.label.replace('today: ', '')));
      if (!page.buttons?.flat().some((it) => it.label === 'Older')) break;
      const next = await app.press('hal', button(page, 'Older'));
      expect(next.id).toBe(page.id);
      page = next;
    }
    const back = await app.press('hal', button(page, 'Newest'));
    expect(back.select?.choices[0]?.label).toContain('elevator');
    expect(back.id).toBe(page.id);
    expect(seen).toEqual(['an elevator, at last', ...Array.from({ length: 23 }, (_, i) => `step ${23 - i}`)]);
  });

  test('pages through a search and through one tag as well', async () => {
    for (const asked of ['/history search step', '/history list tag:odd', '/history list project:stairs']) {
      const first = await app.say('hal', asked);
      expect(first.text).toContain('10 entries, and there are more');
      const second = await app.press('hal', button(first, 'Older'));
      expect(second.select?.choices.length).toBeGreaterThan(1);
      expect(second.text).not.toContain('elevator');
    }
  });

  test('finds words in any case, whole or begun, in text, project and tags', async () => {
    for (const words of ['ELEVATOR', 'elev', 'lift', 'last elevator']) {
      const found = await app.say('hal', `/history search ${words}`);
      expect(found.text).toBe('1 entry\n- today: an elevator, at last (shared)');
    }
    expect((await app.say('hal', '/history search nowhere')).code).toBe('nothing-found');
    expect((await app.say('hal', '/history search !!!')).code).toBe('no-words');
  });

  test('opens an entry from the list, with all that can be done with it', async () => {
    const list = await app.say('hal', '/history search elevator');
    const choice = list.select?.choices[0]?.value;
    const card = await app.press('hal', list.select?.action ?? '', [choice]);
    expect(card.buttons?.flat().map((it) => it.label)).toEqual(['Edit', 'Delete', 'Keep it private']);
    const hidden = await app.press('hal', button(card, 'Keep it private'));
    expect(button(hidden, 'Share with Playground')).toBeTruthy();
  });

  test('is kind to whoever has logged nothing', async () => {
    const nobody = await app.request('/playground/api/members', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'nil', zone: utc }),
    });
    expect(nobody.status).toBe(201);
    for (const command of ['/history', '/history edit', '/history delete', '/history undo'])
      expect((await app.say('nil', command)).code).toBe('nothing-logged');
  });
});
