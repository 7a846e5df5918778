import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/core/reminders/index.ts';
import { queuePicture } from '../../src/core/sharing/index.ts';
import { takeBackPicture } from '../../src/posts/shared-pictures.ts';
import { useEmptyStore } from '../store/backend.ts';
import { aCommunity, aPerson, now, today } from '../store/samples.ts';

describe('taking a shared picture back', () => {
  const store = useEmptyStore();
  const post = { platform: 'here', channel: 'general', message: '1' };

  /** A picture that is shared with a community, as it was read and as it became since. */
  async function shared(became: Partial<Delivery>): Promise<Delivery> {
    const person = aPerson({ id: 'ada' });
    const community = aCommunity({ id: 'guild', channel: 'general' });
    await store().people.create(person);
    await store().communities.create(community);
    const services = { stores: store(), wakeDeliveryWorker: () => undefined };
    const wanted = {
      day: today,
      picture: { view: 'year', of: today, theme: 'light', shape: 'wide' },
    } as const;
    await queuePicture({ now, services }, person.id, community, wanted);
    const [read] = await store().deliveries.latest(person.id, 'picture', 1);
    await store().connection.collection('deliveries').updateOne({}, { $set: became });
    return read!;
  }
  const stored = async () => (await store().deliveries.latest('ada', 'picture', 1))[0];
  const around = () => ({ stores: store(), messengers: new Map() });

  test('of which nobody knows whether it arrived names the channel to look at, and stays known', async () => {
    await shared({ state: 'missed', reason: 'uncertain' });
    const taken = await takeBackPicture(around(), (await stored())!, now);
    expect(taken).toEqual({ refused: [{ channel: 'general' }], busy: false });
    expect(await stored()).toMatchObject({ state: 'missed', reason: 'uncertain' });
  });

  test('that was posted meanwhile keeps its place, so that it can be taken back', async () => {
    const read = await shared({ state: 'sent', post });
    expect(await takeBackPicture(around(), read, now)).toEqual({ refused: [], busy: true });
    expect(await stored()).toMatchObject({ state: 'sent', post });
  });

  test('that still waits ends it', async () => {
    const read = await shared({});
    expect(await takeBackPicture(around(), read, now)).toEqual({ refused: [], busy: false });
    expect(await stored()).toMatchObject({ state: 'dropped', reason: 'taken-back' });
  });
});
