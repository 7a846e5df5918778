import { AttachmentBuilder, type REST, Routes } from 'discord.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, restClient, startBot } from './bot.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';

let now = Date.parse('2026-11-20T09:00:00Z');
let discord: FakeDiscord;
let rest: REST;

beforeEach(async () => {
  discord = await startFakeDiscord({ now: () => now, rateLimits: false });
  rest = restClient(discord);
});
afterEach(() => discord.close());

const send = (channelId: string, body: object) =>
  rest.post(Routes.channelMessages(channelId), { body }) as Promise<{ id: string; content: string }>;
const openDm = async (userId: string): Promise<string> =>
  ((await rest.post(Routes.userChannels(), { body: { recipient_id: userId } })) as { id: string }).id;

function place() {
  const guild = discord.addGuild();
  const ada = discord.addUser({ username: 'ada' });
  guild.addMember(ada);
  return { guild, ada, channel: guild.systemChannel! };
}

describe('a DM', () => {
  test('is opened once per person and keeps its id', async () => {
    const { ada } = place();
    const first = await openDm(ada.id);
    expect(await openDm(ada.id)).toBe(first);
    await send(first, { content: 'What did you build?' });
    expect(ada.inbox.map((it) => it.text)).toEqual(['What did you build?']);
    expect(discord.state.dmsOpened).toHaveLength(1);
  });

  test('that is closed is refused when written to (50007), not when opened', async () => {
    const { guild } = place();
    const shy = discord.addUser({ dms: 'closed' });
    guild.addMember(shy);
    const id = await openDm(shy.id);
    expect(await codeOf(send(id, { content: 'hello' }))).toBe(50007);
    shy.dms = 'open';
    expect(await codeOf(send(id, { content: 'hello' }))).toBe('ok');
  });

  test('needs a common server (50278), or the app on the account', async () => {
    const { guild, ada } = place();
    const id = await openDm(ada.id);
    guild.removeMember(ada);
    expect(await codeOf(send(id, { content: 'hello' }))).toBe(50278);
    ada.installedApp = true;
    expect(await codeOf(send(id, { content: 'hello' }))).toBe('ok');
    expect(await codeOf(openDm('999999999999999999'))).toBe(50033);
  });

  test('opened in numbers, without having been asked, brings a warning', async () => {
    const { guild } = place();
    for (let count = 0; count < 11; count++) {
      const member = discord.addUser();
      guild.addMember(member);
      await openDm(member.id);
    }
    expect(discord.warnings).toEqual([expect.stringContaining('Quarantine: 11')]);
  });
});

describe('a nonce', () => {
  test('that is enforced makes one message of a repetition, for some minutes', async () => {
    const { channel } = place();
    const body = { content: 'once', nonce: 'delivery-1', enforce_nonce: true };
    const first = await send(channel.id, body);
    expect((await send(channel.id, body)).id).toBe(first.id);
    expect(discord.messages(channel)).toHaveLength(1);
    now += 300_001;
    expect((await send(channel.id, body)).id).not.toBe(first.id);
  });

  test('that is not enforced makes two', async () => {
    const { channel } = place();
    await send(channel.id, { content: 'twice', nonce: 'delivery-1' });
    await send(channel.id, { content: 'twice', nonce: 'delivery-1' });
    expect(discord.messages(channel)).toHaveLength(2);
  });

  test('saves a delivery whose answer was lost', async () => {
    const { channel } = place();
    discord.faults.dropAfterAccept('POST /channels/:id/messages');
    const message = await send(channel.id, { content: 'once', nonce: 'delivery-1', enforce_nonce: true });
    expect(discord.messages(channel).map((it) => it.id)).toEqual([message.id]);
    expect(discord.requests.map((it) => it.status)).toEqual([0, 200]);
  });
});

