import { beforeEach, describe, expect, it } from 'vitest';
import { pendingDelivery } from '../../../src/core/reminders/index.ts';
import { useEmptyStore } from '../../store/backend.ts';
import { aCommunity, aMember, anEntry } from '../../store/samples.ts';
import { day, type JobsFixture, jobsFixture, minute, promptDue } from '../jobs-fixture.ts';

describe('a delivery of a shared entry', () => {
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
    await here.store.members.put(
      aMember({ communityId: community.id, personId: ada.id, displayName: 'Ada' }),
    );
    const entry = anEntry(ada.id, { audience: 'community', communityId: community.id });
    await here.store.entries.insert(entry);
    const owner = { personId: ada.id };
    const owed = { owner, kind: 'share' as const, key: entry.id, dueAt: here.at, expiresAt: here.at + day };
    await here.store.deliveries.put(pendingDelivery({ ...owed, lane: 'test channels' }));
    return { ada, entry, state: async () => (await here.delivery(ada, 'share', entry.id)).state };
  }

  it('tells the entry where its copy stands', async () => {
    const { ada, entry, state } = await shares();
    await here.deliver();
    expect(await state()).toBe('sent');
    expect((await here.store.entries.find(ada.id, entry.id))?.posts).toMatchObject([{ message: 'm0' }]);
  });

  it('is dropped when it is not shared any more', async () => {
    const { entry, state } = await shares();
    await here.store.entries.save({ ...entry, audience: 'private' });
    await here.deliver();
    expect(await state()).toBe('dropped');
    expect(here.messenger.sends()).toBe(0);
  });

  it('takes a copy back that a dead worker posted of an entry that was deleted since', async () => {
    const { entry, state } = await shares();
    here.messenger.willGo('hangs');
    void here.deliver();
    await expect.poll(() => here.messenger.arrived.length, { timeout: 20_000 }).toBe(1);
    await here.store.entries.save({ ...entry, deletedAt: here.at });
    const next = jobsFixture(here.store, here.messenger);
    Object.assign(next, { at: here.at, machine: minute });
    await next.deliver();
    expect(await state()).toBe('dropped');
    expect(here.messenger.removed).toEqual(['m0']);
  });
});
