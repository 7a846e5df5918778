import { describe, expect, it } from 'vitest';
import { asking } from './asking.ts';

describe('POST members', () => {
  it('makes a member who has started with that zone', async () => {
    const client = asking();
    const { status, body } = await client.join();
    expect(status).toBe(201);
    expect(body).toMatchObject({
      member: { name: 'ada', zone: 'Europe/Lisbon', organiser: true, dmOpen: true },
      replies: [{ code: 'started', visibility: 'private', visibleTo: 'ada' }],
    });
    const { body: dm } = await client.get('messages?dm=ada');
    expect(dm.messages).toMatchObject([{ code: 'prompt', author: 'Shipmate', bot: true }]);
  });

  it('keeps nobody whom the bot does not take, and says why', async () => {
    const client = asking();
    const { status, body } = await client.join('ada', 'Mars/Base');
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'not-started',
      message: expect.stringContaining('Mars/Base'),
    });
    expect((await client.get('members')).body).toEqual({ members: [] });
    expect((await client.get('messages?channel=general')).body.messages).toEqual([]);
    expect((await client.join()).status).toBe(201);
  });

  it('refuses a name that is taken or no name', async () => {
    const client = asking();
    await client.join();
    expect(await client.join(' ADA ')).toMatchObject({
      status: 409,
      body: { error: { code: 'name-taken' } },
    });
    expect(await client.join('x'.repeat(33))).toMatchObject({
      status: 400,
      body: { error: { code: 'bad-name' } },
    });
    expect(await client.join(' ')).toMatchObject({ status: 400, body: { error: { code: 'bad-name' } } });
  });

  it('makes organisers of the first one and of whom it is told', async () => {
    const client = asking();
    await client.join();
    await client.join('bea');
    await client.post('members', { name: 'cleo', zone: 'UTC', organiser: true });
    const { body } = await client.get('members');
    expect(body.members.map((it: { organiser: boolean }) => it.organiser)).toEqual([true, false, true]);
    expect((await client.say('/setup')).body.replies[0].code).toBe('setup');
    expect((await client.say('/setup', { member: 'bea' })).body.replies[0].code).toBe('organisers-only');
  });
});

describe('a member', () => {
  it('can close and open their DM', async () => {
    const client = asking();
    await client.join();
    const closed = await client.post('members/dm', { member: 'ada', open: false });
    expect(closed.body.member.dmOpen).toBe(false);
    const { messenger, store } = client.host.playground;
    const ada = await store.findMemberByName('ada');
    const identity = { platform: 'playground', user: ada!.id };
    expect(await messenger.openDm(identity)).toMatchObject({ ok: false, reason: 'dm-closed' });
    await client.post('members/dm', { member: 'ada', open: true });
    expect(await messenger.openDm(identity)).toMatchObject({ ok: true });
  });

  it('has unread marks that reading takes away', async () => {
    const client = asking();
    await client.join();
    await client.join('bea');
    await client.say('hello', { member: 'bea' });
    const unread = async () =>
      Object.fromEntries(
        (await client.get('channels?member=ada')).body.channels.map((it: { id: string; unread: number }) => [
          it.id,
          it.unread,
        ]),
      );
    expect(await unread()).toEqual({ general: 2, shipped: 0, roundup: 0, dm: 1 });
    const { body } = await client.get('messages?channel=general&member=ada');
    await client.post('read', { member: 'ada', channel: 'general', seq: body.messages.at(-1).seq });
    expect(await unread()).toEqual({ general: 0, shipped: 0, roundup: 0, dm: 1 });
    expect((await client.get('members')).body.members[0].unreadDm).toBe(1);
  });

  it('has a streak as the bot sees it', async () => {
    const client = asking();
    await client.join();
    expect((await client.get('streak?member=ada')).body).toMatchObject({ current: 1, freezes: { max: 2 } });
    expect(await client.get('streak?member=bob')).toMatchObject({
      status: 404,
      body: { error: { code: 'no-such-member', message: expect.stringContaining('"bob"') } },
    });
  });
});
