import { describe, expect, it } from 'vitest';
import { remindersOf } from './reminders/one-person.ts';
import type { Action, Cadence } from './types.ts';

const friday = '2027-03-26';
const press = (time: string, button: 'log' | 'snooze' | 'skip' | 'stop', date = friday): Action => ({
  at: `${date}T${time}:30Z`,
  kind: 'press',
  button,
});
const log = (time: string, daysAgo = 0): Action => ({ at: `${friday}T${time}:30Z`, kind: 'log', daysAgo });
const does = (time: string, deed: Omit<Extract<Action, { kind: 'prompt-time' }>, 'at'>): Action => ({
  at: `${friday}T${time}:30Z`,
  ...deed,
});
const noNudge = { nudge: { on: false, time: 1200 } };

describe('when something is due', () => {
  const overTheChange = { from: '2027-03-27T03:00', to: '2027-03-29T03:00' };

  it('moves a time in a gap forward and counts it for the date that lasts until the day start', () => {
    expect(remindersOf({ zone: 'Europe/Lisbon', promptTime: 90, ...noNudge }, overTheChange)).toEqual([
      'prompt 2027-03-27 sent 03-28 01:30',
      'prompt 2027-03-28 sent 03-29 00:30',
    ]);
  });

  it('sends none on a date in which the moved time does not lie', () => {
    expect(remindersOf({ zone: 'Europe/Berlin', promptTime: 150, ...noNudge }, overTheChange)).toEqual([
      'prompt 2027-03-28 sent 03-29 00:30',
    ]);
  });

  it('takes the first of two in an overlap, once', () => {
    expect(
      remindersOf(
        {
          zone: 'Europe/Berlin',
          dayStart: 0,
          promptTime: 150,
          recordActivity: '2027-10-30T12:00:00Z',
          ...noNudge,
        },
        { from: '2027-10-31T00:00', to: '2027-10-31T23:00' },
      ),
    ).toEqual(['prompt 2027-10-31 sent 10-31 00:30']);
  });

  it('puts a time before the day start on the next calendar day', () => {
    expect(remindersOf({ promptTime: 60, ...noNudge })).toEqual(['prompt 2027-03-26 sent 03-27 01:00']);
  });

  it('keeps the time on the wall over a change of the clock', () => {
    expect(remindersOf({ zone: 'Europe/Berlin', ...noNudge }, overTheChange)).toEqual([
      'prompt 2027-03-27 sent 03-27 08:00',
      'prompt 2027-03-28 sent 03-28 07:00',
    ]);
  });

  it('applies a new zone when the date ends in the old one, and asks once on a date made long', () => {
    const west: Action = { at: '2027-03-26T08:00:30Z', kind: 'zone', zone: 'America/Los_Angeles' };
    expect(remindersOf({ actions: [west], ...noNudge }, { to: '2027-03-28T03:00' })).toEqual([
      'prompt 2027-03-26 sent 03-26 09:00',
      'prompt 2027-03-27 sent 03-27 16:00',
    ]);
  });

  it('keeps a choice of zone that waits when the day start is chosen too', () => {
    const west: Action = { at: '2027-03-26T08:00:30Z', kind: 'zone', zone: 'America/Los_Angeles' };
    const later: Action = { at: '2027-03-26T08:01:30Z', kind: 'day-start', dayStart: 0 };
    expect(
      remindersOf({ actions: [west, later], promptTime: 120, ...noNudge }, { to: '2027-03-29T03:00' }),
    ).toEqual([
      'prompt 2027-03-26 sent 03-27 02:00',
      'prompt 2027-03-27 sent 03-27 09:00',
      'prompt 2027-03-28 sent 03-28 09:00',
    ]);
  });

  it('starts a prompt time moved into the past tomorrow, at neither time today', () => {
    const moved = does('08:00', { kind: 'prompt-time', time: 7 * 60 });
    expect(remindersOf({ actions: [moved] })).toEqual([]);
  });

  it('lets the last choice of a prompt time decide', () => {
    const moved = does('08:00', { kind: 'prompt-time', time: 7 * 60 });
    const again = does('08:10', { kind: 'prompt-time', time: 10 * 60 });
    expect(remindersOf({ actions: [moved, again], ...noNudge })).toEqual([
      'prompt 2027-03-26 sent 03-26 10:00',
    ]);
  });

  it('sends no second prompt when the time is moved to later after the prompt', () => {
    const moved = does('10:00', { kind: 'prompt-time', time: 16 * 60 });
    expect(remindersOf({ actions: [moved], ...noNudge })).toEqual(['prompt 2027-03-26 sent 03-26 09:00']);
  });
});

