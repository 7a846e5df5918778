import { describe, expect, test } from 'vitest';
import { slackDay } from './proofs/day.ts';
import { slackLost } from './proofs/lost.ts';
import { slackRepeats } from './proofs/repeats.ts';

/** The same at full size: npm run slack:proofs. */
describe('with two processes on one database', () => {
  test('a day of workspaces sends everything that is owed once and nothing twice', async () => {
    const [workspaces, members] = [2, 2];
    const day = await slackDay({ workspaces, members });
    expect(day.violations).toEqual([]);
    expect(day.unexpected).toEqual([]);
    expect([...day.posted.entries()].filter(([, times]) => times > 1)).toEqual([]);
    expect(day.missing).toEqual([]);
    expect(day.notOwed).toEqual([]);
    expect(day.untimely).toEqual([]);
    expect(day.prompts).toBeGreaterThanOrEqual(workspaces * members);
    expect(day.shared).toBe(day.inChannel);
    expect(day.entries).toBe(day.logged);
  }, 240_000);
});

describe('deliveries that come again', () => {
  test.each(['socket', 'http'] as const)('over %s have one effect each', async (mode) => {
    const repeats = await slackRepeats({ commands: 10, times: 10, mode });
    expect(repeats).toEqual({ deliveries: 110, entries: 10, answers: 10, violations: [] });
  });
});

describe('answers that are lost after Slack took the message', () => {
  test('make no duplicate where history can be read; each other one is reported', async () => {
    expect(await slackLost({ members: 3 })).toEqual({
      lost: 3,
      once: 3,
      never: 0,
      twice: 0,
      copies: 3,
      copiesTwice: 0,
      reported: 3,
    });
  });
});
