import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { anEntry, collect, id, now, today } from '../samples.ts';

const ids = (found: readonly { readonly id: string }[]): string[] => found.map((it) => it.id);

export function entrySuite(store: () => Store): void {
  describe('entries', () => {
    it('writes an event once, however often and however fast it comes', async () => {
      const me = id('person');
      const entries = Array.from({ length: 8 }, () => anEntry(me, { eventKey: 'the-event' }));
      const written = await Promise.all(entries.map((entry) => store().entries.insert(entry)));
      const fresh = written.filter((it) => it.fresh);
      expect(fresh).toHaveLength(1);
      expect(new Set(written.map((it) => it.entry.id))).toEqual(new Set([fresh[0]?.entry.id]));
      expect(await store().entries.list(me, {}, { limit: 10 })).toEqual([fresh[0]?.entry]);
    });

    it('takes the same event from another person', async () => {
      const [me, you] = [id('person'), id('person')];
      await store().entries.insert(anEntry(me, { eventKey: 'e' }));
      expect(await store().entries.insert(anEntry(you, { eventKey: 'e' }))).toMatchObject({ fresh: true });
    });

    it('finds an entry for its owner alone, a deleted one only when told', async () => {
      const [me, you] = [id('person'), id('person')];
      const entry = anEntry(me);
      await store().entries.insert(entry);
      expect(await store().entries.find(me, entry.id)).toEqual(entry);
      expect(await store().entries.find(you, entry.id)).toBeUndefined();
      await store().entries.save({ ...entry, deletedAt: now });
      expect(await store().entries.find(me, entry.id)).toBeUndefined();
      expect(await store().entries.find(me, entry.id, { deleted: true })).toMatchObject({ deletedAt: now });
    });

    it('lets one of two writers of one version win', async () => {
      const entry = anEntry(id('person'));
      await store().entries.insert(entry);
      const saved = await Promise.all(
        ['a', 'b', 'c'].map((text) => store().entries.save({ ...entry, text })),
      );
      expect(saved.filter((it) => it.ok)).toHaveLength(1);
      expect(await store().entries.find(entry.personId, entry.id)).toMatchObject({ version: 2 });
    });

    it('lists the newest day first, then what was written last, page by page', async () => {
      const me = id('person');
      const order = [
        { day: today, at: now + 1 },
        { day: today, at: now },
        { day: today, at: now },
        { day: today - 1, at: now + 9 },
        { day: today - 2, at: now - 9 },
      ].map((it, index) => anEntry(me, { ...it, id: `e${9 - index}` }));
      for (const entry of [...order].reverse()) await store().entries.insert(entry);
      expect(ids(await store().entries.list(me, {}, { limit: 9 }))).toEqual(ids(order));
      const paged: string[] = [];
      for (let before = undefined as (typeof order)[0] | undefined; ; ) {
        const page = await store().entries.list(me, {}, { limit: 2, ...(before && { before }) });
        if (page.length === 0) break;
        paged.push(...ids(page));
        before = page.at(-1);
      }
      expect(paged).toEqual(ids(order));
    });

    it('filters by words, tag, project, kind and dates, together too', async () => {
      const me = id('person');
      const a = anEntry(me, {
        text: 'Crème brûlée timer, naïve REDIS queue',
        project: 'dessert',
        tags: ['redis'],
        day: today - 1,
      });
      const b = anEntry(me, {
        text: 'Redid the queue',
        kind: 'pain',
        pain: { error: 'ECONNRESET', state: 'open' },
      });
      const c = anEntry(me, { text: 'deleted queue', deletedAt: now });
      for (const entry of [a, b, c]) await store().entries.insert(entry);
      const search = async (filter: Parameters<Store['entries']['list']>[1]) =>
        ids(await store().entries.list(me, filter, { limit: 9 }));
      expect(await search({ words: ['queue'] })).toEqual([b.id, a.id]);
      expect(await search({ words: ['redis', 'que'] })).toEqual([a.id]);
      expect(await search({ words: ['redi', 'queue'] })).toEqual([b.id, a.id]);
      expect(await search({ words: ['creme', 'naive'] })).toEqual([a.id]);
      expect(await search({ words: ['econnreset'] })).toEqual([b.id]);
      expect(await search({ words: ['queue', 'absent'] })).toEqual([]);
      // Between the words of both there is one that would fit a careless range.
      expect(await search({ words: ['l'] })).toEqual([]);
      expect(await search({ tag: 'redis' })).toEqual([a.id]);
      expect(await search({ project: 'dessert' })).toEqual([a.id]);
      expect(await search({ kind: 'pain' })).toEqual([b.id]);
      expect(await search({ from: today })).toEqual([b.id]);
      expect(await search({ to: today - 1 })).toEqual([a.id]);
      expect(await search({ from: today - 1, to: today - 1, words: ['queue'], tag: 'redis' })).toEqual([
        a.id,
      ]);
    });

    it('pages through a search', async () => {
      const me = id('person');
      const all = Array.from({ length: 7 }, (_, index) =>
        anEntry(me, { day: today - index, text: index % 2 ? 'other' : 'redis' }),
      );
      for (const entry of all) await store().entries.insert(entry);
      const first = await store().entries.list(me, { words: ['redis'] }, { limit: 2 });
      const before = first.at(-1) as (typeof all)[0];
      const second = await store().entries.list(me, { words: ['redis'] }, { limit: 2, before });
      expect(ids([...first, ...second])).toEqual(ids(all.filter((it) => it.text === 'redis')));
    });

    it('knows the logged dates with their entries, without deleted ones', async () => {
      const me = id('person');
      const first = anEntry(me, { day: today - 3 });
      const late = anEntry(me, { day: today - 1, backdated: true });
      const twice = anEntry(me, { day: today - 1, at: now + 1 });
      const gone = anEntry(me, { day: today, deletedAt: now });
      for (const entry of [first, late, twice, gone]) await store().entries.insert(entry);
      const days = await store().entries.loggedDays(me);
      expect([...days.keys()]).toEqual([today - 3, today - 1]);
      expect(days.get(today - 1)?.toSorted((a, b) => Number(b.backdated) - Number(a.backdated))).toEqual([
        { id: late.id, backdated: true },
        { id: twice.id, backdated: false },
      ]);
      expect([...(await store().entries.loggedDays(me, today - 3)).keys()]).toEqual([today - 1]);
      expect(await store().entries.isLogged(me, today - 1)).toBe(true);
      expect(await store().entries.isLogged(me, today)).toBe(false);
      expect(await store().entries.isLogged(me, today - 2)).toBe(false);
    });

    it('tells the latest written one that is not deleted', async () => {
      const me = id('person');
      expect(await store().entries.latest(me)).toBeUndefined();
      const backdated = anEntry(me, { at: now + 5, day: today - 2 });
      for (const entry of [anEntry(me), backdated, anEntry(me, { at: now + 9, deletedAt: now })])
        await store().entries.insert(entry);
      expect(await store().entries.latest(me)).toEqual(backdated);
    });

    it('hands out all of a person in the order of their dates, deleted ones too', async () => {
      const me = id('person');
      const all = Array.from({ length: 250 }, (_, index) =>
        anEntry(me, { day: today - 250 + index, ...(index % 9 === 0 && { deletedAt: now }) }),
      );
      await Promise.all(all.map((entry) => store().entries.insert(entry)));
      await store().entries.insert(anEntry(id('person')));
      expect(ids(await collect(store().entries.all(me)))).toEqual(ids(all));
    });

    it('offers projects and tags, the latest used first, each once', async () => {
      const me = id('person');
      expect(await store().entries.vocabulary(me)).toEqual({ projects: [], tags: [] });
      await store().entries.insert(anEntry(me, { project: 'one', tags: ['a', 'b'] }));
      await store().entries.insert(anEntry(me, { project: 'two', tags: ['c', 'a'] }));
      expect(await store().entries.vocabulary(me)).toEqual({
        projects: ['two', 'one'],
        tags: ['c', 'a', 'b'],
      });
    });

    it('erases all of a person and nothing of anybody else', async () => {
      const [me, you] = [id('person'), id('person')];
      for (const personId of [me, me, you]) await store().entries.insert(anEntry(personId, { project: 'p' }));
      await store().entries.eraseAll(me);
      expect(await collect(store().entries.all(me))).toEqual([]);
      expect(await store().entries.vocabulary(me)).toEqual({ projects: [], tags: [] });
      expect(await collect(store().entries.all(you))).toHaveLength(1);
      expect((await store().entries.vocabulary(you)).projects).toEqual(['p']);
    });
  });

  describe('what a community sees', () => {
    it('is what was shared with it, neither private, hidden nor deleted', async () => {
      const [me, here, there] = [id('person'), id('community'), id('community')];
      const shared = (more: object) => anEntry(me, { audience: 'community', communityId: here, ...more });
      const seen = shared({ at: now + 2 });
      const first = shared({ at: now + 1, day: today - 1 });
      const unseen = [
        anEntry(me, { communityId: here }),
        shared({ hidden: true }),
        shared({ deletedAt: now }),
        shared({ communityId: there }),
        anEntry(me, { audience: 'community' }),
      ];
      for (const entry of [seen, first, ...unseen]) await store().entries.insert(entry);
      expect(ids(await store().entries.sharedWith(here, now, now + 9))).toEqual([first.id, seen.id]);
      expect(ids(await store().entries.sharedWith(here, now + 1, now + 2))).toEqual([first.id]);
      const facts = ({ id, day, at }: ReturnType<typeof anEntry>) => ({ id, day, at });
      const all = [...(await store().entries.sharedBy(here, me))].sort((a, b) => a.at - b.at);
      expect(all).toEqual([first, seen].map(facts));
      expect(await store().entries.findShared(here, seen.id)).toEqual(seen);
      for (const { id: unseenId } of unseen)
        expect(await store().entries.findShared(here, unseenId)).toBeUndefined();
    });

    it('are found by a copy as far as the community sees them', async () => {
      const [me, here] = [id('person'), id('community')];
      const post = { platform: 'test', channel: 'general', message: '1.5' };
      const shared = (more: object) =>
        anEntry(me, { audience: 'community', communityId: here, posts: [post], ...more });
      const elsewhere = shared({ posts: [{ ...post, channel: 'random' }] });
      const seen = shared({ posts: [{ ...post, message: '1.4' }, post] });
      const unseen = [shared({ hidden: true }), shared({ deletedAt: now }), shared({ audience: 'private' })];
      for (const entry of [elsewhere, ...unseen]) await store().entries.insert(entry);
      expect(await store().entries.findByPost(here, post)).toBeUndefined();
      await store().entries.insert(seen);
      expect(await store().entries.findByPost(here, post)).toEqual(seen);
      expect(await store().entries.findByPost(here, { ...post, channel: 'random' })).toEqual(elsewhere);
      expect(await store().entries.findByPost(id('community'), post)).toBeUndefined();
    });
  });
}
