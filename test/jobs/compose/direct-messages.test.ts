import { beforeEach, describe, expect, it } from 'vitest';
import { updatePerson } from '../../../src/core/account/index.ts';
import { type Person, withChosen } from '../../../src/core/people/index.ts';
import {
  type DeliveryKind,
  type deliveryKindFacts,
  pendingDelivery,
} from '../../../src/core/reminders/index.ts';
import { useEmptyStore } from '../../store/backend.ts';
import { anEntry } from '../../store/samples.ts';
import { day, hour, type JobsFixture, jobsFixture, morning, promptDue, rules } from '../jobs-fixture.ts';

type DmKind = {
  [K in DeliveryKind]: (typeof deliveryKindFacts)[K]['to'] extends 'dm' ? K : never;
}[DeliveryKind];

const date = '2027-03-10';
const today = Math.floor(morning / day);

describe('a direct message', () => {
  const store = useEmptyStore();
  let here: JobsFixture;
  beforeEach(() => {
    here = jobsFixture(store());
    here.at = promptDue + 12 * hour;
  });

  /** What has to be there for each kind to be wanted; returns the delivery's key. */
  const prepared: Record<DmKind, (ada: Person) => Promise<string>> = {
    prompt: async () => date,
    async nudge({ id }) {
      const asked = {
        owner: { personId: id },
        kind: 'prompt' as const,
        key: date,
        lane: 'test',
        dueAt: promptDue,
      };
      const prompt = pendingDelivery({ ...asked, expiresAt: promptDue + hour });
      await here.store.deliveries.put({ ...prompt, state: 'sent', sentAt: promptDue });
      return date;
    },
    'snooze-1': async () => date,
    'snooze-2': async () => date,
    'snooze-3': async () => date,
    async summary(ada) {
      await here.store.entries.insert(anEntry(ada.id, { day: today - 7 }));
      await updatePerson(here.store.people, ada, { now: here.at, tzdb: rules.tzdb }, (it) =>
        withChosen(it, 'week', true),
      );
      return date;
    },
  };

  /** How a delivery ends that was written before its person became so. */
  async function endOf(kind: DmKind, change: Partial<Person>): Promise<string> {
    const ada = await here.joins(change);
    const key = await prepared[kind](ada);
    const owed = { owner: { personId: ada.id }, kind, key, dueAt: here.at, expiresAt: here.at + hour };
    await here.store.deliveries.put(pendingDelivery({ ...owed, lane: 'test' }));
    await here.deliver();
    return (await here.delivery(ada, kind, key)).state;
  }

  const quiet: Readonly<Record<string, Partial<Person>>> = {
    'after a stop': { prompts: 'stopped' },
    'in silence': { prompts: 'silent' },
    'before a start': { prompts: 'not-started' },
    'in a pause': { pauses: [{ from: today - 1, to: today + 1 }] },
    'on a rest day': { rest: [today] },
    'on a skipped day': { skippedDay: today },
    'where DMs are closed': { dm: { platform: 'test', channel: 'dm', closedAt: morning } },
  };

  describe.each(Object.keys(prepared) as DmKind[])('of the kind %s', (kind) => {
    it('is sent where it is wanted', async () => {
      expect(await endOf(kind, {})).toBe('sent');
    });

    it.each(Object.keys(quiet))('is not sent %s', async (when) => {
      expect(await endOf(kind, quiet[when] ?? {})).toBe('dropped');
    });
  });
});
