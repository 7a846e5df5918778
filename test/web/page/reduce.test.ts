import { describe, expect, it } from 'vitest';
import { initialState, reduce } from '../../../src/web/page/src/state/reduce.ts';
import type { Message, State } from '../../../src/web/page/src/state/types.ts';

const message = (seq: number, more: Partial<Message> = {}): Message => ({
  id: `m${seq}`,
  seq,
  channel: 'general',
  author: 'bea',
  authorId: 'b',
  bot: false,
  at: '2026-11-21T09:30:00.000Z',
  code: 'said',
  text: String(seq),
  blocks: [],
  visibility: 'public',
  ...more,
});
const channel = (id: string) => ({ id, kind: 'channel' as const, name: id, topic: '', unread: 0 });
const inside: State = reduce(
  reduce(initialState, {
    type: 'entered',
    me: 'a',
    channels: [channel('general'), channel('roundup')],
    open: 'general',
  }),
  { type: 'page', channel: 'general', messages: [message(1), message(2)], more: false, where: 'whole' },
);
const receive = (state: State, it: Message, seen = false) =>
  reduce(state, { type: 'message', message: it, seen });
const unread = (state: State) => state.channels.map((it) => it.unread);
const shown = (state: State) => state.threads.general?.messages.map((it) => it.text);

describe('a message that arrives', () => {
  it('is shown once, in its place', () => {
    const state = receive(receive(inside, message(4)), message(3));
    expect(shown(receive(state, message(4)))).toEqual(['1', '2', '3', '4']);
  });

  it('takes the place of its older version', () => {
    const edited = message(1, { text: 'new', editedAt: '2026-11-21T09:31:00.000Z' });
    expect(shown(receive(inside, edited))).toEqual(['new', '2']);
    expect(unread(receive(inside, edited))).toEqual([0, 0]);
  });

  it('counts as unread unless it is seen, known or own', () => {
    expect(unread(receive(inside, message(3)))).toEqual([1, 0]);
    expect(unread(receive(inside, message(3), true))).toEqual([0, 0]);
    expect(unread(receive(inside, message(3, { authorId: 'a' })))).toEqual([0, 0]);
    expect(unread(receive(inside, message(3, { channel: 'roundup' })))).toEqual([0, 1]);
    expect(unread(receive(receive(inside, message(3)), message(3)))).toEqual([1, 0]);
  });

  it('leaves a page alone that does not reach back to it', () => {
    const page = { channel: 'general', messages: [message(8)], more: true, where: 'whole' } as const;
    const state = reduce(inside, { type: 'page', ...page });
    expect(shown(receive(state, message(3, { editedAt: '2026-11-21T09:31:00.000Z' })))).toEqual(['8']);
  });
});

it('reading takes the unread mark away', () => {
  const state = receive(inside, message(3));
  expect(unread(reduce(state, { type: 'read', channel: 'general' }))).toEqual([0, 0]);
});

it('older messages come before what is shown', () => {
  const page = { channel: 'general', messages: [message(0)], more: false, where: 'before' } as const;
  expect(shown(reduce(inside, { type: 'page', ...page }))).toEqual(['0', '1', '2']);
});

it('a removed message goes away', () => {
  expect(shown(reduce(inside, { type: 'removed', id: 'm1', channel: 'general' }))).toEqual(['2']);
});

it('at most three toasts stand at once', () => {
  const toasts = [1, 2, 3, 4].map((id) => ({ id, text: '', kind: 'error' as const }));
  const state = toasts.reduce((before, toast) => reduce(before, { type: 'toast', toast }), inside);
  expect(state.toasts.map((it) => it.id)).toEqual([2, 3, 4]);
});
