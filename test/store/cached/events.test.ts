import { expect, it } from 'vitest';
import { cachedEvents } from '../../../src/store/cached/events.ts';
import { useStore } from '../backend.ts';
import { id, now } from '../samples.ts';

const store = useStore();

/** On the stored events, with how often those were read. */
function cached(atMost?: number) {
  const { events, system } = store();
  const asked = { all: 0, one: 0, broken: false };
  const seen = async (eventId: string) => {
    asked.one += 1;
    return events.seen(eventId);
  };
  const hashes = async (limit: number) => {
    asked.all += 1;
    if (asked.broken) throw new Error('away');
    return system.eventHashes(limit);
  };
  return { ...cachedEvents({ ...events, seen }, hashes, atMost), asked };
}

it('reads once what was handled before, and knows what is handled from then on', async () => {
  const [before, after, never] = [id('event'), id('event'), id('event')];
  await store().events.remember([before], now);
  const { events, asked } = cached();
  expect(await Promise.all([events.seen(before), events.seen(after)])).toEqual([true, false]);
  await events.remember([after], now);
  expect([await events.seen(after), await events.seen(never)]).toEqual([true, false]);
  expect(await store().events.seen(after)).toBe(true);
  expect(asked).toMatchObject({ all: 1, one: 0 });
});

it('knows what is handled while the earlier ones are read', async () => {
  const [event, other] = [id('event'), id('event')];
  const { events } = cached();
  await Promise.all([events.seen(other), events.remember([event], now)]);
  expect(await events.seen(event)).toBe(true);
});

it('asks the store where there are too many, until some of them are gone', async () => {
  const handled = [id('event'), id('event')];
  await store().events.remember(handled, now);
  const stored = (await store().system.eventHashes(99_999)).length;
  const { events, fewer, asked } = cached(stored);
  expect(await events.seen(handled[0] ?? '')).toBe(true);
  expect(asked.one).toBe(0);
  const one = id('event');
  await events.remember([one], now);
  expect([await events.seen(one), await events.seen('never')]).toEqual([true, false]);
  expect(asked).toMatchObject({ all: 1, one: 2 });
  await fewer();
  expect(await events.seen(one)).toBe(true);
  expect(asked).toMatchObject({ all: 2, one: 3 });
  await store().connection.collection('events').deleteMany({});
  await fewer();
  await events.seen(one);
  expect(asked).toMatchObject({ all: 3, one: 3 });
});

it('tries again after a failure', async () => {
  const event = id('event');
  await store().events.remember([event], now);
  const { events, asked } = cached();
  asked.broken = true;
  await expect(events.seen(event)).rejects.toThrow('away');
  asked.broken = false;
  expect(await events.seen(event)).toBe(true);
});
