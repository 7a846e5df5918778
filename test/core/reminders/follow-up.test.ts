import { describe, expect, test } from 'vitest';
import { pause } from '../../../src/core/account/index.ts';
import { dayAt } from '../../../src/core/calendar/index.ts';
import { newPerson, type Person } from '../../../src/core/people/index.ts';
import {
  followUpAt,
  planFollowUps,
  planReminders,
  scheduled,
  withFollowUp,
  withoutFollowUp,
} from '../../../src/core/reminders/index.ts';
import type { StreakFacts } from '../../../src/core/streaks/index.ts';

const now = Date.UTC(2026, 10, 21, 15);
const day = 24 * 60 * 60 * 1000;
const lateWindowMs = 4 * 60 * 60 * 1000;
const person: Person = {
  ...newPerson(
    {
      id: 'p',
      identity: { platform: 'x', user: 'u' },
      zone: 'Europe/Lisbon',
      zoneChosen: true,
      nudgeTime: 1200,
    },
    now,
  ),
  prompts: 'on',
  dm: { platform: 'x', channel: 'd' },
};
const facts = (it: Person, at: number): StreakFacts => ({
  joined: it.joinedDay,
  today: dayAt(it.clocks, at),
  cadence: it.cadence,
  rest: it.rest,
  pauses: it.pauses,
  excused: new Map(),
  logged: new Map(),
});
const fixed = withFollowUp(person, 'e1', now);
const dueAt = followUpAt(fixed, fixed.followUps?.[0] ?? { entryId: '', day: 0 });
const plan = (it: Person, at: number) => planFollowUps(it, facts(it, at), at, lateWindowMs);
/** Heard of lately, so that their silence does not silence the question. */
const heard = (it: Person): Person => ({ ...it, lastActiveDay: dayAt(it.clocks, dueAt) });

describe('the question whether a fix held', () => {
  test('is due a week later at the prompt time, and makes the person due then', () => {
    expect(new Date(dueAt).toISOString()).toBe('2026-11-28T09:00:00.000Z');
    const alone = { ...heard(fixed), nudge: { on: false, time: 0 }, promptsFrom: person.joinedDay + 30 };
    expect(scheduled(alone, now, 'tz').dueAt).toBe(dueAt);
    expect(plan(heard(fixed), dueAt - 1)).toEqual({ deliveries: [], person: heard(fixed) });
  });

  test('is owed once: then it is off the list, and its id is the same however often it is planned', () => {
    const { deliveries, person: after } = plan(heard(fixed), dueAt);
    expect(deliveries.map((it) => [it.id, it.state])).toEqual([['p:follow-up:e1.2026-11-28', 'pending']]);
    expect(after.followUps).toBeUndefined();
    expect(plan(heard(fixed), dueAt + 60_000).deliveries[0]?.id).toBe(deliveries[0]?.id);
  });

  test('goes with the reminders of the person', () => {
    const due = { ...heard(fixed), dueAt };
    const { deliveries } = planReminders(due, facts(due, dueAt), new Map(), dueAt, lateWindowMs);
    expect(deliveries.map((it) => it.kind)).toEqual(['prompt', 'follow-up']);
  });

  test('is missed, not sent, when it comes too late', () => {
    expect(plan(heard(fixed), dueAt + lateWindowMs + 1).deliveries.map((it) => it.state)).toEqual(['missed']);
  });

  test.each<[string, (it: Person) => Person]>([
    ['on a rest day', (it) => ({ ...it, rest: [dayAt(it.clocks, dueAt)] })],
    ['in a pause', (it) => pause(it, { from: 0 }, now)],
    ['on a day that was skipped', (it) => ({ ...it, skippedDay: dayAt(it.clocks, dueAt) })],
    ['after a stop', (it) => ({ ...it, prompts: 'stopped' })],
    ['with a closed DM', (it) => ({ ...it, dm: { platform: 'x', channel: 'd', closedAt: now } })],
  ])('stays silent %s, and does not come later', (_when, quiet) => {
    const { deliveries, person: after } = plan(quiet(heard(fixed)), dueAt);
    expect(deliveries).toEqual([]);
    expect(after.followUps).toBeUndefined();
  });

  test('stays silent for somebody who has not answered for weeks', () => {
    const long = {
      ...fixed,
      lastActiveDay: dayAt(fixed.clocks, dueAt) - 9,
      joinedDay: person.joinedDay - 60,
    };
    expect(plan(long, dueAt).deliveries).toEqual([]);
  });

  test('a second fix of the same entry moves it, an entry that is open again forgets it', () => {
    const again = withFollowUp(withFollowUp(fixed, 'e2', now), 'e1', now + 2 * day);
    expect(again.followUps?.map((it) => it.entryId)).toEqual(['e2', 'e1']);
    expect(withoutFollowUp(again, 'e1').followUps).toHaveLength(1);
    expect(withoutFollowUp(person, 'e1')).toBe(person);
  });
});
