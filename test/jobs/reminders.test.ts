import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nextWeek, utc } from '../app/days.ts';
import { type AppHarness, button, launch, type PlayedReply } from '../support/app-harness.ts';

let app: AppHarness;

beforeAll(async () => {
  app = await launch();
});
afterAll(() => app.stop());

const sentCodes = ['prompt', 'nudge', 'snooze-1', 'snooze-2', 'snooze-3'];

/** What the bot sent by itself, sample left out: `2026-11-24T09:00 prompt`. */
async function sent(member: string): Promise<string[]> {
  const all = await app.messages({ dm: member });
  return all
    .filter((it) => sentCodes.includes(it.code) && !it.text.includes('what a prompt looks like'))
    .map((it) => `${it.at?.slice(0, 16)} ${it.code}`);
}

async function lastSent(member: string): Promise<PlayedReply> {
  const found = (await app.messages({ dm: member })).filter((it) => sentCodes.includes(it.code)).at(-1);
  if (!found) throw new Error('Nothing was sent');
  return found;
}

const openDm = (member: string, open: boolean) =>
  app.request('/playground/api/members/dm', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ member, open }),
  });

const labels = (reply: PlayedReply): string[] => (reply.buttons ?? []).flat().map((it) => it.label);

describe('reminders', () => {
  test('ask at the local time, nudge once, and are silent on a day that is logged', async () => {
    const week = await nextWeek(app);
    const joined = await app.join('ada', utc);
    expect(joined.text).toContain('The first real one comes tomorrow at 09:00');
    await app.to(week.at(1, '23:00'));
    expect(await sent('ada')).toEqual([`${week.date(1)}T09:00 prompt`, `${week.date(1)}T20:00 nudge`]);
    await app.to(week.at(2, '08:00'));
    await app.say('ada', '/log early bird');
    await app.to(week.at(3, '10:00'));
    expect((await sent('ada')).slice(2)).toEqual([`${week.date(3)}T09:00 prompt`]);
    const form = await app.press('ada', button(await lastSent('ada'), 'Log it'));
    const logged = await app.press('ada', form.form?.action ?? '', { text: 'from the prompt' });
    expect(logged.text).toContain('Logged for today');
    await app.to(week.at(3, '23:00'));
    // The answer stands where the question stood, and no nudge follows.
    expect(await sent('ada')).toHaveLength(2);
    expect((await app.messages({ dm: 'ada' })).at(-1)?.text).toContain('from the prompt');
    await app.say('ada', '/stop');
  });

  test('come again an hour after each of three snoozes, and not after the fourth', async () => {
    const week = await nextWeek(app);
    await app.join('sue', utc);
    await app.to(week.at(1, '09:10'));
    const prompt = await lastSent('sue');
    expect(labels(prompt)).toEqual(['Log it', 'Snooze 1 h', 'Skip today', 'Stop']);
    const snoozed = await app.press('sue', button(prompt, 'Snooze 1 h'));
    expect(snoozed.text).toBe("OK, I'll ask again today at 10:10.");
    // It stands where the question stood: there is nothing left to press twice.
    expect((await app.messages({ dm: 'sue' })).at(-1)).toMatchObject({ code: 'snoozed' });
    expect(await sent('sue')).toEqual([]);
    for (const [time, next] of [
      ['10:20', '11:20'],
      ['11:30', '12:30'],
    ] as const) {
      await app.to(week.at(1, time));
      const again = await app.press('sue', button(await lastSent('sue'), 'Snooze 1 h'));
      expect(again.text).toContain(next);
    }
    await app.to(week.at(1, '12:40'));
    const last = await lastSent('sue');
    expect(last.code).toBe('snooze-3');
    expect(labels(last)).not.toContain('Snooze 1 h');
    await app.to(week.at(1, '19:00'));
    expect((await sent('sue')).map((it) => it.slice(11))).toEqual(['12:30 snooze-3']);
    await app.say('sue', '/stop');
  });

  test('are quiet for a day that was skipped, until that is taken back', async () => {
    const week = await nextWeek(app);
    await app.join('kip', utc);
    await app.to(week.at(1, '09:30'));
    const skipped = await app.press('kip', button(await lastSent('kip'), 'Skip today'));
    expect(skipped.code).toBe('skipped');
    await app.to(week.at(1, '23:00'));
    expect(await sent('kip')).toEqual([]);
    await app.to(week.at(2, '09:30'));
    const again = await app.press('kip', button(await lastSent('kip'), 'Skip today'));
    await app.press('kip', button(again, 'Remind me today'));
    await app.to(week.at(2, '23:00'));
    expect((await sent('kip')).map((it) => it.slice(11))).toEqual(['20:00 nudge']);
    await app.say('kip', '/stop');
  });

  test('stop with one press and come back with one', async () => {
    const week = await nextWeek(app);
    await app.join('stan', utc);
    await app.to(week.at(1, '09:30'));
    const stopped = await app.press('stan', button(await lastSent('stan'), 'Stop'));
    expect(stopped.text).toContain('no more prompts');
    expect((await app.say('stan', '/stop')).code).toBe('stopped-before');
    expect((await app.say('stan', '/today')).text).toContain('Prompts are off');
    await app.to(week.at(3, '12:00'));
    expect(await sent('stan')).toEqual([]);
    expect((await app.press('stan', button(stopped, 'Start again'))).code).toBe('started');
    await app.to(week.at(4, '12:00'));
    expect(await sent('stan')).toEqual([`${week.date(4)}T09:00 prompt`]);
    await app.say('stan', '/stop');
  });

  test('are silent on rest days and in a pause', async () => {
    const week = await nextWeek(app);
    await app.join('ria', utc);
    await app.say('ria', '/rest tomorrow');
    await app.to(week.at(2, '07:00'));
    await app.say('ria', '/pause 2');
    await app.to(week.at(4, '12:00'));
    expect(await sent('ria')).toEqual([`${week.date(4)}T09:00 prompt`]);
    await app.say('ria', '/stop');
  });

  test('park whoever closed their DM, who is told at the next command and returns with /start', async () => {
    const week = await nextWeek(app);
    await app.join('clo', utc);
    await openDm('clo', false);
    await app.to(week.at(2, '12:00'));
    const told = await app.say('clo', '/streak');
    expect(told.visibility).toBe('private');
    expect(told.text).toContain(
      "I can't DM you, so your prompts are on hold. Open your DMs, then use /start.",
    );
    expect((await app.say('clo', '/streak')).text).not.toContain("I can't DM you");
    expect((await app.say('clo', '/today')).text).toContain(
      "Your prompts are on hold because I can't DM you.",
    );
    const tried = await app.say('clo', '/start time:10:00');
    expect(tried.text).toContain('your DMs seem to be closed');
    await openDm('clo', true);
    await app.to(week.at(3, '12:00'));
    // Nothing knocks on the door before /start.
    expect(await sent('clo')).toEqual([]);
    expect((await app.say('clo', '/start time:10:00')).text).toContain('I just sent you a sample');
    await app.to(week.at(4, '12:00'));
    expect(await sent('clo')).toEqual([`${week.date(4)}T10:00 prompt`]);
    await app.say('clo', '/stop');
  });

  test('ask until a weekly target is met, and nudge only when every day left is needed', async () => {
    const week = await nextWeek(app);
    await app.join('wil', utc);
    await app.say('wil', '/settings cadence:"3 a week"');
    for (const day of [7, 9]) {
      await app.to(week.at(day, '12:00'));
      await app.say('wil', `/log day ${day}`);
    }
    // It holds from the second Monday on; two of three are done by its Wednesday.
    await app.to(week.at(14, '01:00'));
    const second = (await sent('wil'))
      .filter((it) => it >= week.date(7))
      .map((it) => it.slice(0, 16) + it.slice(16));
    expect(second).toEqual([
      `${week.date(7)}T09:00 prompt`,
      `${week.date(8)}T09:00 prompt`,
      `${week.date(9)}T09:00 prompt`,
      `${week.date(10)}T09:00 prompt`,
      `${week.date(11)}T09:00 prompt`,
      `${week.date(12)}T09:00 prompt`,
      `${week.date(13)}T09:00 prompt`,
      `${week.date(13)}T20:00 nudge`,
    ]);
    expect((await app.messages({ dm: 'wil' })).findLast((it) => it.code === 'prompt')?.text).toContain(
      'This week: 2 of 3 days.',
    );
    await app.say('wil', '/stop');
  });

  test('move with the prompt time: later today still, earlier from tomorrow on', async () => {
    const week = await nextWeek(app);
    await app.join('tim', utc);
    expect((await app.say('tim', '/settings prompt:15:00')).text).toContain("I'll check in at 15:00.");
    await app.to(week.at(0, '16:00'));
    expect((await app.say('tim', '/settings prompt:8am')).text).toContain(
      "I'll check in at 08:00, starting tomorrow.",
    );
    await app.to(week.at(1, '12:00'));
    expect(await sent('tim')).toEqual([
      `${week.date(0)}T15:00 prompt`,
      `${week.date(0)}T20:00 nudge`,
      `${week.date(1)}T08:00 prompt`,
    ]);
    await app.say('tim', '/stop');
  });

  test('grow rare when nobody answers, then fall silent, and return with the first word', async () => {
    const week = await nextWeek(app);
    await app.join('mia', utc);
    await app.to(week.at(50, '12:00'));
    const prompts = (await sent('mia')).filter((it) => it.endsWith('prompt')).map((it) => it.slice(0, 10));
    expect(prompts).toEqual([1, 2, 3, 4, 5, 6, 7, 14, 21, 28, 35].map(week.date));
    expect((await lastSent('mia')).text).toContain('I only ask once a week');
    await app.say('mia', '/today');
    await app.to(week.at(51, '12:00'));
    expect((await sent('mia')).at(-1)).toBe(`${week.date(51)}T09:00 prompt`);
    await app.say('mia', '/stop');
  });
});
