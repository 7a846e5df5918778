import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';
import { nextWeek, utc, type Week } from './days.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

/** Logs before the prompt on each of these days. */
async function logOn(member: string, week: Week, days: readonly number[]): Promise<PlayedReply> {
  let last: PlayedReply | undefined;
  for (const day of days) {
    await app.to(week.at(day, '13:00'));
    last = await app.say(member, `/log day ${day}`, 'dm');
  }
  return last as PlayedReply;
}

const asOpened = ({ form }: PlayedReply) =>
  Object.fromEntries((form?.fields ?? []).map((it) => [it.name, it.value ?? '']));

const lastPrompt = async (member: string): Promise<PlayedReply> =>
  (await app.messages({ dm: member })).findLast((it) => it.code === 'prompt') as PlayedReply;

describe('what happens to a streak', () => {
  test('a freeze saves a day and is told once; then the streak ends, is told, and comes back', async () => {
    const week = await nextWeek(app);
    await app.join('ada', utc);
    const seventh = await logOn('ada', week, [0, 1, 2, 3, 4, 5, 6]);
    expect(seventh.text).toContain('You earned a freeze (1 of 2).');
    expect(seventh.text).toContain('7 days in a row!');
    expect((await app.say('ada', '/today')).text).not.toContain('freeze (1');
    await app.to(week.at(8, '10:00'));
    const prompt = await lastPrompt('ada');
    expect(prompt.text).toContain('A freeze saved your 7-day streak yesterday. 0 left.');
    expect((await app.say('ada', '/today')).text).not.toContain('saved your');
    await app.to(week.at(9, '10:00'));
    const ended = await lastPrompt('ada');
    expect(ended.text).toContain(
      'Your 7-day streak ended yesterday. Built something that day? Log it for yesterday and your streak is back.',
    );
    const form = await app.press('ada', button(ended, 'Log it for yesterday'));
    const back = await app.press('ada', form.form?.action ?? '', { ...asOpened(form), text: 'it was late' });
    expect(back.text).toContain('Logged for yesterday');
    expect(back.text).toContain('8 days');
    expect(back.text).not.toContain('ended');
    await app.to(week.at(9, '23:00'));
    expect((await app.messages({ dm: 'ada' })).filter((it) => it.text.includes('ended'))).toHaveLength(1);
    await app.say('ada', '/stop');
  });

  test('a streak that came back before the next message is not told of', async () => {
    const week = await nextWeek(app);
    await app.join('bob', utc);
    await logOn('bob', week, [0, 1, 2]);
    await app.to(week.at(4, '05:00'));
    const back = await app.say('bob', '/log was up late date:yesterday');
    expect(back.text).not.toContain('ended');
    await app.to(week.at(4, '10:00'));
    expect((await lastPrompt('bob')).text).not.toContain('ended');
    await app.say('bob', '/stop');
  });

  test('nothing is sent because of it after /stop; the next answer tells it', async () => {
    const week = await nextWeek(app);
    await app.join('cleo', utc);
    await logOn('cleo', week, [0, 1]);
    await app.say('cleo', '/stop');
    const before = (await app.messages({ dm: 'cleo' })).length;
    await app.to(week.at(12, '12:00'));
    expect(await app.messages({ dm: 'cleo' })).toHaveLength(before);
    const answer = await app.say('cleo', '/today');
    expect(answer.text).toMatch(
      /Your 2-day streak ended on Wed \d+ \w+\. Everything you logged is still here/,
    );
    expect((await app.say('cleo', '/help')).text).not.toContain('ended');
  });
});

describe('a milestone', () => {
  test('is celebrated in the answer to the entry that reached it, shared by a press, and taken back', async () => {
    const week = await nextWeek(app);
    await app.join('dana', utc);
    await app.say('dana', '/stop');
    const seventh = await logOn('dana', week, [0, 1, 2, 3, 4, 5, 6]);
    const share = (seventh.buttons ?? [])
      .flat()
      .filter((it) => it.label.startsWith('Share the picture with'));
    expect(share).toHaveLength(1);
    expect(seventh.picture?.alt).toContain('7 days');
    const shared = await app.press('dana', share[0]?.action ?? '');
    expect(shared.code).toBe('picture-shared');
    await app.advance('PT1M');
    const posted = async () => (await app.messages({ channel: 'general' })).map((it) => it.text);
    expect(await posted()).toContainEqual(expect.stringMatching(/dana reached 7 days in a row/));
    expect((await app.press('dana', share[0]?.action ?? '')).code).toBe('picture-shared-before');
    const back = await app.press('dana', button(shared, 'Take it back'));
    expect(back.code).toBe('picture-back');
    expect(await posted()).not.toContainEqual(expect.stringContaining('dana'));
  });
});
