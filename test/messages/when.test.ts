import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextWeek, utc, type Week } from '../app/days.ts';
import { type AppHarness, launch } from '../support/app-harness.ts';

let app: AppHarness;
beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

/** 'Tue 24 Nov' as the bot writes the date of a day. */
const named = (week: Week, day: number): string =>
  week.written(day, { weekday: 'short', day: 'numeric', month: 'short' });
const lineWith = (text: string, words: string): string | undefined =>
  text.split('\n').find((it) => it.includes(words));
const settings = async (name: string, what: string) =>
  lineWith((await app.say(name, '/settings')).text, what);
const asked = async (name: string) => lineWith((await app.say(name, '/today')).text, "I'll check in again");

describe('between midnight and the start of the day', () => {
  let week: Week;
  beforeAll(async () => {
    week = await nextWeek(app);
    await app.join('nora', utc);
    await app.say('nora', '/settings prompt:21:00');
    await app.to(week.at(1, '01:00'));
  });

  test('the next prompt, a rest day and what waits have dates, for today is another day than on the calendar', async () => {
    expect((await app.say('nora', '/today')).text).toContain(`in ${utc}`);
    expect(await asked('nora')).toBe(`I'll check in again ${named(week, 1)} at 21:00.`);
    expect((await app.say('nora', '/rest tomorrow')).text).toContain(
      `Enjoy! ${named(week, 1)} is a rest day`,
    );
    expect((await app.say('nora', '/rest tomorrow undo')).text).toContain(
      `${named(week, 1)} is a normal day`,
    );
    expect((await app.say('nora', '/settings day-start:04:00')).text).toContain(
      `Your day starts at 04:00 from ${named(week, 1)} at 03:00, when your day ends.`,
    );
    expect(await settings('nora', 'Your day starts')).toContain(
      `Your day starts at 03:00, then at 04:00 from ${named(week, 1)} at 03:00, when your day ends`,
    );
    expect((await app.say('nora', '/settings cadence:weekdays')).text).toContain(
      `Your cadence is weekdays, starting ${named(week, 1)}.`,
    );
    expect(await settings('nora', 'Cadence')).toBe(
      `- Cadence: every day, then weekdays starting ${named(week, 1)}`,
    );
    await app.say('nora', '/pause');
    expect((await app.say('nora', '/pause resume')).text).toContain(
      `Your days count again from ${named(week, 1)}`,
    );
  });

  test('once the day has begun the same is today', async () => {
    await app.to(week.at(1, '05:00'));
    expect(await asked('nora')).toBe("I'll check in again today at 21:00.");
    expect(await settings('nora', 'Your day starts')).toContain('Your day starts at 04:00.');
    expect(await settings('nora', 'Cadence')).toBe('- Cadence: weekdays');
    await app.say('nora', '/stop');
  });

  test('a prompt after midnight has the date of that night', async () => {
    week = await nextWeek(app);
    await app.join('owl', utc);
    await app.say('owl', '/settings prompt:01:30');
    await app.to(week.at(0, '20:00'));
    expect(await asked('owl')).toBe(`I'll check in again ${named(week, 1)} at 01:30.`);
    await app.to(week.at(1, '00:30'));
    expect(await asked('owl')).toBe("I'll check in again today at 01:30.");
    await app.say('owl', '/stop');
  });
});

describe('a setting that waits', () => {
  test('is told beside the one in force: a cadence from Monday on, a zone when today ends', async () => {
    const week = await nextWeek(app);
    await app.join('wes', utc);
    await app.to(week.at(2, '12:00'));
    expect((await app.say('wes', '/settings cadence:"3 a week"')).text).toContain(
      `Your cadence is 3 days a week, starting ${named(week, 7)}.`,
    );
    expect(await settings('wes', 'Cadence')).toBe(
      `- Cadence: every day, then 3 days a week starting ${named(week, 7)}`,
    );
    expect((await app.say('wes', '/start time:09:00')).text).toContain(
      `I'll check in daily at 09:00 (${utc}), then 3 days a week starting ${named(week, 7)}.`,
    );
    await app.say('wes', '/settings zone:Tokyo');
    await app.say('wes', '/settings day-start:05:00');
    expect(await settings('wes', 'Time zone')).toBe(
      `- Time zone: ${utc}, then Asia/Tokyo from tomorrow at 03:00, when your day ends`,
    );
    expect(await settings('wes', 'Your day starts')).toContain(
      'Your day starts at 03:00, then at 05:00 from tomorrow at 03:00, when your day ends.',
    );
    // When the zone changes it is noon in Tokyo: Thursday's 09:00 has passed there.
    expect(await asked('wes')).toBe(`I'll check in again ${named(week, 4)} at 09:00 (Asia/Tokyo).`);
    await app.to(week.at(7, '12:00'));
    expect(await settings('wes', 'Cadence')).toBe('- Cadence: 3 days a week');
    await app.say('wes', '/stop');
  });

  test('a week that is done is not asked about before the next one', async () => {
    const week = await nextWeek(app);
    await app.join('vic', utc);
    await app.say('vic', '/settings cadence:"2 a week"');
    await app.to(week.at(7, '10:00'));
    await app.say('vic', '/log one');
    expect(await asked('vic')).toBe("I'll check in again tomorrow at 09:00.");
    await app.to(week.at(8, '08:00'));
    await app.say('vic', '/log two');
    expect(await asked('vic')).toBe(`I'll check in again ${named(week, 14)} at 09:00.`);
    await app.to(week.at(14, '09:01'));
    const prompts = (await app.messages({ dm: 'vic' })).filter((it) => it.code === 'prompt');
    expect(prompts.at(-1)?.at).toContain(week.at(14, '09:00').slice(0, 16));
    expect(prompts.filter((it) => (it.at ?? '') > week.at(8, '08:00'))).toHaveLength(1);
    await app.say('vic', '/stop');
  });

  test('a prompt time is told from tomorrow on when today had its prompt, or when it has passed', async () => {
    const week = await nextWeek(app);
    await app.join('ted', utc);
    await app.to(week.at(1, '12:00'));
    expect(await settings('ted', 'Prompt')).toBe('- Prompt: 09:00');
    expect((await app.say('ted', '/settings prompt:21:00')).text).toContain(
      "I'll check in at 21:00, starting tomorrow.",
    );
    expect(await settings('ted', 'Prompt')).toBe('- Prompt: 21:00, starting tomorrow');
    expect(await asked('ted')).toBe("I'll check in again tomorrow at 21:00.");
    await app.to(week.at(2, '20:30'));
    const prompts = (await app.messages({ dm: 'ted' })).filter((it) => it.code === 'prompt');
    expect(prompts.at(-1)?.at).toContain(week.at(1, '09:00').slice(0, 16));
    expect((await app.say('ted', '/settings prompt:20:00')).text).toContain(
      "I'll check in at 20:00, starting tomorrow.",
    );
    expect(await settings('ted', 'Prompt')).toBe('- Prompt: 20:00, starting tomorrow');
    await app.say('ted', '/stop');
  });
});
