import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinQuietly, nextClockChange, nextWeek, utc, type Week } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedStreak } from '../support/app-harness.ts';

const dayMs = 24 * 60 * 60 * 1000;
let app: AppHarness;

beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

/** Logs at noon UTC on each of these days of the week. */
async function logOn(member: string, week: Week, days: readonly number[]): Promise<void> {
  for (const day of days) {
    if ((await app.clock()) < Date.parse(week.at(day, '12:00'))) await app.to(week.at(day, '12:00'));
    expect((await app.say(member, `/log day ${day}`)).code).toBe('logged');
  }
}

const dayOf = (streak: PlayedStreak, date: string) => streak.days.find((it) => it.date === date);

describe('a streak', () => {
  test('loses no day when the clocks change', async () => {
    const zone = 'Europe/Lisbon';
    const change = nextClockChange(zone, await app.clock());
    await app.to(new Date(change - 2 * dayMs + dayMs / 2).toISOString());
    await joinQuietly(app, 'lis', zone);
    // Late in the evening, an hour after midnight, and at a day's first and last minute by a day start of 03:00.
    const local = (offsetDays: number, time: string): Date => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      const wall = change + offsetDays * dayMs + (hours * 60 + minutes) * 60_000;
      const shown = new Date(wall).toLocaleString('sv', { timeZone: zone });
      return new Date(wall - (Date.parse(`${shown.replace(' ', 'T')}Z`) - wall));
    };
    for (const [day, time] of [
      [-2, '23:30'],
      [0, '02:30'],
      [0, '23:59'],
      [2, '02:59'],
    ] as const) {
      const at = local(day, time);
      if (at.getTime() > (await app.clock())) await app.to(at.toISOString());
      expect((await app.say('lis', `/log ${day} ${time}`)).code).toBe('logged');
    }
    const streak = await app.streak('lis');
    expect(streak).toMatchObject({ current: 4, longest: 4 });
    expect(streak.days.map((it) => it.logged)).toEqual([true, true, true, true]);
  });

  test('keeps going over a day of travel to the west and to the east', async () => {
    const week = await nextWeek(app);
    await joinQuietly(app, 'magellan', utc);
    await logOn('magellan', week, [0, 1]);
    const west = await app.say('magellan', '/settings zone:Honolulu');
    expect(west.text).toMatch(
      /Your time zone is Pacific\/Honolulu from tomorrow at 03:00, when your day ends/,
    );
    // 13:00 UTC on Wednesday is 03:00 in Honolulu: Tuesday has lasted until then, and Wednesday begins.
    await app.to(week.at(2, '12:30'));
    expect((await app.say('magellan', '/log still Tuesday')).text).toContain('Streak: 2 days');
    await app.to(week.at(2, '20:00'));
    expect((await app.say('magellan', '/log Wednesday at last')).text).toContain('Streak: 3 days');
    await app.say('magellan', '/settings zone:Auckland');
    // Eastward: Wednesday in Honolulu ends at 13:00 UTC on Thursday. Little is left of Auckland's Thursday then.
    await app.to(week.at(3, '20:00'));
    expect((await app.say('magellan', '/log Friday already')).text).toContain('Streak: 4 days');
    const streak = await app.streak('magellan');
    expect(streak.days.map((it) => it.logged)).toEqual([true, true, true, false, true]);
    expect(streak.days[3]).toMatchObject({ excused: true, reason: 'short-day' });
    const why = await app.say('magellan', '/streak why');
    expect(why.text).toContain('excused: the day was too short after a time zone change');
  });

  test('earns a freeze with seven days, and the freeze covers a missed one', async () => {
    const week = await nextWeek(app);
    await joinQuietly(app, 'frida', utc);
    await logOn('frida', week, [0, 1, 2, 3, 4, 5]);
    await app.to(week.at(6, '12:00'));
    const seventh = await app.say('frida', '/log the seventh');
    expect(seventh.text).toContain('Streak: 7 days, your longest so far.');
    expect(seventh.text).toContain('You earned a freeze (1 of 2).');
    expect((await app.streak('frida')).freezes).toEqual({ held: 1, max: 2, daysToNext: 7 });
    await app.to(week.at(8, '12:00'));
    await app.say('frida', '/log after a day off');
    const streak = await app.streak('frida');
    expect(streak).toMatchObject({ current: 8, freezes: { held: 0 } });
    expect(dayOf(streak, week.date(7))).toMatchObject({ frozen: true, logged: false, required: true });
    expect((await app.say('frida', '/streak why')).text).toContain(
      'nothing logged; a freeze covered it, still 7 days',
    );
    await app.to(week.at(10, '12:00'));
    expect(await app.streak('frida')).toMatchObject({ current: 0, longest: 8 });
    const why = await app.say('frida', '/streak view:why');
    expect(why.text).toContain('your streak of 8 days ended; you can start a new one any day');
  });

  test('waits on a rest day and in a pause; today is free after resuming', async () => {
    const week = await nextWeek(app);
    await joinQuietly(app, 'rhea', utc);
    await logOn('rhea', week, [0]);
    const rest = await app.say('rhea', '/rest tomorrow');
    expect(rest.text).toContain('Tomorrow is a rest day');
    await logOn('rhea', week, [2]);
    expect(dayOf(await app.streak('rhea'), week.date(1))).toMatchObject({ required: false, reason: 'rest' });
    await app.to(week.at(3, '12:00'));
    const paused = await app.say('rhea', '/pause');
    expect(paused.text).toContain('Paused until you resume.');
    await app.to(week.at(5, '12:00'));
    expect((await app.say('rhea', '/today')).text).toContain("You're paused until you resume");
    expect((await app.press('rhea', button(paused, 'Resume'))).text).toContain('Today is still free');
    expect((await app.say('rhea', '/pause resume')).code).toBe('not-paused');
    await logOn('rhea', week, [6]);
    const streak = await app.streak('rhea');
    expect(streak).toMatchObject({ current: 3, longest: 3 });
    expect(streak.days.map((it) => it.reason)).toEqual([null, 'rest', null, 'pause', 'pause', 'pause', null]);
  });

  test('lasts over a week with as many days as were promised, and ends on the Sunday of one with fewer', async () => {
    const week = await nextWeek(app);
    await joinQuietly(app, 'wim', utc);
    const changed = await app.say('wim', '/settings cadence 3 a week');
    expect(changed.text).toContain('3 days a week, starting');
    await logOn('wim', week, [0, 1, 2, 3, 4, 5, 6]);
    // From the second Monday on it is three a week; a freeze was earned by then.
    await logOn('wim', week, [7, 9, 11]);
    await app.to(week.at(14, '12:00'));
    expect(await app.streak('wim')).toMatchObject({ current: 10, freezes: { held: 1 } });
    await logOn('wim', week, [14]);
    await app.to(week.at(21, '12:00'));
    const covered = await app.streak('wim');
    expect(covered).toMatchObject({ current: 11, freezes: { held: 0 } });
    expect(dayOf(covered, week.date(20))).toMatchObject({ frozen: true });
    await app.to(week.at(28, '12:00'));
    expect(await app.streak('wim')).toMatchObject({ current: 0, longest: 11 });
  });

  test('asks nothing on days that were not promised', async () => {
    const week = await nextWeek(app);
    await joinQuietly(app, 'wes', utc);
    await app.say('wes', '/settings cadence:"mon wed fri"');
    await logOn('wes', week, [0, 2, 4, 7]);
    const streak = await app.streak('wes');
    expect(streak.current).toBe(4);
    expect(streak.days.filter((it) => it.reason === 'not-promised').map((it) => it.date)).toEqual(
      [1, 3, 5, 6].map(week.date),
    );
  });

  test('is mended by backdating yesterday', async () => {
    const week = await nextWeek(app);
    await joinQuietly(app, 'bea', utc);
    await logOn('bea', week, [0]);
    await app.to(week.at(2, '12:00'));
    expect((await app.streak('bea')).current).toBe(0);
    expect((await app.say('bea', '/log for yesterday date:yesterday')).text).toContain('Streak: 2 days');
    expect((await app.say('bea', '/log now')).text).toContain('Streak: 3 days, your longest so far.');
    expect((await app.say('bea', '/streak why')).text).toContain('logged, added later, day 2');
    await app.to(week.at(7, '12:00'));
    expect((await app.say('bea', '/streak why')).text).toMatch(
      /Thu .+: your streak of 3 days ended;.+\n- Fri .+ to Sun .+: nothing logged\n- Mon .+: still open/,
    );
  });

  test('is shown with the picture of its year, light and dark', async () => {
    const shown = await app.say('bea', '/streak');
    expect(shown.picture?.alt).toContain('longest 3');
    expect(shown.picture?.alt).toMatch(/to \d+ \w{3} 20\d\d: 3 days logged/);
    await app.say('bea', '/settings language:en-US');
    expect((await app.say('bea', '/streak')).picture?.alt).toMatch(/to \w{3} \d+, 20\d\d: 3 days/);
    const picture = await app.request(shown.picture?.url ?? '');
    expect(picture.headers.get('content-type')).toBe('image/png');
    const dark = await app.press('bea', button(shown, 'Dark'));
    expect(dark.picture?.url).not.toBe(shown.picture?.url);
  });
});