describe('which dates are asked about', () => {
  const week = { from: '2027-03-22T03:00', to: '2027-03-29T03:00' };
  const keys = (lines: string[]) => lines.map((it) => it.slice(0, it.indexOf(' sent')));
  const inWeek = (cadence: Cadence, person = {}) =>
    keys(remindersOf({ cadence, recordActivity: '2027-03-21T12:00:00Z', ...person }, week));

  it('asks on the weekdays of the cadence', () => {
    expect(inWeek({ kind: 'weekdays', days: [2, 7] }, noNudge)).toEqual([
      'prompt 2027-03-23',
      'prompt 2027-03-28',
    ]);
  });

  it('does not ask on rest days, in a pause or before joining', () => {
    const off = {
      rest: ['2027-03-22', '2027-03-24'],
      pauses: [{ from: '2027-03-25', to: '2027-03-26' }, { from: '2027-03-28' }],
      ...noNudge,
    };
    expect(inWeek({ kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] }, off)).toEqual([
      'prompt 2027-03-23',
      'prompt 2027-03-27',
    ]);
  });

  it('does not ask again once the day is logged', () => {
    expect(remindersOf({ actions: [log('07:00')] })).toEqual([]);
    expect(remindersOf({ actions: [log('10:00')] })).toEqual(['prompt 2027-03-26 sent 03-26 09:00']);
  });

  it('asks about today although yesterday was logged today', () => {
    expect(remindersOf({ actions: [log('07:00', 1)], ...noNudge })).toHaveLength(1);
  });

  it('asks until the target of the week is met, and nudges only when every day left is needed', () => {
    const actions: Action[] = [{ at: '2027-03-24T12:00:30Z', kind: 'log', daysAgo: 0 }];
    expect(inWeek({ kind: 'weekly', target: 3 }, { actions })).toEqual([
      'prompt 2027-03-22',
      'prompt 2027-03-23',
      'prompt 2027-03-24',
      'prompt 2027-03-25',
      'prompt 2027-03-26',
      'prompt 2027-03-27',
      'nudge 2027-03-27',
      'prompt 2027-03-28',
    ]);
    expect(inWeek({ kind: 'weekly', target: 1 }, { actions })).toEqual([
      'prompt 2027-03-22',
      'prompt 2027-03-23',
      'prompt 2027-03-24',
    ]);
  });

  it('lowers the target of a week to the days that are neither rest nor paused', () => {
    const rest = ['2027-03-22', '2027-03-23', '2027-03-24', '2027-03-25', '2027-03-26'];
    expect(inWeek({ kind: 'weekly', target: 4 }, { rest })).toEqual([
      'prompt 2027-03-27',
      'nudge 2027-03-27',
      'prompt 2027-03-28',
    ]);
  });

  it('lowers the target of a week by a date that an outage excused', () => {
    const person = { cadence: { kind: 'weekly', target: 7 }, logged: ['2027-03-23', '2027-03-24'] } as const;
    const nudges = (down: string[], logged: readonly string[]) =>
      keys(
        remindersOf(
          { ...person, logged, recordActivity: '2027-03-24T12:00:00Z' },
          { from: '2027-03-22T03:00', to: '2027-03-26T03:00', down },
        ),
      ).filter((it) => it.startsWith('nudge'));
    const halfHour = '2027-03-23T02:29/2027-03-23T02:59';
    expect(nudges([halfHour], person.logged)).toEqual(['nudge 2027-03-25']);
    expect(nudges([halfHour.replace('02:59', '02:58')], person.logged)).toEqual([]);
  });

  it('lowers it by a date of which an outage took 6 hours, and by one that a move left short', () => {
    const nudgesOn = (zone: string, down: string[], actions: Action[]) =>
      keys(
        remindersOf(
          { zone, cadence: { kind: 'weekly', target: 7 }, recordActivity: '2027-03-21T12:00:00Z', actions },
          { from: '2027-03-23T03:00', to: '2027-03-24T23:00', down },
        ),
      ).filter((it) => it.startsWith('nudge'));
    expect(nudgesOn('UTC', ['2027-03-23T10:00/2027-03-23T15:59'], [])).toEqual([]);
    expect(nudgesOn('UTC', ['2027-03-23T10:00/2027-03-23T16:00'], [])).toEqual([]);
    const logs: Action = { at: '2027-03-23T04:00:30Z', kind: 'log', daysAgo: 1 };
    expect(nudgesOn('UTC', ['2027-03-23T10:00/2027-03-23T15:59'], [logs])).toEqual(['nudge 2027-03-23']);
    expect(nudgesOn('UTC', ['2027-03-23T10:00/2027-03-23T16:00'], [logs])).toEqual([
      'nudge 2027-03-23',
      'nudge 2027-03-24',
    ]);
    const logsAtNine: Action = { at: '2027-03-23T13:00:30Z', kind: 'log', daysAgo: 1 };
    const east: Action = { at: '2027-03-22T20:00:30Z', kind: 'zone', zone: 'Asia/Tokyo' };
    const stays: Action = { at: '2027-03-22T20:00:30Z', kind: 'command', name: 'help' };
    expect(nudgesOn('America/New_York', [], [east, logsAtNine])).toContain('nudge 2027-03-24');
    expect(nudgesOn('America/New_York', [], [stays, logsAtNine])).not.toContain('nudge 2027-03-24');
  });

  it('counts no entry for a date out of reach', () => {
    const weekly = { cadence: { kind: 'weekly', target: 1 }, ...noNudge } as const;
    const offUntil = (last: string, pressed: Action) =>
      remindersOf(
        { ...weekly, pauses: [{ from: '2027-03-23', to: last }], actions: [pressed] },
        { from: '2027-03-22T03:00', to: `${pressed.at.slice(0, 10)}T23:00` },
      );
    expect(offUntil('2027-03-23', press('08:00', 'log', '2027-03-24'))).toHaveLength(1);
    expect(offUntil('2027-03-24', press('08:00', 'log', '2027-03-25'))).toHaveLength(2);
    expect(remindersOf({ ...weekly, actions: [log('07:00', 1)] })).toEqual([]);
    expect(
      remindersOf({ ...weekly, joinedAt: '2027-03-26T06:00:00Z', actions: [log('07:00', 1)] }),
    ).toHaveLength(1);
  });

  it('changes weekdays from tomorrow on, and to or from weekly from Monday on', () => {
    const to = (cadence: Cadence): Action => ({ at: '2027-03-23T12:00:30Z', kind: 'cadence', cadence });
    const daily: Cadence = { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] };
    expect(inWeek(daily, { actions: [to({ kind: 'weekdays', days: [2] })], ...noNudge })).toHaveLength(2);
    expect(inWeek(daily, { actions: [to({ kind: 'weekly', target: 1 })], ...noNudge })).toHaveLength(7);
    expect(
      inWeek({ kind: 'weekly', target: 7 }, { actions: [to({ kind: 'weekdays', days: [7] })], ...noNudge }),
    ).toHaveLength(7);
  });

  it('goes on tomorrow after a pause is ended', () => {
    const pause: Action = { at: '2027-03-26T05:00:30Z', kind: 'pause' };
    const resume: Action = { at: '2027-03-26T06:00:30Z', kind: 'resume' };
    const until = { to: '2027-03-28T03:00' };
    expect(remindersOf({ actions: [pause], ...noNudge }, until)).toEqual([]);
    expect(remindersOf({ actions: [pause, resume], ...noNudge }, until)).toEqual([
      'prompt 2027-03-27 sent 03-27 09:00',
    ]);
  });

  it('says nothing more today after skip, and nothing at all after stop until start', () => {
    const until = { to: '2027-03-28T03:00' };
    expect(remindersOf({ actions: [press('10:00', 'skip')] }, until)).toEqual([
      'prompt 2027-03-26 sent 03-26 09:00',
      'prompt 2027-03-27 sent 03-27 09:00',
      'nudge 2027-03-27 sent 03-27 20:00',
    ]);
    const start: Action = { at: '2027-03-26T19:00:30Z', kind: 'start' };
    expect(remindersOf({ actions: [press('10:00', 'stop')] }, until)).toHaveLength(1);
    expect(remindersOf({ actions: [press('10:00', 'stop'), start] })).toHaveLength(2);
  });

  it('asks a newcomer today if their time is still ahead', () => {
    const joining = (joinedAt: string) =>
      remindersOf({ joinedAt, recordActivity: joinedAt }, { to: '2027-03-26T23:00' });
    expect(joining('2027-03-26T08:00:00Z')).toHaveLength(2);
    expect(joining('2027-03-26T10:00:00Z')).toEqual([]);
  });
});

