import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/index.ts';
import { id, now } from '../samples.ts';

export function memorySuite(store: () => Store): void {
  describe('the memory of events', () => {
    it('knows what it was told, again too, without keeping it', async () => {
      const [known, other] = [id('event'), id('event')];
      expect(await store().events.seen(known)).toBe(false);
      await store().events.remember([], now);
      await store().events.remember([known, other], now);
      await store().events.remember([known], now);
      expect(await store().events.seen(known)).toBe(true);
      expect(await store().events.seen(`${known}0`)).toBe(false);
      const rows = await store().connection.collection('events').find({}).toArray();
      expect(JSON.stringify(rows)).not.toContain(known);
    });
  });

  describe('drafts', () => {
    const draft = (owner: string, more: object = {}) => ({
      id: 'd1',
      owner,
      form: 'log.form',
      args: ['a', ''],
      values: { text: 'line\nline', 'odd.key': '$where', empty: '' },
      expiresAt: now + 1000,
      ...more,
    });

    it('keeps one for its owner until it expires, the last one put', async () => {
      const owner = id('test::user');
      await store().drafts.put(draft(owner, { values: {} }));
      await store().drafts.put(draft(owner));
      expect(await store().drafts.find(owner, 'd1', now)).toEqual(draft(owner));
      expect(await store().drafts.find(owner, 'd1', now + 1000)).toBeUndefined();
      expect(await store().drafts.find(id('test::user'), 'd1', now)).toBeUndefined();
    });

    it('erases those of an owner', async () => {
      const [mine, yours] = [id('test::user'), id('test::user')];
      for (const owner of [mine, yours]) await store().drafts.put(draft(owner));
      await store().drafts.erase(mine);
      expect(await store().drafts.find(mine, 'd1', now)).toBeUndefined();
      expect(await store().drafts.find(yours, 'd1', now)).toBeDefined();
    });
  });

  describe('the installation', () => {
    it('keeps its secrets, its clock and what Discord was told', async () => {
      const { installation } = store();
      expect(installation.secret.length).toBeGreaterThan(40);
      await store().saveClockAhead(5000);
      await store().saveDiscordCommands('hash');
      const kept = await store().connection.collection('installation').findOne({});
      expect(kept).toMatchObject({
        secret: installation.secret,
        clockAheadMs: 5000,
        discordCommands: 'hash',
      });
    });

    it('answers a ping', async () => {
      expect(await store().ping()).toBeGreaterThan(0);
    });
  });
}
