import { describe, expect, it } from 'vitest';
import type { Action, Cadence } from '../types.ts';
import { remindersOf } from './one-person.ts';

const friday = '2027-03-26';
const press = (time: string, button: 'log' | 'snooze' | 'skip' | 'stop', date = friday): Action => ({
  at: `${date}T${time}:30Z`,
  kind: 'press',
  button,
});
const log = (time: string, daysAgo = 0): Action => ({ at: `${friday}T${time}:30Z`, kind: 'log', daysAgo });
const noNudge = { nudge: { on: false, time: 1200 } };

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