describe('the nudge', () => {
  const nudges = (person: Parameters<typeof remindersOf>[0], circumstances = {}) =>
    remindersOf(person, circumstances).filter((it) => it.startsWith('nudge'));

  it('comes at least 3 hours after the prompt and 1 hour before the date ends', () => {
    expect(nudges({ promptTime: 17 * 60 })).toEqual(['nudge 2027-03-26 sent 03-26 20:00']);
    expect(nudges({ promptTime: 17 * 60 + 1 })).toEqual([]);
    expect(nudges({ nudge: { on: true, time: 120 } })).toEqual(['nudge 2027-03-26 sent 03-27 02:00']);
    expect(nudges({ nudge: { on: true, time: 121 } })).toEqual([]);
  });

  it('does not come when it is off, or before the prompt', () => {
    expect(nudges(noNudge)).toEqual([]);
    expect(nudges({ promptTime: 21 * 60 })).toEqual([]);
  });

  it('follows a prompt that was missed, but not a date without one', () => {
    expect(nudges({}, { down: ['2027-03-26T08:00/2027-03-26T14:00'] })).toHaveLength(1);
    expect(nudges({ actions: [does('08:00', { kind: 'prompt-time', time: 60 * 7 })] })).toEqual([]);
  });

  it('counts its 3 hours from the sending of a late prompt', () => {
    expect(remindersOf({ promptTime: 17 * 60 }, { down: ['2027-03-26T16:55/2027-03-26T20:30'] })).toEqual([
      'prompt 2027-03-26 sent late 03-26 20:30',
    ]);
    expect(
      remindersOf({ promptTime: 17 * 60 }, { down: ['2027-03-26T16:55/2027-03-26T17:05'] }),
    ).toHaveLength(2);
    expect(
      remindersOf({ promptTime: 17 * 60 }, { down: ['2027-03-26T16:55/2027-03-26T17:06'] }),
    ).toHaveLength(1);
  });

  it('is not sent late when it is switched on or moved after its time', () => {
    const on: Action = { at: '2027-03-26T20:10:30Z', kind: 'nudge', on: true };
    const moved: Action = { at: '2027-03-26T20:10:30Z', kind: 'nudge-time', time: 22 * 60 };
    expect(nudges({ ...noNudge, actions: [on] })).toEqual([]);
    expect(nudges({ actions: [moved] })).toEqual(['nudge 2027-03-26 sent 03-26 20:00']);
  });
});

