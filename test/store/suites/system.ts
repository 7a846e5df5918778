import { afterEach, describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { aCommunity, aDelivery, anEntry, aPerson, aSide, id, now } from '../samples.ts';

const ids = (found: readonly { readonly id: string }[]): string[] => found.map((it) => it.id);

export function systemSuite(store: () => Store): void {
  const made: { people: string[]; communities: string[] } = { people: [], communities: [] };
  afterEach(async () => {
    for (const one of made.people.splice(0)) await store().people.erase(one);
    for (const one of made.communities.splice(0)) await store().communities.erase(one);
  });
  async function person(more: Parameters<typeof aPerson>[0]) {
    const it = aPerson(more);
    made.people.push(it.id);
    await store().people.create(it);
    return it;
  }
  async function community(more: Parameters<typeof aCommunity>[0]) {
    const it = aCommunity(more);
    made.communities.push(it.id);
    await store().communities.create(it);
    return it;
  }

  describe('what is asked across owners', () => {
    it('finds who is due, the earliest first, and nobody else', async () => {
      const { system } = store();
      expect(await system.nextDueAt()).toBeUndefined();
      const late = await person({ dueAt: 20, tzdb: 'a' });
      const early = await person({ dueAt: 10, tzdb: 'a' });
      await person({ dueAt: 30, tzdb: 'a' });
      await person({});
      expect(ids(await system.duePeople(20, 9))).toEqual([early.id, late.id]);
      expect(ids(await system.duePeople(20, 1))).toEqual([early.id]);
      expect(await system.duePeople(9, 9)).toEqual([]);
      expect(await system.nextDueAt()).toBe(10);
      const guild = await community({ dueAt: 5, tzdb: 'a' });
      expect(ids(await system.dueCommunities(5, 9))).toEqual([guild.id]);
      expect(await system.dueCommunities(4, 9)).toEqual([]);
      expect(await system.nextDueAt()).toBe(5);
    });

    it('reads the prompts that were sent in pages, each once, also those of one instant', async () => {
      const { system, deliveries } = store();
      const { id: personId } = await person({});
      const sent = [
        [1, 'a'],
        [5, 'b'],
        [5, 'c'],
        [5, 'd'],
        [9, 'e'],
      ] as const;
      for (const [dueAt, key] of sent.toReversed())
        await deliveries.put(aDelivery(personId, { key, dueAt, state: 'sent' }));
      await deliveries.put(aDelivery(personId, { key: 'waits', dueAt: 5, state: 'pending' }));
      await deliveries.put(aDelivery(personId, { key: 'f', dueAt: 5, kind: 'nudge', state: 'sent' }));
      // Other tests leave deliveries of their own behind.
      const isOwn = (owner: object) => 'personId' in owner && owner.personId === personId;
      const wanted = sent.filter(([dueAt]) => dueAt >= 2).map(([, key]) => key);
      for (const limit of [1, 2, 3, 4, 9]) {
        const read: string[] = [];
        let after: { readonly dueAt: number; readonly id: string } | undefined;
        for (;;) {
          const page = await system.sentPrompts(2, after, limit);
          read.push(...page.filter(({ owner }) => isOwn(owner)).map((it) => it.key));
          after = page.at(-1);
          if (page.length < limit) break;
        }
        expect(read).toEqual(wanted);
      }
    });

    it('finds who was scheduled under another tz database, older or newer', async () => {
      const { system } = store();
      const older = await person({ dueAt: 1, tzdb: '2026b' });
      const newer = await person({ dueAt: 1, tzdb: '2027b' });
      await person({ dueAt: 1, tzdb: '2027a' });
      await person({});
      expect(ids(await system.outdatedPeople('2027a', 9)).sort()).toEqual([newer.id, older.id].sort());
      expect(await system.outdatedPeople('2027a', 1)).toHaveLength(1);
      const guild = await community({ dueAt: 1, tzdb: '2026b' });
      await community({ dueAt: 1, tzdb: '2027a' });
      expect(ids(await system.outdatedCommunities('2027a', 9))).toEqual([guild.id]);
    });

    it('finds whose joining or parting has not ended', async () => {
      const halves = [];
      for (const sides of [['joined', 'joining'], ['parting'], ['joined']] as const)
        halves.push(await person({ links: { name: 'ada', sides: sides.map((state) => aSide(state)) } }));
      await person({});
      const found = ids(await store().system.peopleWithOpenLinks(9));
      expect(found.sort()).toEqual(ids(halves.slice(0, 2)).sort());
    });

    it('pages through the communities of a platform that the bot is in', async () => {
      const platform = id('platform');
      for (const external of ['g3', 'g1', 'g2']) await community({ platform, external });
      await community({ platform, external: 'g4', removedAt: now });
      const page = async (after: string, limit: number) =>
        (await store().system.presentCommunities(platform, after, limit)).map((it) => it.external);
      expect(await page('', 2)).toEqual(['g1', 'g2']);
      expect(await page('g2', 2)).toEqual(['g3']);
    });

    it("takes a person's cheers off everybody's entries", async () => {
      const [me, you] = [id('person'), id('person')];
      const entry = anEntry(you, { kudos: [me, you], reacted: [me, you] });
      await store().entries.insert(entry);
      await store().system.removeCheersOf(me);
      expect(await store().entries.find(you, entry.id)).toMatchObject({ kudos: [you], reacted: [you] });
    });
  });

  describe('named leases', () => {
    it("are one worker's at a time, prolonged by it alone", async () => {
      const { system } = store();
      const name = id('lease');
      expect(await system.takeLease(name, 'a', 0, 100)).toBe(true);
      expect(await system.takeLease(name, 'b', 99, 100)).toBe(false);
      expect(await system.takeLease(name, 'a', 50, 100)).toBe(true);
      expect(await system.takeLease(name, 'b', 149, 100)).toBe(false);
      expect(await system.takeLease(name, 'b', 150, 100)).toBe(true);
      await system.releaseLease(name, 'a');
      expect(await system.takeLease(name, 'a', 151, 100)).toBe(false);
      await system.releaseLease(name, 'b');
      expect(await system.takeLease(name, 'a', 151, 100)).toBe(true);
    });

    it('have one winner among many who ask at once', async () => {
      const name = id('lease');
      for (const machineNow of [0, 1000]) {
        const workers = Array.from({ length: 16 }, (_, index) => `${machineNow}-${index}`);
        const won = await Promise.all(
          workers.map((it) => store().system.takeLease(name, it, machineNow, 100)),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
      }
    });

    it('end all at once where nobody else can be alive', async () => {
      const { system, deliveries } = store();
      const me = id('person');
      const name = id('lease');
      await deliveries.put(aDelivery(me, { notBefore: -400_000 }));
      await system.claimDeliveries('test', 'dead', -400_000, 60_000, 9);
      await system.takeLease(name, 'dead', 0, 100);
      await system.releaseAllLeases();
      expect(await system.takeLease(name, 'w', 1, 100)).toBe(true);
      const again = await system.claimDeliveries('test', 'w', 0, 60_000, 99);
      expect(again.find((it) => it.id === aDelivery(me).id)).toMatchObject({
        attempts: 2,
        lease: { worker: 'w' },
        mayHaveArrived: true,
      });
      await deliveries.eraseAll(me);
    });
  });
}
