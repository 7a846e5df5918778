import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { nextWeek, utc, type Week } from './days.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

const dm = (member: string) => app.messages({ dm: member });
const last = async (member: string, code: string): Promise<PlayedReply & { readonly id: string }> => {
  const found = (await dm(member)).findLast((it) => it.code === code);
  if (!found?.id) throw new Error(`${member} has no ${code}`);
  return { ...found, id: found.id };
};
/** The texts of what was logged, newest first. */
const history = async (member: string) => (await app.say(member, '/history', 'dm')).text;

/** Joined on Monday, asked on Tuesday (`yesterdays`) and on Wednesday, where the clock stands. */
async function askedTwice(member: string): Promise<{ week: Week; yesterdays: string }> {
  const week = await nextWeek(app);
  await app.join(member, utc);
  await app.to(week.at(1, '23:00'));
  const yesterdays = (await last(member, 'prompt')).id;
  await app.to(week.at(2, '23:00'));
  expect((await last(member, 'prompt')).id).not.toBe(yesterdays);
  return { week, yesterdays };
}

describe("what a member does with a message of their own in the playground's DM", () => {
  test('a reply to an older question counts for its date', async () => {
    const { week, yesterdays } = await askedTwice('ada');
    const answer = await app.say('ada', 'wrote the lexer', 'dm', yesterdays);
    expect(answer.text).toContain('Logged for yesterday');
    expect((await app.say('ada', 'wrote the parser', 'dm')).text).toContain('Logged for today');
    const logged = (await app.streak('ada')).days.filter((it) => it.logged).map((it) => it.date);
    expect(logged).toEqual([week.date(1), week.date(2)]);
  });

  test('an edit changes the entry; later it is offered', async () => {
    await askedTwice('bea');
    await app.say('bea', 'wrote the lexr', 'dm');
    const { id } = await last('bea', 'said');
    expect(await app.edit('bea', id, 'wrote the lexer')).toMatchObject({ code: 'retyped' });
    expect(await history('bea')).toContain('wrote the lexer');
    expect((await dm('bea')).find((it) => it.id === id)).toMatchObject({
      text: 'wrote the lexer',
      editedAt: expect.any(String),
    });
    await app.advance('P1D');
    const offer = (await app.edit('bea', id, 'wrote the whole lexer')) as PlayedReply;
    expect(offer.code).toBe('retype-offered');
    expect(await history('bea')).not.toContain('whole');
    await app.press('bea', button(offer, 'Change it'));
    expect(await history('bea')).toContain('wrote the whole lexer');
  });

  test('a deletion offers to delete the entry', async () => {
    await askedTwice('cem');
    await app.say('cem', 'wrote the lexer', 'dm');
    const { id } = await last('cem', 'said');
    const offer = (await app.remove('cem', id)) as PlayedReply;
    expect(offer.code).toBe('delete-offered');
    expect((await dm('cem')).some((it) => it.id === id)).toBe(false);
    expect(await history('cem')).toContain('wrote the lexer');
    const asked = await app.press('cem', button(offer, 'Delete it'));
    expect(asked.text).toContain('Delete this?');
    await app.press('cem', button(asked, 'Delete anyway'));
    expect(await history('cem')).not.toContain('wrote the lexer');
  });

  test('a message that became no entry goes without a word', async () => {
    await app.join('dan', utc);
    await app.say('dan', 'thanks', 'dm');
    expect(await app.edit('dan', (await last('dan', 'said')).id, 'thank you')).toBeUndefined();
    expect(await app.remove('dan', (await last('dan', 'said')).id)).toBeUndefined();
  });
});
