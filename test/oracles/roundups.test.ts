import { describe, expect, it } from 'vitest';
import { expectedDeliveries } from './reminders.ts';
import type { Community, Population } from './types.ts';

function roundupsOf(community: Partial<Community>, circumstances: Partial<Population> = {}): string[] {
  const club: Community = { id: 'club', zone: 'UTC', channel: true, roundup: { weekday: 7, time: 18 * 60 } };
  const population: Population = {
    seed: 0,
    from: '2027-03-22T00:00:00Z',
    to: '2027-04-05T00:00:00Z',
    people: [],
    communities: [{ ...club, ...community }],
    downtimes: [],
    ...circumstances,
  };
  return expectedDeliveries(population).map(
    ({ key, outcome, late, at }) =>
      `${key} ${outcome}${late ? ' late' : ''} ${at.slice(5, 16).replace('T', ' ')}`,
  );
}

describe('the roundup', () => {
  it('comes once a week at its local time', () => {
    expect(roundupsOf({ zone: 'Europe/Berlin' })).toEqual([
      '2027-W12 sent 03-28 16:00',
      '2027-W13 sent 04-04 16:00',
    ]);
    expect(roundupsOf({ zone: 'America/New_York', roundup: { weekday: 1, time: 0 } })).toEqual([
      '2027-W12 sent 03-22 04:00',
      '2027-W13 sent 03-29 04:00',
    ]);
  });

  it('moves out of a gap', () => {
    expect(roundupsOf({ zone: 'Europe/Berlin', roundup: { weekday: 7, time: 150 } })[0]).toBe(
      '2027-W12 sent 03-28 01:30',
    );
  });

  it('is caught up within 4 hours and its day, else missed', () => {
    const down = (to: string) => ({
      downtimes: [{ from: '2027-03-28T17:00:00Z', to: `2027-03-28T${to}:00Z` }],
    });
    expect(roundupsOf({}, down('22:00'))[0]).toBe('2027-W12 sent late 03-28 22:00');
    expect(roundupsOf({}, down('22:01'))[0]).toBe('2027-W12 missed 03-28 22:01');
    const moscow = { zone: 'Europe/Moscow', roundup: { weekday: 7, time: 23 * 60 } };
    expect(roundupsOf(moscow, down('20:59'))[0]).toBe('2027-W12 sent late 03-28 20:59');
    expect(roundupsOf(moscow, down('21:00'))[0]).toBe('2027-W12 missed 03-28 21:00');
  });

  it('needs a channel', () => {
    expect(roundupsOf({ channel: false })).toEqual([]);
  });
});