describe('a snooze', () => {
  const snoozes = (actions: Action[], person = {}) =>
    remindersOf({ actions, ...noNudge, ...person }).filter((it) => it.startsWith('snooze'));

  it('asks again an hour after each of three presses, and no more', () => {
    const presses = ['09:10', '10:20', '11:30', '12:40'].map((time) => press(time, 'snooze'));
    expect(snoozes(presses)).toEqual([
      'snooze-1 2027-03-26 sent 03-26 10:10',
      'snooze-2 2027-03-26 sent 03-26 11:20',
      'snooze-3 2027-03-26 sent 03-26 12:30',
    ]);
  });

  it('waits alone: a press while one waits changes nothing', () => {
    expect(snoozes([press('09:10', 'snooze'), press('09:40', 'snooze')])).toEqual([
      'snooze-1 2027-03-26 sent 03-26 10:10',
    ]);
  });

  it('is none if it would come after the date', () => {
    expect(snoozes([press('22:59', 'snooze')], { dayStart: 0 })).toHaveLength(1);
    expect(snoozes([press('23:00', 'snooze')], { dayStart: 0 })).toEqual([]);
  });

  it('lasts as long as its date, which never comes back', () => {
    const moves = (time: string, zone: string): Action => ({
      at: `${friday}T${time}:00Z`,
      kind: 'zone',
      zone,
    });
    const [west, back] = [moves('12:30', 'Pacific/Niue'), moves('12:50', 'Pacific/Kiritimati')];
    const afterMove = (actions: Action[]) =>
      remindersOf(
        { zone: 'Pacific/Kiritimati', actions, ...noNudge },
        { from: '2027-03-25T13:00', to: '2027-03-26T18:00' },
      ).slice(1);
    // Friday ends at 13:00Z in Kiritimati, where it is then 02:00 on Friday in Niue.
    expect(afterMove([west, press('13:10', 'snooze')])).toEqual(['snooze-1 2027-03-26 sent 03-26 14:10']);
    expect(afterMove([west, press('12:40', 'snooze')])).toEqual(['snooze-1 2027-03-26 sent 03-26 13:40']);
    expect(afterMove([press('12:40', 'snooze')])).toEqual([]);
    expect(afterMove([west, press('12:40', 'snooze'), back])).toEqual([]);
    const later = moves('12:50', 'Pacific/Niue');
    expect(afterMove([press('12:40', 'snooze'), later])).toEqual([]);
  });

  it('stays away once the day is logged, skipped or stopped', () => {
    for (const button of ['log', 'skip', 'stop'] as const)
      expect(snoozes([press('09:10', 'snooze'), press('09:30', button)])).toEqual([]);
    expect(snoozes([press('09:05', 'log'), press('09:10', 'snooze')])).toEqual([]);
  });

  it('keeps its number when it is forgotten', () => {
    const start: Action = { at: `${friday}T09:30:30Z`, kind: 'start' };
    expect(
      snoozes([press('09:10', 'snooze'), press('09:20', 'stop'), start, press('09:40', 'snooze')]),
    ).toEqual(['snooze-2 2027-03-26 sent 03-26 10:40']);
  });

  it('does nothing on a message of an earlier date, nor does skip; log counts for that date', () => {
    const until = { to: '2027-03-27T23:00' };
    const saturday = (button: 'snooze' | 'skip' | 'log') =>
      remindersOf({ actions: [press('07:00', button, '2027-03-27')], ...noNudge }, until);
    for (const button of ['snooze', 'skip', 'log'] as const)
      expect(saturday(button)).toEqual([
        'prompt 2027-03-26 sent 03-26 09:00',
        'prompt 2027-03-27 sent 03-27 09:00',
      ]);
  });

  it('is not offered by a nudge', () => {
    const missed = ['2027-03-26T08:00/2027-03-26T14:00'];
    expect(remindersOf({ actions: [press('20:10', 'snooze')] }, { down: missed })).toHaveLength(2);
  });
});

