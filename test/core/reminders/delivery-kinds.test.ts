import { describe, expect, it } from 'vitest';
import {
  type DeliveryKind,
  type DeliveryKindFacts,
  deliveryKindFacts,
  deliveryKinds,
  factsOfKind,
  latestSend,
} from '../../../src/core/reminders/index.ts';

const hour = 60 * 60 * 1000;

/** A kind that nobody has made yet. */
const planted: DeliveryKindFacts = {
  owner: 'person',
  to: 'dm',
  endsWithStop: true,
  isExported: true,
  onLink: 'drop',
  lateness: { forMs: hour },
  isAnsweredByTyping: false,
  isTakenBack: false,
  isKeptWhilePosted: false,
};

describe('the kinds of deliveries', () => {
  it('need a whole row', () => {
    const { lateness: _lateness, ...incomplete } = planted;
    // @ts-expect-error a row without its lateness
    const kinds = { ...deliveryKindFacts, planted: incomplete } satisfies Record<string, DeliveryKindFacts>;
    expect(Object.keys(kinds)).toHaveLength(deliveryKinds.length + 1);
  });

  it('need a composer each', () => {
    type WithPlanted = DeliveryKind | 'planted';
    const composers = Object.fromEntries(deliveryKinds.map((it) => [it, it])) as Record<DeliveryKind, string>;
    // @ts-expect-error the planted one has none
    const all: Record<WithPlanted, string> = composers;
    expect(Object.keys(all)).toEqual(deliveryKinds);
  });

  it('are DMs of their own only where they cannot wait', () => {
    const own = deliveryKinds.filter((it) => factsOfKind(it).to === 'dm');
    expect(own).toEqual(['prompt', 'nudge', 'snooze-1', 'snooze-2', 'snooze-3', 'summary']);
  });

  it('that are DMs end with a stop, are exported, and are never carried to another person', () => {
    for (const kind of deliveryKinds.map(factsOfKind).filter((it) => it.to === 'dm'))
      expect(kind).toMatchObject({
        owner: 'person',
        endsWithStop: true,
        isExported: true,
        onLink: expect.stringMatching('drop'),
      });
  });

  it('are sent until their date ends, within the late window, or for a time of their own', () => {
    const bounds = { dateEnd: 10 * hour, lateWindowMs: 4 * hour };
    expect(latestSend('prompt', 2 * hour, bounds)).toBe(6 * hour);
    expect(latestSend('prompt', 8 * hour, bounds)).toBe(10 * hour - 1);
    expect(latestSend('share', 8 * hour, bounds)).toBe(32 * hour);
  });
});