describe('what a message would ping', () => {
  const text = 'hi <@123> <@!456> <@&789> @everyone @here';
  const nobody = { everyone: false, users: [], roles: [] };

  test('is everybody in it, unless allowed_mentions says otherwise', async () => {
    const { channel } = place();
    await send(channel.id, { content: text });
    await send(channel.id, { content: text, allowed_mentions: { parse: [] } });
    await send(channel.id, { content: text, allowed_mentions: { parse: ['roles'], users: ['456'] } });
    await send(channel.id, { content: 'plain' });
    expect(discord.messages(channel).map((it) => it.pings)).toEqual([
      { everyone: true, users: ['123', '456'], roles: ['789'] },
      nobody,
      { everyone: false, users: ['456'], roles: ['789'] },
      nobody,
    ]);
    expect(discord.pinging).toHaveLength(2);
  });

  test('is parsed again by an edit without allowed_mentions, and remembered', async () => {
    const { channel } = place();
    const { id } = await send(channel.id, { content: text, allowed_mentions: { parse: [] } });
    expect(discord.pinging).toEqual([]);
    await rest.patch(Routes.channelMessage(channel.id, id), { body: { content: text } });
    expect(discord.pinging).toHaveLength(1);
    await rest.patch(Routes.channelMessage(channel.id, id), { body: { content: 'quiet' } });
    expect(discord.pinging).toHaveLength(1);
  });

  test('includes text components', async () => {
    const { channel } = place();
    await send(channel.id, { flags: 1 << 15, components: [{ type: 10, content: 'ho @here' }] });
    expect(discord.messages(channel)[0]).toMatchObject({ pings: { everyone: true }, text: 'ho @here' });
  });
});

describe('a channel', () => {
  test('that the bot may not write to, or see, is refused by name', async () => {
    const { guild } = place();
    const quiet = guild.addChannel({ botMayWrite: false });
    const hidden = guild.addChannel({ botMayRead: false });
    const gone = guild.addChannel();
    gone.remove();
    expect(await codeOf(send(quiet.id, { content: 'x' }))).toBe(50013);
    expect(await codeOf(rest.get(Routes.channel(quiet.id)))).toBe('ok');
    expect(await codeOf(send(hidden.id, { content: 'x' }))).toBe(50001);
    expect(await codeOf(send(gone.id, { content: 'x' }))).toBe(10003);
    quiet.setBotPermissions({ allow: ['SendMessages'] });
    expect(await codeOf(send(quiet.id, { content: 'x' }))).toBe('ok');
    discord.removeBot(guild);
    expect(await codeOf(send(quiet.id, { content: 'x' }))).toBe(50001);
    expect(await codeOf(rest.get(Routes.guild(guild.id)))).toBe(50001);
  });

  test('asks for the permissions to attach and to embed', async () => {
    const { channel } = place();
    channel.setBotPermissions({ deny: ['AttachFiles', 'EmbedLinks'] });
    const files = [{ name: 'a.txt', data: Buffer.from('a'), contentType: 'text/plain' }];
    expect(
      await codeOf(rest.post(Routes.channelMessages(channel.id), { body: { content: 'x' }, files })),
    ).toBe(50013);
    expect(await codeOf(send(channel.id, { embeds: [{ description: 'x' }] }))).toBe(50013);
    expect(await codeOf(send(channel.id, { content: 'x' }))).toBe('ok');
  });

  test('keeps messages that can be read, edited and deleted', async () => {
    const { channel, ada } = place();
    const hers = ada.post(channel, 'hers');
    const { id } = await send(channel.id, { content: 'mine' });
    await rest.patch(Routes.channelMessage(channel.id, id), { body: { content: 'mine, mended' } });
    const list = (await rest.get(Routes.channelMessages(channel.id))) as { content: string }[];
    expect(list.map((it) => it.content)).toEqual(['mine, mended', 'hers']);
    expect(
      await codeOf(rest.patch(Routes.channelMessage(channel.id, hers.id), { body: { content: 'x' } })),
    ).toBe(50005);
    expect(await codeOf(rest.delete(Routes.channelMessage(channel.id, hers.id)))).toBe(50013);
    await rest.delete(Routes.channelMessage(channel.id, id));
    expect(await codeOf(rest.get(Routes.channelMessage(channel.id, id)))).toBe(10008);
    expect(await codeOf(rest.delete(Routes.channelMessage(channel.id, id)))).toBe(10008);
  });
});