describe('when nobody answers', () => {
  const prompts = (person: Parameters<typeof remindersOf>[0], to = '2027-06-30T03:00') =>
    remindersOf({ joinedAt: '2026-12-07T12:00:00Z', ...person }, { from: '2027-03-02T03:00', to })
      .filter((it) => it.startsWith('prompt'))
      .map((it) => it.slice(12, 17));
  const silentSince = { recordActivity: '2027-03-01T12:00:00Z' };

  it('asks seven times daily, four times weekly, then no more', () => {
    expect(prompts(silentSince)).toEqual([
      ...['03-02', '03-03', '03-04', '03-05', '03-06', '03-07', '03-08'],
      ...['03-15', '03-22', '03-29', '04-05'],
    ]);
  });

  it('counts only dates that were to be logged', () => {
    expect(prompts({ ...silentSince, cadence: { kind: 'weekdays', days: [1] } })).toEqual([
      ...['03-08', '03-15', '03-22', '03-29', '04-05', '04-12', '04-19'],
      ...['04-26', '05-03', '05-10', '05-17'],
    ]);
    expect(
      prompts({ ...silentSince, pauses: [{ from: '2027-03-04', to: '2027-04-30' }] }).slice(0, 3),
    ).toEqual(['03-02', '03-03', '05-01']);
  });

  it('waits for the next required date when the week ends on a rest day', () => {
    expect(prompts({ ...silentSince, rest: ['2027-03-15'] }).slice(7)).toEqual([
      '03-16',
      '03-23',
      '03-30',
      '04-06',
    ]);
  });

  it('sends no nudges in the weeks of one prompt', () => {
    const lines = remindersOf(
      { joinedAt: '2026-12-07T12:00:00Z', ...silentSince },
      { from: '2027-03-02T03:00', to: '2027-06-30T03:00' },
    );
    expect(lines.filter((it) => it.startsWith('nudge'))).toHaveLength(7);
  });

  it('starts anew with anything they do, on that same date', () => {
    const back: Action = { at: '2027-06-01T08:00:30Z', kind: 'command', name: 'help' };
    expect(prompts({ ...silentSince, actions: [back] }, '2027-06-03T03:00').slice(11)).toEqual([
      '06-01',
      '06-02',
    ]);
    const late: Action = { at: '2027-06-01T10:00:30Z', kind: 'log', daysAgo: 1 };
    expect(prompts({ ...silentSince, actions: [late] }, '2027-06-03T03:00').slice(11)).toEqual(['06-02']);
  });
});

