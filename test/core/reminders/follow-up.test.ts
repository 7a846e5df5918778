import { describe, expect, test } from 'vitest';
import { pause } from '../../../src/core/account/index.ts';
import { dayAt, dayBounds, type Instant } from '../../../src/core/calendar/index.ts';
import { newPerson, type Person, withChosen } from '../../../src/core/people/index.ts';
import {
  factsFrom,
  planReminders,
  scheduled,
  withFollowUp,
  withoutFollowUp,
} from '../../../src/core/reminders/index.ts';
import type { StreakFacts } from '../../../src/core/streaks/index.ts';

/** A Saturday. */
const now = Date.UTC(2026, 10, 21, 15);
const day = 24 * 60 * 60 * 1000;
const lateWindowMs = 4 * 60 * 60 * 1000;
const fresh = newPerson(
  {
    id: 'p',
    identity: { platform: 'x', user: 'u' },
    zone: 'Europe/Lisbon',
    zoneChosen: true,
    nudgeTime: 1200,
  },
  now,
);
const person: Person = withChosen(
  { ...fresh, prompts: 'on', dm: { platform: 'x', channel: 'd' }, nudge: { on: false, time: 1200 } },
  'week',
  true,
);
const today = dayAt(person.clocks, now);
const monday = Date.UTC(2026, 10, 23, 8);

/** Logged on Saturday unless told, and what is planned at an instant since `now`. */
function summaryAt(it: Person, at: Instant, logged: readonly number[] = [today]) {
  const facts: StreakFacts = {
    joined: it.joinedDay,
    today: dayAt(it.clocks, at),
    cadence: it.cadence,
    rest: it.rest,
    pauses: it.pauses,
    excused: new Map(),
    logged: new Map(logged.map((one) => [one, ['e']])),
  };
  const { deliveries } = planReminders({ ...it, dueAt: now }, facts, new Map(), at, lateWindowMs);
  return deliveries.find((one) => one.kind === 'summary');
}

describe('a follow-up (R36)', () => {
  test('waits from seven dates later on, one for each entry, and goes when it is taken away', () => {
    const planned = withFollowUp(withFollowUp(person, 'e', now - day), 'e', now);
    expect(planned.followUps).toEqual([{ entryId: 'e', day: today + 7 }]);
    expect(withoutFollowUp(planned, 'other')).toBe(planned);
    expect(withoutFollowUp(planned, 'e')).toEqual(person);
  });

  test('is no delivery of its own', () => {
    const planned = withFollowUp(person, 'e', now);
    expect(scheduled(planned, now, 't').dueAt).toBe(scheduled(person, now, 't').dueAt);
  });
});

describe('the weekly summary (R43)', () => {
  test('is due on Mondays at 08:00 by their clock, and keeps its date until its late window ends', () => {
    expect(summaryAt(person, monday - 1)).toBeUndefined();
    expect(summaryAt(person, monday)).toMatchObject({
      id: 'p:summary:2026-11-23',
      dueAt: monday,
      expiresAt: monday + lateWindowMs,
      state: 'pending',
    });
    expect(summaryAt(person, monday + lateWindowMs + 1)?.state).toBe('missed');
    const reachable = { ...person, promptsFrom: today + 30 };
    expect(scheduled(reachable, now, 't').dueAt).toBe(monday);
    expect(factsFrom({ ...person, dueAt: monday }, monday)).toBeLessThanOrEqual(today - 5);
  });

  test('is wanted only by whoever said so', () => {
    expect(summaryAt(withChosen(person, 'week', false), monday)).toBeUndefined();
    expect(summaryAt(withChosen(person, 'week', undefined), monday)).toBeUndefined();
  });

  test('is silent after a week without an entry, on a rest day, in a pause, after a stop, and with a closed DM', () => {
    const silent: readonly Person[] = [
      { ...person, rest: [today + 2] },
      pause(person, { from: today }, now),
      { ...person, skippedDay: today + 2 },
      { ...person, prompts: 'stopped' },
      { ...person, prompts: 'silent' },
      { ...person, dm: { platform: 'x', channel: 'd', closedAt: now } },
    ];
    for (const it of silent) expect(summaryAt(it, monday)).toBeUndefined();
    expect(summaryAt(person, monday, [today - 8, today + 2])).toBeUndefined();
  });

  test('occurs on every Monday, whatever the day start', () => {
    for (const dayStart of [0, 180, 360]) {
      const clocks = [{ from: 0, zone: 'Australia/Lord_Howe', dayStart }];
      const at = dayBounds(clocks, today + 2)?.start ?? 0;
      const it = { ...person, clocks };
      expect(summaryAt(it, at + day / 2)).toMatchObject({ key: '2026-11-23' });
    }
  });
});