test('a channel’s messages are listed in pages', async () => {
  const { channel, ada } = place();
  const ids = ['a', 'b', 'c', 'd', 'e'].map((text) => ada.post(channel, text).id);
  const page = async (query: Record<string, string>) => {
    const list = await rest.get(Routes.channelMessages(channel.id), { query: new URLSearchParams(query) });
    return (list as { content: string }[]).map((it) => it.content).join('');
  };
  expect(await page({})).toBe('edcba');
  expect(await page({ limit: '2' })).toBe('ed');
  expect(await page({ limit: '2', before: ids[2]! })).toBe('ba');
  expect(await page({ limit: '2', after: ids[1]! })).toBe('dc');
  expect(await page({ limit: '3', around: ids[2]! })).toBe('dcb');
  channel.setBotPermissions({ deny: ['ReadMessageHistory'] });
  expect(await page({})).toBe('');
});

test('a reply pings its author unless told otherwise, and an unknown message cannot be replied to', async () => {
  const { channel, ada } = place();
  const hers = ada.post(channel, 'hers');
  const reference = { message_reference: { message_id: hers.id } };
  await send(channel.id, { content: 'x', ...reference });
  await send(channel.id, { content: 'x', ...reference, allowed_mentions: { parse: [] } });
  expect(discord.messages(channel).map((it) => it.pings.users)).toEqual([[], [ada.id], []]);
  const unknown = { message_reference: { message_id: '999999999999999999' } };
  expect(await codeOf(send(channel.id, { content: 'x', ...unknown }))).toBe(50035);
  expect(discord.takeViolations()).toMatchObject([{ code: 'REPLIES_UNKNOWN_MESSAGE' }]);
});

test('discord.js opens a DM and enforces the nonce that it is given', async () => {
  const { ada } = place();
  const client = await startBot(discord);
  const dm = await (await client.users.fetch(ada.id)).createDM();
  discord.faults.dropAfterAccept('POST /channels/:id/messages', 2);
  await dm.send({ content: 'hello', nonce: 'd1', enforceNonce: true, allowedMentions: { parse: [] } });
  expect(ada.inbox.map((it) => it.text)).toEqual(['hello']);
  expect(discord.requests.at(-1)?.body).toMatchObject({ nonce: 'd1', enforce_nonce: true });
  discord.expectNoViolations();
  await client.destroy();
});

test('files arrive with their alt text, through discord.js, and are served', async () => {
  const { channel } = place();
  const client = await startBot(discord);
  const png = new Uint8Array(24);
  png.set([0x89, 0x50, 0x4e, 0x47]);
  new DataView(png.buffer).setUint32(16, 640);
  new DataView(png.buffer).setUint32(20, 160);
  const picture = new AttachmentBuilder(Buffer.from(png), {
    name: 'year.png',
    description: 'A year: 3 days logged',
  });
  const target = client.channels.cache.get(channel.id);
  if (!target?.isSendable()) throw new Error('not sendable');
  const sent = await target.send({ files: [picture], embeds: [{ image: { url: 'attachment://year.png' } }] });
  const [file] = discord.messages(channel)[0]!.attachments;
  expect(file).toMatchObject({
    filename: 'year.png',
    description: 'A year: 3 days logged',
    width: 640,
    height: 160,
  });
  expect(new Uint8Array(await (await fetch(sent.attachments.first()!.url)).arrayBuffer())).toEqual(png);
  await sent.edit({ content: 'without', attachments: [], embeds: [] });
  expect(discord.messages(channel)[0]).toMatchObject({ attachments: [], text: 'without' });
  discord.expectNoViolations();
  await client.destroy();
});

test('an unknown user, member, guild or route is named', async () => {
  const { guild, ada } = place();
  expect(await codeOf(rest.get(Routes.user('999999999999999999')))).toBe(10013);
  expect(await codeOf(rest.get(Routes.user(ada.id)))).toBe('ok');
  expect(await codeOf(rest.get(Routes.guildMember(guild.id, '999999999999999999')))).toBe(10007);
  expect(await codeOf(rest.get(Routes.guild('999999999999999999')))).toBe(10004);
  expect(await codeOf(rest.get('/sticker-packs'))).toBe(0);
  expect(discord.takeViolations()).toMatchObject([{ request: 'GET /sticker-packs', code: 'UNKNOWN_ROUTE' }]);
});
