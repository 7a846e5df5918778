import { describe, expect, it } from 'vitest';
import { remindersOf } from './reminders/one-person.ts';
import type { Action } from './types.ts';

const friday = '2027-03-26';
const press = (time: string, button: 'log' | 'snooze' | 'skip' | 'stop', date = friday): Action => ({
  at: `${date}T${time}:30Z`,
  kind: 'press',
  button,
});
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