describe('late, missed, parked', () => {
  it('is sent once when it is up to 4 hours late, else missed', () => {
    const backAt = (time: string) => remindersOf(noNudge, { down: [`2027-03-26T08:00/2027-03-26T${time}`] });
    expect(backAt('09:05')).toEqual(['prompt 2027-03-26 sent 03-26 09:05']);
    expect(backAt('09:06')).toEqual(['prompt 2027-03-26 sent late 03-26 09:06']);
    expect(backAt('13:00')).toEqual(['prompt 2027-03-26 sent late 03-26 13:00']);
    expect(backAt('13:01')).toEqual(['prompt 2027-03-26 missed 03-26 13:01']);
    expect(backAt('09:00')).toEqual(['prompt 2027-03-26 sent 03-26 09:00']);
  });

  it('is missed when its date is over', () => {
    expect(
      remindersOf(
        { promptTime: 60, ...noNudge },
        { to: '2027-03-27T12:00', down: ['2027-03-27T00:30/2027-03-27T03:00'] },
      ),
    ).toEqual(['prompt 2027-03-26 missed 03-27 03:00']);
  });

  it('judges each occurrence of a long downtime by itself', () => {
    expect(remindersOf({}, { to: '2027-03-28T03:00', down: ['2027-03-26T08:07/2027-03-27T10:07'] })).toEqual([
      'prompt 2027-03-26 missed 03-27 10:07',
      'nudge 2027-03-26 missed 03-27 10:07',
      'prompt 2027-03-27 sent late 03-27 10:07',
      'nudge 2027-03-27 sent 03-27 20:00',
    ]);
  });

  it('parks at the first closed door and stays silent until start finds it open', () => {
    const until = { to: '2027-03-29T03:00' };
    const closed = { dm: 'closed', dmOpensAt: '2027-03-27T12:00:00Z' } as const;
    const at = (time: string, kind: 'start'): Action => ({ at: time, kind });
    expect(remindersOf(closed, until)).toEqual(['prompt 2027-03-26 parked 03-26 09:00']);
    expect(remindersOf({ ...closed, actions: [at('2027-03-27T08:00:30Z', 'start')] }, until)).toHaveLength(1);
    const opened = { ...closed, dmOpensAt: '2027-03-26T11:00:00Z' };
    expect(remindersOf({ ...opened, actions: [at('2027-03-26T12:00:30Z', 'start')] })).toHaveLength(1);
    expect(
      remindersOf({ ...closed, actions: [at('2027-03-27T13:00:30Z', 'start')] }, until).slice(1),
    ).toEqual(['prompt 2027-03-28 sent 03-28 09:00', 'nudge 2027-03-28 sent 03-28 20:00']);
  });
});
