import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Period } from '../../src/core/roundups/index.ts';
import { readReactionsBefore } from '../../src/jobs/read-reactions.ts';
import { useEmptyStore } from '../store/backend.ts';
import { aCommunity, aDelivery } from '../store/samples.ts';
import { hour, jobsFixture, minute, morning } from './jobs-fixture.ts';

describe('before a roundup (R47)', () => {
  const store = useEmptyStore();
  afterEach(() => void vi.useRealTimers());

  async function reading(
    more: Partial<ReturnType<typeof aDelivery>> = {},
    read: (signal: AbortSignal) => Promise<void> = async () => undefined,
  ) {
    const community = aCommunity({ id: 'guild', channel: 'general', joinedAt: morning - 48 * hour });
    await store().communities.create(community);
    const jobs = jobsFixture(store());
    jobs.at = morning + minute;
    const periods: Period[] = [];
    const deps = {
      ...jobs.deps,
      async readReactions(_community: unknown, period: Period, signal: AbortSignal) {
        periods.push(period);
        await read(signal);
      },
    };
    const delivery = aDelivery('nobody', {
      owner: { communityId: 'guild' },
      kind: 'roundup',
      key: '2027-W10',
      dueAt: morning,
      expiresAt: morning + 4 * hour,
      ...more,
    });
    return { periods, done: () => readReactionsBefore(deps, { ...delivery, mayHaveArrived: false }) };
  }

  test('the reactions to what it covers are read', async () => {
    const { periods, done } = await reading();
    await done();
    expect(periods).toEqual([{ from: morning - 48 * hour, to: morning }]);
  });

  test('nothing is read for a prompt, in the last minutes of its time, or while the platform wants a pause', async () => {
    for (const more of [
      { owner: { personId: 'nobody' }, kind: 'prompt' },
      { expiresAt: morning + 10 * minute },
      { reason: 'rate-limited' },
    ] as const) {
      const { periods, done } = await reading(more);
      await done();
      expect(periods).toEqual([]);
    }
  });

  test('a platform that never answers holds it back for ten seconds', async () => {
    const signals: AbortSignal[] = [];
    const { done } = await reading({}, (signal) => {
      signals.push(signal);
      return new Promise(() => undefined);
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let over = false;
    const end = done().then(() => {
      over = true;
    });
    await vi.waitFor(() => expect(signals).toHaveLength(1));
    await vi.advanceTimersByTimeAsync(9_900);
    expect(over).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    await end;
    expect(signals[0]?.aborted).toBe(true);
  });
});
