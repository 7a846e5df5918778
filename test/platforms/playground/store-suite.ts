import { beforeEach, describe, expect, it } from 'vitest';
import type {
  NewMessage,
  PlaygroundMember,
  PlaygroundStore,
} from '../../../src/platforms/playground/index.ts';

const member = (id: string, more: Partial<PlaygroundMember> = {}): PlaygroundMember => ({
  id,
  name: id,
  colour: 0,
  zone: 'UTC',
  isOrganiser: false,
  dmOpen: true,
  joinedAt: 1,
  ...more,
});
const message = (id: string, more: Partial<NewMessage> = {}): NewMessage => ({
  id,
  key: `key-${id}`,
  channel: 'general',
  content: { code: 'said', text: id },
  at: 1,
  ...more,
});
const ids = (found: readonly { readonly id: string }[]) => found.map((it) => it.id);

/** What a store of the playground does, whichever keeps it. */
export function playgroundStoreSuite(name: string, make: () => Promise<PlaygroundStore>): void {
  describe(`the playground's store ${name}`, () => {
    let store: PlaygroundStore;
    beforeEach(async () => {
      store = await make();
    });

    it('makes the first member an organiser, and no other', async () => {
      expect(await store.addMember(member('a'))).toMatchObject({ member: { isOrganiser: true } });
      expect(await store.addMember(member('b'))).toMatchObject({ member: { isOrganiser: false } });
      expect(await store.findMember('a')).toEqual(member('a', { isOrganiser: true }));
    });

    it('takes a name once, whatever its case, and gives it back once its member is gone', async () => {
      await store.addMember(member('a', { name: 'Ada' }));
      expect(await store.addMember(member('b', { name: 'ADA' }))).toEqual({ ok: false, code: 'name-taken' });
      expect(await store.findMemberByName('aDa')).toMatchObject({ id: 'a' });
      await store.removeMember('a');
      expect(await store.addMember(member('b', { name: 'ADA' }))).toMatchObject({ ok: true });
    });

    it('lists members by joining', async () => {
      await store.addMember(member('z', { joinedAt: 1 }));
      await store.addMember(member('a', { joinedAt: 2 }));
      expect(ids(await store.members())).toEqual(['z', 'a']);
    });

    it('closes and opens DMs', async () => {
      await store.addMember(member('a'));
      await store.setDmOpen('a', false);
      expect(await store.findMember('a')).toMatchObject({ dmOpen: false });
    });

    it('writes a message with a known key not again', async () => {
      const first = await store.addMessage(message('1'));
      const second = await store.addMessage(message('2', { key: 'key-1' }));
      expect(first.fresh).toBe(true);
      expect(second).toEqual({ fresh: false, message: first.message });
      expect(await store.findMessageByKey('key-1')).toEqual(first.message);
    });

    it('writes one of two messages with the same key at the same time', async () => {
      const both = await Promise.all([
        store.addMessage(message('1', { key: 'k' })),
        store.addMessage(message('2', { key: 'k' })),
      ]);
      expect(both.filter((it) => it.fresh)).toHaveLength(1);
      expect(ids(await store.listMessages({ channel: 'general', limit: 9 }))).toEqual(['1']);
    });

    it('gives back a message exactly as it was written', async () => {
      const written = message('1', {
        author: 'a',
        visibleTo: 'a',
        answers: { member: 'a', command: '/log $set.x' },
        content: {
          code: 'said',
          text: 'ü\n$where {"$ne": null} \u0000',
          fields: [{ name: 'a.b', value: '$c' }],
          buttons: [[{ label: 'Undo', action: 'x~1', style: 'primary', opensForm: false }]],
          select: { placeholder: 'p', action: 'y~1', choices: [{ value: 'v', label: 'l' }] },
        },
      });
      const { message: stored } = await store.addMessage(written);
      expect(await store.findMessage('1')).toEqual({ ...written, seq: stored.seq, rev: stored.rev });
    });

    it('pages from the newest backwards', async () => {
      for (const id of ['1', '2', '3', '4']) await store.addMessage(message(id));
      const last = await store.listMessages({ channel: 'general', limit: 2 });
      expect(ids(last)).toEqual(['3', '4']);
      expect(ids(await store.listMessages({ channel: 'general', limit: 2, before: last[0]!.seq }))).toEqual([
        '1',
        '2',
      ]);
    });

    it('shows a member what everybody sees and what is theirs alone', async () => {
      await store.addMessage(message('all'));
      await store.addMessage(message('hers', { visibleTo: 'a' }));
      await store.addMessage(message('his', { visibleTo: 'b' }));
      await store.addMessage(message('elsewhere', { channel: 'roundup' }));
      expect(ids(await store.listMessages({ channel: 'general', viewer: 'a', limit: 9 }))).toEqual([
        'all',
        'hers',
      ]);
      expect(await store.listMessages({ channel: 'general', limit: 9 })).toHaveLength(3);
    });

    it('replays every change once, in the order of change', async () => {
      await store.addMessage(message('1'));
      const { message: second } = await store.addMessage(message('2'));
      await store.replaceContent('1', { code: 'said', text: 'changed' }, 5);
      await store.addMessage(message('3'));
      await store.removeMessage('2', 6);
      const changes = await store.changesAfter(second.rev, 9);
      expect(ids(changes)).toEqual(['1', '3', '2']);
      expect(changes[0]).toMatchObject({ content: { text: 'changed' }, editedAt: 5, seq: 1 });
      expect(changes[2]).toMatchObject({ removedAt: 6 });
      expect(await store.lastRev()).toBe(changes[2]!.rev);
      expect(await store.changesAfter(changes[2]!.rev, 9)).toEqual([]);
    });

    it('changes nothing that is removed', async () => {
      await store.addMessage(message('1'));
      await store.removeMessage('1', 2);
      expect(await store.replaceContent('1', { code: 'said', text: 'x' }, 3)).toBeUndefined();
      expect(await store.removeMessage('1', 3)).toBeUndefined();
      expect(await store.listMessages({ channel: 'general', limit: 9 })).toEqual([]);
    });

    it('forgets what the bot and a member said to each other, and nothing else', async () => {
      await store.addMessage(message('dm', { channel: 'dm:a' }));
      await store.addMessage(message('hers', { visibleTo: 'a' }));
      await store.addMessage(message('his', { visibleTo: 'b', answers: { member: 'b', command: '/log' } }));
      const naming = { content: { code: 'x', text: 'a', namesOthers: true } } as const;
      await store.addMessage(message('cheer', { visibleTo: 'b', ...naming }));
      await store.addMessage(message('question', { channel: 'dm:b', ...naming }));
      await store.addMessage(message('prompt', { channel: 'dm:b' }));
      await store.addMessage(message('roundup', naming));
      await store.addMessage(message('public', { answers: { member: 'a', command: '/log' } }));
      await store.addMessage(message('own', { author: 'a' }));
      await store.forgetTalk('a');
      expect(await store.listMessages({ channel: 'dm:a', limit: 9 })).toEqual([]);
      const left = await store.listMessages({ channel: 'general', limit: 9 });
      expect(ids(left)).toEqual(['his', 'roundup', 'public', 'own']);
      expect(ids(await store.listMessages({ channel: 'dm:b', limit: 9 }))).toEqual(['prompt']);
      expect(left.map((it) => it.answers?.member)).toEqual(['b', undefined, undefined, undefined]);
      expect(await store.findMessageByKey('key-dm')).toBeUndefined();
    });

    it('drops a file with the last message that shows it', async () => {
      const put = (id: string) =>
        store.putFile({ id, name: id, contentType: 'image/png', bytes: new Uint8Array(1) });
      const content = (file: string) => ({
        code: 'x',
        text: '',
        picture: { file, alt: '', width: 1, height: 1 },
        file: { file: `${file}-2`, name: 'x', contentType: 'text/csv', size: 1 },
      });
      for (const id of ['f', 'f-2', 'g', 'g-2']) await put(id);
      await store.addMessage(message('1', { content: content('f') }));
      await store.addMessage(message('2', { content: content('f'), visibleTo: 'a' }));
      await store.addMessage(message('3', { content: content('g') }));
      await store.replaceContent('3', { code: 'x', text: '' }, 2);
      expect(await store.findFile('g')).toBeUndefined();
      expect(await store.findFile('g-2')).toBeUndefined();
      await store.forgetTalk('a');
      expect(await store.findFile('f')).toBeDefined();
      await store.removeMessage('1', 2);
      expect(await store.findFile('f')).toBeUndefined();
      expect(await store.findFile('f-2')).toBeUndefined();
    });

    it('finds the newest messages that carry a button now', async () => {
      const content = (action: string) => ({
        code: 'x',
        text: '',
        buttons: [[{ label: 'l', action, style: 'primary' as const, opensForm: false }]],
      });
      await store.addMessage(message('1', { content: content('go') }));
      await store.addMessage(message('2', { content: content('go') }));
      await store.addMessage(message('3', { content: content('stop') }));
      expect(ids(await store.findByAction('go', 9))).toEqual(['2', '1']);
      await store.replaceContent('2', content('stop'), 2);
      expect(ids(await store.findByAction('go', 9))).toEqual(['1']);
    });

    it('counts what a member has not read', async () => {
      const { message: first } = await store.addMessage(message('1'));
      await store.addMessage(message('own', { author: 'a' }));
      await store.addMessage(message('private', { visibleTo: 'b' }));
      await store.addMessage(message('2', { author: 'b' }));
      await store.addMessage(message('3', { author: 'b' }));
      await store.removeMessage('3', 2);
      expect(await store.countUnread('a', 'general', 0, 99)).toBe(2);
      expect(await store.countUnread('a', 'general', first.seq, 99)).toBe(1);
      expect(await store.countUnread('a', 'general', 0, 1)).toBe(1);
    });

    it('moves a read mark forward only', async () => {
      await store.markRead('a', 'general', 5);
      await store.markRead('a', 'general', 3);
      await store.markRead('a', 'dm:a', 1);
      expect(await store.readMarks('a')).toEqual(
        new Map([
          ['general', 5],
          ['dm:a', 1],
        ]),
      );
    });

    it('keeps files byte for byte', async () => {
      const bytes = new Uint8Array([0, 255, 13, 10, 128]);
      await store.putFile({ id: 'f', name: 'f.png', contentType: 'image/png', bytes });
      await store.putFile({ id: 'f', name: 'f.png', contentType: 'image/png', bytes });
      const found = await store.findFile('f');
      expect(found).toMatchObject({ id: 'f', name: 'f.png', contentType: 'image/png' });
      expect([...found!.bytes]).toEqual([...bytes]);
      expect(await store.findFile('none')).toBeUndefined();
    });
  });
}
