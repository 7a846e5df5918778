import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changeClock, dayAt, dayBounds, parseDay } from '../../../src/core/calendar/index.ts';
import { outageDays, shortDays } from '../../../src/core/streaks/index.ts';
import { runs } from '../../deep.ts';
import { allZones, at, clockOf, HOUR } from '../calendar/zones.ts';

const MINUTE = 60_000;
const day = (text: string) => parseDay(text)!;
const history = clockOf('Europe/Lisbon');
const outage = (platform: string, from: string, to: string) => ({ platform, from: at(from), to: at(to) });
const excused = (outages: readonly ReturnType<typeof outage>[], platforms = ['discord']) => [
  ...outageDays({ outages, platforms, history, fromDay: day('2026-11-10'), toDay: day('2026-11-30') }).keys(),
];

describe('outage amnesty (S11)', () => {
  it('excuses a date of whose last two hours 30 minutes were out', () => {
    // The 21st ends at 03:00 on the 22nd.
    expect(excused([outage('discord', '2026-11-22T01:00:00Z', '2026-11-22T01:30:00Z')])).toEqual([
      day('2026-11-21'),
    ]);
    expect(excused([outage('discord', '2026-11-22T01:00:00Z', '2026-11-22T01:29:59Z')])).toEqual([]);
    expect(excused([outage('discord', '2026-11-22T00:31:00Z', '2026-11-22T01:29:00Z')])).toEqual([]);
    expect(excused([outage('discord', '2026-11-22T02:45:00Z', '2026-11-22T03:30:00Z')])).toEqual([]);
    expect(
      excused([
        outage('discord', '2026-11-22T01:00:00Z', '2026-11-22T01:15:00Z'),
        outage('discord', '2026-11-22T02:00:00Z', '2026-11-22T02:15:00Z'),
      ]),
    ).toEqual([day('2026-11-21')]);
  });

  it('excuses a date of which six hours in all were out', () => {
    expect(excused([outage('discord', '2026-11-21T10:00:00Z', '2026-11-21T16:00:00Z')])).toEqual([
      day('2026-11-21'),
    ]);
    expect(excused([outage('discord', '2026-11-21T10:00:00Z', '2026-11-21T15:59:00Z')])).toEqual([]);
    expect(excused([outage('discord', '2026-11-20T01:00:00Z', '2026-11-22T08:59:00Z')])).toEqual([
      day('2026-11-19'),
      day('2026-11-20'),
      day('2026-11-21'),
    ]);
  });

  it('counts a time that is reported twice once', () => {
    const twice = outage('discord', '2026-11-21T10:00:00Z', '2026-11-21T14:00:00Z');
    expect(
      excused([twice, twice, outage('discord', '2026-11-21T11:00:00Z', '2026-11-21T13:00:00Z')]),
    ).toEqual([]);
  });

  it('asks for all the platforms of a person to be out at once', () => {
    const discord = outage('discord', '2026-11-21T10:00:00Z', '2026-11-21T18:00:00Z');
    expect(excused([discord], ['discord', 'slack'])).toEqual([]);
    expect(
      excused(
        [discord, outage('slack', '2026-11-21T13:00:00Z', '2026-11-21T20:00:00Z')],
        ['discord', 'slack'],
      ),
    ).toEqual([]);
    expect(
      excused(
        [discord, outage('slack', '2026-11-21T12:00:00Z', '2026-11-21T20:00:00Z')],
        ['discord', 'slack'],
      ),
    ).toEqual([day('2026-11-21')]);
    expect(excused([discord], ['discord', 'discord'])).toEqual([day('2026-11-21')]);
    expect(excused([discord], ['slack'])).toEqual([]);
    expect(excused([discord], [])).toEqual([]);
  });

  it('is what counting minutes finds, for any outages in any zone', () => {
    const start = at('2026-10-20T00:00:00Z');
    const outages = fc.array(
      fc.tuple(
        fc.constantFrom('discord', 'slack'),
        fc.nat(12 * 1440),
        fc.oneof(fc.integer({ min: 6, max: 90 }), fc.nat(1500)),
      ),
      { maxLength: 10 },
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...allZones),
        fc.nat(360),
        outages,
        fc.boolean(),
        (zone, dayStart, list, both) => {
          const clocks = clockOf(zone, dayStart);
          const platforms = both ? ['discord', 'slack'] : ['discord'];
          const out = (minute: number) =>
            platforms.every((platform) =>
              list.some(
                ([name, from, length]) => name === platform && minute >= from && minute < from + length,
              ),
            );
          const [fromDay, toDay] = [dayAt(clocks, start) + 1, dayAt(clocks, start) + 14];
          const expected = new Map<number, 'outage'>();
          for (let date = fromDay; date <= toDay; date++) {
            const { start: begin, end } = dayBounds(clocks, date)!;
            let [whole, last] = [0, 0];
            for (let instant = begin; instant < end; instant += MINUTE) {
              if (!out((instant - start) / MINUTE)) continue;
              whole++;
              if (instant >= end - 2 * HOUR) last++;
            }
            if (last >= 30 || whole >= 360) expected.set(date, 'outage');
          }
          const spans = list.map(([platform, from, length]) => ({
            platform,
            from: start + from * MINUTE,
            to: start + (from + length) * MINUTE,
          }));
          expect(outageDays({ outages: spans, platforms, history: clocks, fromDay, toDay })).toEqual(
            expected,
          );
        },
      ),
      runs(40, 10),
    );
  });
});

describe('short dates (S9)', () => {
  it('are those that travel or the calendar left with less than 12 hours, or none', () => {
    const east = changeClock(
      clockOf('America/Los_Angeles'),
      { zone: 'Asia/Tokyo', dayStart: 180 },
      at('2026-11-21T20:00:00Z'),
    );
    expect([...shortDays(east, day('2026-11-01'), day('2026-12-01'))]).toEqual([
      [day('2026-11-22'), 'short-day'],
    ]);
    const over = changeClock(
      clockOf('Pacific/Pago_Pago'),
      { zone: 'Pacific/Kiritimati', dayStart: 180 },
      at('2026-11-21T20:00:00Z'),
    );
    expect([...shortDays(over, day('2026-11-01'), day('2026-12-01')).keys()]).toEqual([day('2026-11-22')]);
    const west = changeClock(
      clockOf('Asia/Tokyo'),
      { zone: 'America/Los_Angeles', dayStart: 180 },
      at('2026-11-21T05:00:00Z'),
    );
    expect([...shortDays(west, day('2026-11-01'), day('2026-12-01'))]).toEqual([]);
    expect([...shortDays(clockOf('Pacific/Apia'), day('2011-12-01'), day('2012-01-31')).keys()]).toEqual([
      day('2011-12-30'),
    ]);
  });
});
