import { expect, test } from 'vitest';
import { deep } from '../../deep.ts';
import { Breaker } from './scenarios/breaks.ts';
import { liveThroughDay } from './scenarios/day.ts';
import { fanOut, messageRoute } from './scenarios/fan-out.ts';

const people = deep ? 200 : 10;
const rightFor = (run: Awaited<ReturnType<typeof fanOut>>) => {
  expect(run.failures).toEqual([]);
  expect(run.wrong).toEqual([]);
  expect(run.wronglyClosed).toEqual([]);
};

test('responses that are lost after Discord took the message leave no duplicate', async () => {
  const run = await fanOut({
    people,
    trouble: ({ faults }) => {
      faults.dropAfterAccept(messageRoute, deep ? 100 : 6);
      faults.dropAfterAccept(messageRoute, deep ? 20 : 3, 'close');
    },
  });
  rightFor(run);
  expect(run.states.sent).toBe(people);
});

test('storms of 429 and 5xx lose nothing, and commands are answered meanwhile', async () => {
  const run = await fanOut({
    people,
    trouble: ({ faults }) => {
      faults.status(messageRoute, 429, 5, { scope: 'global', retryAfterMs: 100 });
      faults.status(messageRoute, 503, 7);
      faults.status(messageRoute, 429, 5, { scope: 'user', retryAfterMs: 100 });
    },
  });
  rightFor(run);
  expect(run.states.sent).toBe(people);
  expect(Math.max(...run.answered)).toBeLessThan(3_000);
});

test('four of ten DMs that are closed are tried once each in two days, and the others get what is theirs', async () => {
  const run = await fanOut({ people, closedPercent: 40 });
  rightFor(run);
  expect(run.states).toMatchObject({ parked: 0.4 * people, sent: 0.6 * people });
  expect(run.closedTries).toEqual(Array.from({ length: 0.4 * people }, () => 1));
});

test('a connection that breaks again and again, in every way, changes nothing', async () => {
  const breaker = new Breaker();
  const day = await liveThroughDay({
    people: deep ? 20 : 3,
    hours: 30,
    seed: 11,
    disturb: ({ discord }, step) => (step % 3 === 0 ? breaker.next(discord) : undefined),
  });
  expect(day.complaints.filter((it) => !it.includes('a connection to Discord broke'))).toEqual([]);
  expect(day.found).toEqual({ missing: [], unexpected: [], twice: [], otherwise: [] });
});
