import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { aCommunity, aMember, aPerson, id } from '../samples.ts';

export function peopleSuite(store: () => Store): void {
  describe('people', () => {
    it('finds a person by id and by each identity, and nobody by an unknown one', async () => {
      const person = aPerson({
        identities: [
          { platform: 'slack', team: 'T1', user: id('u') },
          { platform: 'discord', user: id('u') },
        ],
      });
      expect(await store().people.create(person)).toEqual({ ok: true, value: person });
      expect(await store().people.find(person.id)).toEqual(person);
      for (const identity of person.identities)
        expect(await store().people.findByIdentity(identity)).toEqual(person);
      const [slack] = person.identities;
      expect(
        await store().people.findByIdentity({ platform: 'slack', team: 'T2', user: slack?.user ?? '' }),
      ).toBeUndefined();
      expect(await store().people.find('nobody')).toBeUndefined();
    });

    it('refuses a second person with an identity of the first, or with the same id', async () => {
      const shared = { platform: 'test', user: id('u') };
      const first = aPerson({ identities: [shared, { platform: 'test', user: id('u') }] });
      await store().people.create(first);
      const conflict = { ok: false, code: 'conflict' };
      expect(
        await store().people.create(aPerson({ identities: [{ platform: 'x', user: id('u') }, shared] })),
      ).toEqual(conflict);
      expect(
        await store().people.create(
          aPerson({ id: first.id, identities: [{ platform: 'x', user: id('u') }] }),
        ),
      ).toEqual(conflict);
      expect(await store().people.find(first.id)).toEqual(first);
    });

    it('lets one of two writers of one version win', async () => {
      const person = aPerson();
      await store().people.create(person);
      const results = await Promise.all(
        [1, 2, 3, 4, 5].map((promptTime) => store().people.save({ ...person, promptTime })),
      );
      const winners = results.filter((it) => it.ok);
      expect(winners).toHaveLength(1);
      expect(winners[0]).toMatchObject({ value: { version: 2 } });
      expect(await store().people.find(person.id)).toEqual(winners[0]?.ok && winners[0].value);
      expect(results.filter((it) => !it.ok)).toEqual(Array(4).fill({ ok: false, code: 'conflict' }));
    });

    it('takes away what a saved person no longer has', async () => {
      const person = aPerson({
        skippedDay: 3,
        dueAt: 4,
        tzdb: '2027a',
        dm: { platform: 'test', channel: 'd' },
      });
      await store().people.create(person);
      const { skippedDay: _s, dueAt: _d, tzdb: _t, dm: _dm, ...plain } = person;
      expect(await store().people.save(plain)).toMatchObject({ ok: true });
      expect(await store().people.find(person.id)).toEqual({ ...plain, version: 2 });
    });

    it('finds a person by an identity that was saved, no longer by one that was given up', async () => {
      const person = aPerson();
      await store().people.create(person);
      const moved = { platform: 'moved', user: id('u') };
      await store().people.save({ ...person, identities: [moved] });
      expect(await store().people.findByIdentity(moved)).toMatchObject({ id: person.id });
      expect(await store().people.findByIdentity(person.identities[0] as never)).toBeUndefined();
    });

    it('says conflict where a saved person is gone', async () => {
      const person = aPerson();
      await store().people.create(person);
      await store().people.erase(person.id);
      expect(await store().people.find(person.id)).toBeUndefined();
      expect(await store().people.save(person)).toEqual({ ok: false, code: 'conflict' });
      expect(await store().people.find(person.id)).toBeUndefined();
    });
  });

  describe('communities', () => {
    it('finds a community by id and by its id on the platform', async () => {
      const community = aCommunity({ channel: 'c1', organisers: ['u1', 'u2'] });
      expect(await store().communities.create(community)).toEqual({ ok: true, value: community });
      expect(await store().communities.find(community.id)).toEqual(community);
      expect(await store().communities.findByExternal('test', community.external)).toEqual(community);
      expect(await store().communities.findByExternal('other', community.external)).toBeUndefined();
    });

    it('makes one community of two that arrive at once', async () => {
      const external = id('guild');
      const made = await Promise.all(
        [1, 2, 3].map(() => store().communities.create(aCommunity({ external }))),
      );
      expect(made.filter((it) => it.ok)).toHaveLength(1);
    });

    it('lets one of two writers of one version win, and forgets what is erased', async () => {
      const community = aCommunity({ welcomeOwed: true });
      await store().communities.create(community);
      const { welcomeOwed: _, ...welcomed } = community;
      expect(await store().communities.save(welcomed)).toMatchObject({ ok: true, value: { version: 2 } });
      expect(await store().communities.save(community)).toEqual({ ok: false, code: 'conflict' });
      expect(await store().communities.find(community.id)).toEqual({ ...welcomed, version: 2 });
      await store().communities.erase(community.id);
      expect(await store().communities.find(community.id)).toBeUndefined();
    });
  });

  describe('members', () => {
    it('puts, replaces, lists from both sides, counts and removes', async () => {
      const [communityId, personId] = [id('community'), id('person')];
      const here = aMember({ communityId, personId });
      const elsewhere = aMember({ personId });
      const other = aMember({ communityId, displayName: 'Grace' });
      for (const member of [here, elsewhere, other]) await store().members.put(member);
      await store().members.put({ ...here, displayName: 'Ada L.', inRoundup: false });
      expect(await store().members.find(communityId, personId)).toEqual({
        ...here,
        displayName: 'Ada L.',
        inRoundup: false,
      });
      const names = (found: readonly { displayName?: string }[]) => found.map((it) => it.displayName).sort();
      expect(names(await store().members.listOfCommunity(communityId))).toEqual(['Ada L.', 'Grace']);
      expect(await store().members.listOfPerson(personId)).toHaveLength(2);
      expect(await store().members.count(communityId)).toBe(2);
      await store().members.remove(communityId, personId);
      expect(await store().members.find(communityId, personId)).toBeUndefined();
      expect(await store().members.listOfPerson(personId)).toEqual([elsewhere]);
      expect(await store().members.count(communityId)).toBe(1);
    });

    it('makes one member of two puts at once', async () => {
      const member = aMember();
      await Promise.all([1, 2, 3, 4].map(() => store().members.put(member)));
      expect(await store().members.listOfPerson(member.personId)).toEqual([member]);
    });
  });
}
