import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextWeek, utc, type Week } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;
let week: Week;

beforeAll(async () => {
  app = await launch();
  week = await nextWeek(app);
  // The first member of a playground is an organiser.
  for (const name of ['olga', 'ada', 'bob', 'cy']) {
    await app.join(name, utc);
    await app.say(name, '/stop');
  }
  await app.say('ada', '/log built a parser');
  await app.say('bob', '/log shipped the compiler');
  for (const name of ['ada', 'cy']) await app.say(name, '/kudos compiler');
});
afterAll(() => app.stop());

/** What the channel shows, once everything under way has arrived. */
async function posted(code: string): Promise<readonly PlayedReply[]> {
  await app.advance('PT1S');
  return (await app.messages({ channel: 'general' })).filter((it) => it.code === code);
}

describe('the leaderboard', () => {
  test('holds those who opted in, by consistency, and lets them go again', async () => {
    expect((await app.say('ada', '/roundup view:leaderboard')).text).toContain("No one's on it yet.");
    await app.press('bob', button(await app.say('bob', '/roundup view:leaderboard'), 'Join'));
    const before = await app.say('ada', '/roundup view:leaderboard');
    expect(before.text).toContain('1. bob: 100%');
    await app.press('ada', button(before, 'Join'));
    expect((await app.say('ada', '/roundup view:leaderboard')).text).toMatch(/ada \(you\): 100%/);
    await app.say('bob', '/settings leaderboard off');
    expect((await app.say('ada', '/roundup view:leaderboard')).text).not.toContain('bob');
  });

  test('shows nothing of private entries', async () => {
    await app.say('cy', '/log secret audience:private');
    await app.press('cy', button(await app.say('cy', '/roundup view:leaderboard'), 'Join'));
    expect((await app.say('ada', '/roundup view:leaderboard')).text).not.toContain('. cy');
  });
});

describe('the roundup', () => {
  test('is shown before, posted once a week, and made of shared entries alone', async () => {
    await app.say('ada', '/log private thing audience:private');
    const preview = await app.say('bob', '/roundup');
    expect(preview.text).not.toContain('If you post it now');
    expect((await app.say('olga', '/roundup')).text).toMatch(
      /If you post it now, the next one comes .* in 13 days\./,
    );
    expect(preview).toMatchObject({ code: 'roundup-preview', visibility: 'private' });
    expect(preview.text).toContain('shipped the compiler (👏 2)');
    expect(preview.text).not.toContain('private thing');
    expect((await app.say('bob', '/roundup post')).code).toBe('organisers-only');
    await app.to(week.at(7, '12:00'));
    const [roundup, ...others] = await posted('roundup');
    expect(others).toEqual([]);
    expect(roundup?.at).toContain(week.at(6, '18:00').slice(0, 16));
    expect(roundup?.text).toContain('ada');
    expect(roundup?.text).toContain('bob: shipped the compiler');
    expect(roundup?.text).not.toContain('private thing');
    expect(roundup?.picture?.alt).toContain('The roundup of');
  });

  test('leaves out whoever says so with one press, the posted one too', async () => {
    const [roundup] = await posted('roundup');
    const out = await app.press('bob', button(roundup as PlayedReply, 'Leave me out'));
    expect(out.text).toContain('including those already posted');
    const [rewritten] = await posted('roundup');
    expect(rewritten?.text).not.toContain('bob');
    expect(rewritten?.text).toContain('ada');
    await app.say('bob', '/log of no roundup');
    await app.say('ada', '/log for the second roundup');
    await app.to(week.at(14, '12:00'));
    const second = (await posted('roundup'))[1];
    expect(second?.text).toContain('for the second roundup');
    expect(second?.text).not.toContain('bob');
    await app.press('bob', button(out, 'Put me back in'));
    expect((await posted('roundup'))[1]?.text).toContain('of no roundup');
  });

  test('follows the setting as it follows the button', async () => {
    expect((await posted('roundup'))[1]?.text).toContain('bob');
    await app.say('bob', '/settings roundup:off');
    expect((await posted('roundup'))[1]?.text).not.toContain('bob');
    await app.say('bob', '/settings roundup:on');
    expect((await posted('roundup'))[1]?.text).toContain('bob');
  });

  test('no longer shows what was deleted since', async () => {
    const asked = await app.say('ada', '/history delete second roundup');
    await app.press(
      'ada',
      button(asked, asked.buttons?.[0]?.[0]?.label.startsWith('Keep') ? 'Delete anyway' : 'Delete'),
    );
    expect((await posted('roundup')).map((it) => it.text).join()).not.toContain('for the second roundup');
  });

  test('is posted now by an organiser, and then not again that week', async () => {
    await app.say('cy', '/log for the third');
    const asked = await app.say('olga', '/roundup post');
    expect(asked.code).toBe('roundup-post-asked');
    expect(asked.text).toMatch(/the next one comes \w+,? \d+ \w+ at 18:00, in 13 days\./);
    expect(await posted('roundup')).toHaveLength(2);
    const done = await app.press('olga', button(asked, 'Post it now'));
    expect(done.code).toBe('roundup-posted');
    expect(done.text).toMatch(/The next one comes \w+,? \d+ \w+ at 18:00\./);
    expect(await posted('roundup')).toHaveLength(3);
    expect((await app.press('olga', button(asked, 'Post it now'))).text).toContain('already posted');
    expect((await app.say('olga', '/roundup post')).text).toContain('already posted');
    // One a week: the next one that comes is next week's, wherever that is told.
    const next = /comes (.*?)\./.exec(done.text)?.[1];
    expect((await app.say('olga', '/setup show')).text).toContain(`next ${next}`);
    expect((await app.say('olga', '/roundup')).text).toContain(`It goes out ${next}`);
    const preview = await app.say('olga', '/roundup');
    expect(preview.buttons?.flat().map((it) => it.label)).toEqual(['Leave me out', 'Leaderboard']);
    await app.to(week.at(21, '12:00'));
    expect(await posted('roundup')).toHaveLength(3);
  });

  test('is kind about a quiet week', async () => {
    await app.to(week.at(28, '12:00'));
    const quiet = (await posted('roundup-quiet')).at(-1);
    // Since the one that was posted by hand.
    expect(quiet?.text).toMatch(
      /^14 days at Playground, \d+.* \w+\n\nA quiet time: nothing was shared\. New week, fresh start – one line is enough\.$/,
    );
  });
});
