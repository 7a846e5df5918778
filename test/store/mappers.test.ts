import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyCommunity, anyDelivery, anyEntry, anyMember, anyPerson } from './arbitraries.ts';
import { useStore } from './backend.ts';
import { collect } from './samples.ts';

/** What is written is read back equal, with each optional field there and not there, created and saved over. */
describe('what is stored comes back as it was', () => {
  const store = useStore();
  const runs = { numRuns: 60 };

  it('persons', async () => {
    await fc.assert(
      fc.asyncProperty(anyPerson, anyPerson, async (created, other) => {
        const { people } = store();
        expect(await people.create(created)).toMatchObject({ ok: true });
        expect(await people.find(created.id)).toEqual(created);
        const saved = { ...other, id: created.id, version: created.version };
        expect(await people.save(saved)).toMatchObject({ ok: true });
        expect(await people.find(created.id)).toEqual({ ...saved, version: created.version + 1 });
        await people.erase(created.id);
      }),
      runs,
    );
  });

  it('communities', async () => {
    await fc.assert(
      fc.asyncProperty(anyCommunity, anyCommunity, async (created, other) => {
        const { communities } = store();
        expect(await communities.create(created)).toMatchObject({ ok: true });
        expect(await communities.find(created.id)).toEqual(created);
        const saved = { ...other, id: created.id, version: created.version };
        expect(await communities.save(saved)).toMatchObject({ ok: true });
        expect(await communities.find(created.id)).toEqual({ ...saved, version: created.version + 1 });
      }),
      runs,
    );
  });

  it('members', async () => {
    await fc.assert(
      fc.asyncProperty(anyMember, async (member) => {
        await store().members.put(member);
        expect(await store().members.find(member.communityId, member.personId)).toEqual(member);
      }),
      runs,
    );
  });

  it('entries', async () => {
    await fc.assert(
      fc.asyncProperty(anyEntry, anyEntry, async (created, other) => {
        const { entries } = store();
        expect(await entries.insert(created)).toEqual({ entry: created, fresh: true });
        expect(await collect(entries.all(created.personId))).toEqual([created]);
        const { id, personId, version } = created;
        const saved = { ...other, id, personId, version };
        expect(await entries.save(saved)).toMatchObject({ ok: true });
        expect(await entries.find(personId, id, { deleted: true })).toEqual({
          ...saved,
          version: version + 1,
        });
      }),
      runs,
    );
  });

  it('deliveries', async () => {
    await fc.assert(
      fc.asyncProperty(anyDelivery, async (delivery) => {
        expect(await store().deliveries.put(delivery)).toBe(true);
        expect(await store().deliveries.find(delivery.owner, delivery.id)).toEqual(delivery);
      }),
      runs,
    );
  });
});
