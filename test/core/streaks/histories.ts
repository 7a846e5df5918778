import fc from 'fast-check';
import { type Day, type DayRange, parseDay } from '../../../src/core/calendar/index.ts';
import type { Cadence, CadenceChange, ExcuseReason } from '../../../src/core/people/cadence.ts';
import { changeCadence, type FreezeRules, type StreakFacts } from '../../../src/core/streaks/index.ts';

export const rules: FreezeRules = { stepsPerFreeze: 7, maxHeld: 2 };
export const everyDay: Cadence = { kind: 'weekdays', days: [1, 2, 3, 4, 5, 6, 7] };
export const day = (text: string): Day => parseDay(text)!;

/** Facts of somebody who joined on Monday 2026-08-31, did nothing, and looks at it on `today`. */
export function factsOf(today: string, changes: Partial<StreakFacts> = {}): StreakFacts {
  const joined = changes.joined ?? day('2026-08-31');
  return {
    joined,
    today: day(today),
    cadence: [{ from: joined, cadence: everyDay }],
    rest: [],
    pauses: [],
    excused: new Map(),
    logged: new Map(),
    ...changes,
  };
}

/** Logged on each of these dates; a pair is a range. */
export function loggedOn(...dates: readonly (string | readonly [string, string])[]): Map<Day, string[]> {
  const logged = new Map<Day, string[]>();
  for (const date of dates) {
    const [from, to] = typeof date === 'string' ? [date, date] : date;
    for (let at = day(from); at <= day(to); at++) logged.set(at, [`entry-${at}`]);
  }
  return logged;
}

const weekdays = fc
  .uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 })
  .map((days): Cadence => ({ kind: 'weekdays', days: days.sort((a, b) => a - b) }));
const weekly = fc.integer({ min: 1, max: 7 }).map((times): Cadence => ({ kind: 'weekly', times }));
const cadences = fc.oneof(fc.constant(everyDay), weekdays, weekly, weekly);

function cadenceHistories(joined: Day, length: number): fc.Arbitrary<readonly CadenceChange[]> {
  const asked = fc.array(fc.tuple(fc.integer({ min: 0, max: length }), cadences), { maxLength: 4 });
  return fc
    .tuple(cadences, asked)
    .map(([first, changes]) =>
      changes
        .sort((a, b) => a[0] - b[0])
        .reduce<readonly CadenceChange[]>(
          (history, [after, cadence]) => changeCadence(history, cadence, joined + after),
          [{ from: joined, cadence: first }],
        ),
    );
}

/** Any history of up to about four months: how diligent they are differs, and so does all that may have happened. */
export const histories: fc.Arbitrary<StreakFacts> = fc
  .record({
    joined: fc.integer({ min: 20_000, max: 20_030 }),
    length: fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 20, max: 130 })),
    diligence: fc.constantFrom(30, 60, 80, 90, 97, 100),
  })
  .chain(({ joined, length, diligence }) => {
    const dates = fc.integer({ min: joined, max: joined + length + 10 });
    const ranges = fc
      .tuple(dates, fc.option(fc.integer({ min: 0, max: 12 })))
      .map(([from, more]): DayRange => (more === null ? { from: from + 40 } : { from, to: from + more }));
    const reasons = fc.constantFrom<ExcuseReason>('short-day', 'outage');
    return fc.record({
      joined: fc.constant(joined),
      today: fc.constant(joined + length),
      cadence: cadenceHistories(joined, length),
      rest: fc.uniqueArray(dates, { maxLength: 8 }),
      pauses: fc.array(ranges, { maxLength: 2 }),
      excused: fc.array(fc.tuple(dates, reasons), { maxLength: 6 }).map((list) => new Map(list)),
      logged: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: length + 1, maxLength: length + 1 }).map(
        (dice) =>
          new Map(
            dice.flatMap((die, index) => {
              const at = joined + index;
              const ids = die % 5 === 0 ? [`${at}-a`, `${at}-b`] : [`${at}-a`];
              return die < diligence ? [[at, ids] as const] : [];
            }),
          ),
      ),
      backdated: fc.array(dates, { maxLength: 5 }).map((list) => new Set(list.map((at) => `${at}-a`))),
    });
  });

export const freezeRules: fc.Arbitrary<FreezeRules> = fc.oneof(
  fc.constant(rules),
  fc.record({ stepsPerFreeze: fc.integer({ min: 1, max: 9 }), maxHeld: fc.integer({ min: 0, max: 3 }) }),
);

/** The same facts with an entry more on a date. */
export function withEntry(facts: StreakFacts, at: Day, id = 'one-more'): StreakFacts {
  return { ...facts, logged: new Map([...facts.logged, [at, [...(facts.logged.get(at) ?? []), id]]]) };
}

/** What is left of the facts after a date, as a store would read them for a fold that goes on from there. */
export function afterDay(facts: StreakFacts, through: Day): StreakFacts {
  return {
    ...facts,
    logged: new Map([...facts.logged].filter(([at]) => at > through)),
    excused: new Map([...facts.excused].filter(([at]) => at > through)),
    rest: facts.rest.filter((at) => at > through),
    pauses: facts.pauses.filter(({ to }) => to === undefined || to > through),
  };
}
