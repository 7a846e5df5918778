import { beforeEach, describe, expect, it } from 'vitest';
import { dayAt } from '../../../src/core/calendar/index.ts';
import { queuePicture, sharedPictures } from '../../../src/core/sharing/index.ts';
import { removeSharedPictures, takeBackPicture } from '../../../src/posts/shared-pictures.ts';
import { useEmptyStore } from '../../store/backend.ts';
import { aCommunity, aMember, anEntry } from '../../store/samples.ts';
import { day, type JobsFixture, jobsFixture, minute, promptDue } from '../jobs-fixture.ts';

describe('a picture that was shared', () => {
  const store = useEmptyStore();
  let here: JobsFixture;
  beforeEach(() => {
    here = jobsFixture(store());
    here.at = promptDue;
  });

  async function shares() {
    const community = aCommunity({ channel: 'general', platform: 'test' });
    await here.store.communities.create(community);
    const ada = await here.joins();
    const member = aMember({ communityId: community.id, personId: ada.id, displayName: 'Ada' });
    await here.store.members.put(member);
    await here.store.entries.insert(anEntry(ada.id, { day: dayAt(ada.clocks, here.at), at: here.at }));
    const context = {
      now: here.at,
      services: { stores: here.store, wakeDeliveryWorker: () => undefined },
    };
    const picture = { view: 'year', of: 0, theme: 'light', shape: 'wide' } as const;
    const queue = () =>
      queuePicture(context, ada.id, community, { day: dayAt(ada.clocks, here.at), picture });
    const { key } = await queue();
    const around = { stores: here.store as never, messengers: new Map([['test', here.messenger as never]]) };
    return {
      ada,
      community,
      member,
      key,
      queue,
      around,
      state: async () => here.delivery(ada, 'picture', key),
    };
  }

  it('is posted once, and known as long as it stands', async () => {
    const { ada, queue, state } = await shares();
    await here.deliver();
    expect(await state()).toMatchObject({ state: 'sent', post: { message: 'm0' } });
    expect((await queue()).fresh).toBe(false);
    await here.deliver();
    expect(here.messenger.sends()).toBe(1);
    await here.store.system.deleteExpired(here.at + 400 * day);
    expect(await sharedPictures(here.store, [ada.id])).toHaveLength(1);
  });

  it('is not posted for somebody who is no member any more', async () => {
    const { ada, community, state } = await shares();
    await here.store.members.remove(community.id, ada.id);
    await here.deliver();
    expect((await state()).state).toBe('dropped');
    expect(here.messenger.sends()).toBe(0);
  });

  it('is taken back before it went out, and after', async () => {
    const { ada, key, around, queue } = await shares();
    const [waiting] = await sharedPictures(here.store, [ada.id]);
    expect(await takeBackPicture(around, waiting!, here.at)).toEqual({ refused: [], busy: false });
    await here.deliver();
    expect(here.messenger.sends()).toBe(0);
    const again = await queue();
    expect(again.fresh).toBe(true);
    // A platform posts nothing twice that has one id.
    expect(again.key).not.toBe(key);
    await here.deliver();
    expect(await removeSharedPictures(around, ada, here.at)).toEqual([]);
    expect(here.messenger.removed).toEqual(['m0']);
    const taken = await here.delivery(ada, 'picture', again.key);
    expect(taken.state).toBe('dropped');
    expect(taken.post).toBeUndefined();
  });

  it('is forgotten with a community that removed the bot', async () => {
    const { ada, community } = await shares();
    await here.deliver();
    await here.store.communities.save({
      ...(await here.store.communities.find(community.id))!,
      removedAt: here.at,
    });
    await here.store.system.deleteExpired(here.at + 31 * day);
    expect(await sharedPictures(here.store, [ada.id])).toEqual([]);
  });

  it('that a channel refuses is remembered, for its owner to be told', async () => {
    const { ada, key, state } = await shares();
    here.messenger.willGo({ ok: false, kind: 'permanent', reason: 'no-permission' });
    await here.deliver();
    expect((await state()).state).toBe('failed');
    expect((await here.store.people.find(ada.id))?.pictureRefused).toBe(key);
  });

  it('that a dead worker posted is taken away when its owner left meanwhile', async () => {
    const { ada, community, state } = await shares();
    here.messenger.willGo('hangs');
    void here.deliver();
    await expect.poll(() => here.messenger.arrived.length, { timeout: 20_000 }).toBe(1);
    await here.store.members.remove(community.id, ada.id);
    const next = jobsFixture(here.store, here.messenger);
    Object.assign(next, { at: here.at, machine: minute });
    await next.deliver();
    expect((await state()).state).toBe('dropped');
    expect(here.messenger.removed).toEqual(['m0']);
  });
});
