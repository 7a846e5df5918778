import { beforeEach, describe, expect, it } from 'vitest';
import { md } from '../../../src/chat/markdown.ts';
import type { RenderedReply } from '../../../src/chat/rendered.ts';
import { createFeed, type FeedEvent, playgroundMessenger } from '../../../src/platforms/playground/index.ts';
import { memoryPlaygroundStore } from '../../fakes/playground-store.ts';

const reply: RenderedReply = { code: 'prompt', visibility: 'private', text: md`What did you build?` };
const identity = { platform: 'playground', user: 'm1' };
const dm = { platform: 'playground', channel: 'dm:m1' };

async function room() {
  const store = memoryPlaygroundStore();
  const feed = createFeed();
  const events: FeedEvent[] = [];
  feed.subscribe((event) => events.push(event));
  await store.addMember({
    id: 'm1',
    name: 'ada',
    colour: 0,
    zone: 'UTC',
    isOrganiser: false,
    dmOpen: true,
    joinedAt: 0,
  });
  return { store, events, messenger: playgroundMessenger({ store, feed, now: () => 1000 }) };
}

describe("the playground's messenger", () => {
  let room_: Awaited<ReturnType<typeof room>>;
  beforeEach(async () => {
    room_ = await room();
  });

  it('opens the DM of a member', async () => {
    expect(await room_.messenger.openDm(identity)).toEqual({ ok: true, destination: dm });
  });

  it('opens no DM of somebody who is not there', async () => {
    expect(await room_.messenger.openDm({ ...identity, user: 'm9' })).toMatchObject({
      ok: false,
      kind: 'permanent',
    });
  });

  it('sends one message for one delivery id, however often', async () => {
    const first = await room_.messenger.send(dm, reply, 'd1');
    const second = await room_.messenger.send(dm, reply, 'd1');
    expect(first).toEqual(second);
    expect(await room_.store.listMessages({ channel: 'dm:m1', limit: 9 })).toHaveLength(1);
    expect(room_.events).toHaveLength(1);
  });

  it('tells whether a delivery arrived', async () => {
    expect(await room_.messenger.find?.(dm, 'd1')).toBe('absent');
    const sent = await room_.messenger.send(dm, reply, 'd1');
    expect(await room_.messenger.find?.(dm, 'd1')).toEqual(sent.ok && sent.post);
  });

  it('is refused for good by a closed DM', async () => {
    await room_.store.setDmOpen('m1', false);
    const closed = { ok: false, kind: 'permanent', reason: 'dm-closed' };
    expect(await room_.messenger.send(dm, reply, 'd1')).toEqual(closed);
    expect(await room_.messenger.openDm(identity)).toEqual(closed);
    expect(await room_.messenger.mayPost(dm)).toEqual({ ok: false, missing: 'the DM is closed' });
  });

  it('still knows a delivery that arrived before the DM was closed', async () => {
    const sent = await room_.messenger.send(dm, reply, 'd1');
    await room_.store.setDmOpen('m1', false);
    expect(await room_.messenger.send(dm, reply, 'd1')).toEqual(sent);
  });

  it('is refused by a channel that does not exist', async () => {
    const to = { platform: 'playground', channel: 'nowhere' };
    expect(await room_.messenger.send(to, reply, 'd1')).toMatchObject({ ok: false, reason: 'channel-gone' });
    expect(await room_.messenger.mayPost({ ...to, channel: 'general' })).toEqual({ ok: true });
  });

  it('forgets its DM with a member', async () => {
    await room_.messenger.send(dm, reply, 'd1');
    await room_.messenger.forget?.(identity);
    expect(await room_.store.listMessages({ channel: 'dm:m1', limit: 9 })).toEqual([]);
    expect(room_.events.at(-1)).toEqual({ type: 'reset' });
  });

  it('edits and removes what it sent, and says when that is gone', async () => {
    const sent = await room_.messenger.send(dm, reply, 'd1');
    if (!sent.ok) throw new Error('not sent');
    await room_.messenger.edit(sent.post, { ...reply, text: md`Changed` });
    const [edited] = await room_.store.listMessages({ channel: 'dm:m1', limit: 9 });
    expect(edited).toMatchObject({ content: { text: 'Changed' }, editedAt: 1000 });
    expect(await room_.messenger.remove(sent.post)).toMatchObject({ ok: true });
    expect(await room_.store.listMessages({ channel: 'dm:m1', limit: 9 })).toEqual([]);
    const gone = { ok: false, kind: 'permanent', reason: 'message-gone' };
    expect(await room_.messenger.edit(sent.post, reply)).toEqual(gone);
    expect(await room_.messenger.remove(sent.post)).toEqual(gone);
  });
});
