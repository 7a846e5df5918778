import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mondayOf, weekdayOf } from '../../../src/core/calendar/index.ts';
import type { Cadence } from '../../../src/core/people/cadence.ts';
import { cadenceOn, changeCadence } from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { day, everyDay, histories } from './histories.ts';

const workdays: Cadence = { kind: 'weekdays', days: [1, 2, 3, 4, 5] };
const weekly = (times: number): Cadence => ({ kind: 'weekly', times });
const start = (cadence: Cadence) => [{ from: day('2026-08-31'), cadence }];

describe('a new cadence (S6)', () => {
  it('applies from the next local date', () => {
    expect(changeCadence(start(everyDay), workdays, day('2026-09-02'))).toEqual([
      { from: day('2026-08-31'), cadence: everyDay },
      { from: day('2026-09-03'), cadence: workdays },
    ]);
  });

  it.each([
    ['Monday', '2026-08-31', '2026-09-07'],
    ['Wednesday', '2026-09-02', '2026-09-07'],
    ['Sunday', '2026-09-06', '2026-09-07'],
  ])(
    'applies from the next Monday when it is to or from a weekly one, asked for on a %s',
    (_, today, monday) => {
      for (const [from, to] of [
        [everyDay, weekly(3)],
        [weekly(3), everyDay],
        [weekly(3), weekly(4)],
      ] as const) {
        expect(changeCadence(start(from), to, day(today)).at(-1)).toEqual({ from: day(monday), cadence: to });
      }
    },
  );

  it('replaces one that still waits, and a change back cancels it', () => {
    const waiting = changeCadence(start(everyDay), weekly(3), day('2026-09-02'));
    const other = changeCadence(waiting, workdays, day('2026-09-03'));
    expect(other.slice(1)).toEqual([{ from: day('2026-09-04'), cadence: workdays }]);
    expect(changeCadence(waiting, everyDay, day('2026-09-03'))).toEqual(start(everyDay));
    const unchanged = start(everyDay);
    expect(changeCadence(unchanged, { ...everyDay }, day('2026-09-03'))).toBe(unchanged);
  });

  it('changes no date up to today, and leaves every week with one cadence if any of it is weekly', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom(everyDay, workdays, weekly(2)),
        ({ cadence, joined, today }, wanted) => {
          const changed = changeCadence(cadence, wanted, today);
          for (let date = joined; date <= today; date++)
            expect(cadenceOn(changed, date)).toEqual(cadenceOn(cadence, date));
          expect(cadenceOn(changed, today + 8)).toEqual(wanted);
          for (let date = joined; date < today + 14; date++) {
            if (cadenceOn(changed, date).kind !== 'weekly') continue;
            expect(cadenceOn(changed, Math.max(joined, mondayOf(date)))).toEqual(cadenceOn(changed, date));
            expect(cadenceOn(changed, date + 7 - weekdayOf(date))).toEqual(cadenceOn(changed, date));
          }
        },
      ),
      runs(200),
    );
  });
});
