import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { utc } from '../app/days.ts';
import { type AppHarness, button, launch } from '../support/app-harness.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
  // The first member of a playground is an organiser.
  for (const name of ['olga', 'ada', 'bob', 'cy']) {
    await app.join(name, utc);
    await app.say(name, '/stop');
  }
});
afterAll(() => app.stop());

/** What the channel shows of shared entries, once everything under way has arrived. */
async function copies(): Promise<string[]> {
  await app.advance('PT1S');
  const shown = await app.messages({ channel: 'general' });
  return shown.filter((it) => it.code === 'shared-entry').map((it) => it.text);
}

describe('the copy of a shared entry', () => {
  test('is posted once, follows an edit and goes with a narrower audience', async () => {
    const logged = await app.say('ada', '/log built a parser minutes:40');
    expect(await copies()).toEqual(['ada built something:\n> built a parser\n40 min']);
    const form = await app.press('ada', button(logged, 'Edit'));
    await app.press('ada', form.form?.action ?? '', { text: 'built a fast parser', minutes: '40' });
    expect(await copies()).toEqual(['ada built something:\n> built a fast parser\n40 min']);
    const hidden = await app.press('ada', button(logged, 'Keep it private'));
    expect(hidden.text).toBe('Only for you now.');
    expect(await copies()).toEqual([]);
    await app.press('ada', button(hidden, 'Share with Playground'));
    expect(await copies()).toEqual(['ada built something:\n> built a fast parser\n40 min']);
  });

  test('goes with a deletion and an undo, and comes back with the entry', async () => {
    const before = await copies();
    await app.say('ada', '/log short-lived');
    expect(await copies()).toHaveLength(before.length + 1);
    const undone = await app.say('ada', '/history undo');
    expect(await copies()).toEqual(before);
    await app.press('ada', button(undone, 'Restore'));
    expect(await copies()).toHaveLength(before.length + 1);
    const asked = await app.say('ada', '/history delete short-lived');
    await app.press('ada', button(asked, 'Delete'));
    expect(await copies()).toEqual(before);
  });

  test('loses its words when only the day is kept', async () => {
    await app.say('cy', '/log said too much');
    const asked = await app.say('cy', '/history delete');
    await app.press('cy', button(asked, 'Keep the day, clear the text'));
    expect((await copies()).join()).not.toContain('said too much');
  });

  test('is hidden by an organiser, kept by its author, and can be shown again', async () => {
    await app.say('bob', '/log something rude');
    expect((await copies()).join()).toContain('something rude');
    expect((await app.say('ada', '/setup hide rude')).code).toBe('organisers-only');
    const hidden = await app.say('olga', '/setup hide rude');
    expect(hidden.code).toBe('hidden');
    expect((await copies()).join()).not.toContain('something rude');
    const card = await app.say('bob', '/history search rude');
    const open = await app.press('bob', card.select?.action ?? '', [card.select?.choices[0]?.value]);
    expect(open.text).toContain('hidden by an organiser');
    expect((await app.say('cy', '/kudos rude')).code).toBe('entry-gone');
    expect((await app.press('olga', button(hidden, 'Show it again'))).code).toBe('shown-again');
    expect((await copies()).join()).toContain('something rude');
  });
});
