import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { FakeChannel, FakeGuild, FakeUser } from '../../fakes/discord/index.ts';
import type { FakeRole } from '../../fakes/discord/model/guild.ts';
import { bits } from '../../fakes/discord/model/permissions.ts';
import { type DiscordHarness, openDiscordHarness, until } from './discord-harness.ts';

let harness: DiscordHarness;
let guild: FakeGuild;
let [ada, bob]: FakeUser[] = [];
let help: FakeChannel;
let secret: FakeChannel;
let role: FakeRole;
const general = () => guild.systemChannel!;

beforeAll(async () => {
  harness = await openDiscordHarness({
    fake: { rateLimits: false },
    before(discord) {
      guild = discord.addGuild({ name: 'Harbour' });
      help = guild.addChannel({ name: 'help' });
      secret = guild.addChannel({ name: 'secret' });
      secret.overwrites.push({ id: guild.id, type: 0, allow: 0n, deny: bits(['ViewChannel']) });
      role = guild.addRole({ name: 'backend' });
      ada = discord.addUser({ username: 'ada' });
      bob = discord.addUser({ username: 'bob', globalName: 'Bob the Builder' });
      for (const user of [ada, bob]) guild.addMember(user);
    },
  });
  await until(() => harness.discord.messages(general()).length > 0);
});
afterAll(async () => {
  harness.discord.expectNoViolations();
  expect(harness.discord.pinging).toEqual([]);
  await harness.close();
});

const latest = async () => {
  const person = await harness.store.people.findByIdentity({ platform: 'discord', user: ada!.id });
  return harness.store.entries.latest(person?.id ?? '');
};
const log = async (text: string): Promise<string | undefined> => {
  await ada!.slash(general(), 'log', { text });
  return (await latest())?.text;
};

describe('what a text mentions is logged as its author saw it', () => {
  test('in an option: accounts, roles, channels, emoji, commands and times', async () => {
    expect(await log(`paired with <@${bob!.id}> and <@!${bob!.id}> in <#${help.id}>`)).toBe(
      'paired with @Bob the Builder and @Bob the Builder in #help',
    );
    expect(await log(`asked <@&${role.id}> <:ship:123456789012345678> <a:wave:123456789012345678>`)).toBe(
      'asked @backend :ship: :wave:',
    );
    expect(await log('</log:123456789012345678> at <t:1700000000:R>, see <id:browse>')).toBe(
      '/log at 2023-11-14 22:13 UTC, see #browse',
    );
  });

  test('in a message that is logged by its menu, with whom the message brings along', async () => {
    await ada!.messageCommand(
      'Log this as progress',
      ada!.post(general(), `thanks to <@${bob!.id}> in <#${help.id}>`),
    );
    expect((await latest())?.text).toBe('thanks to @Bob the Builder in #help');
  });

  test('in a form, where nothing is brought along: without a name there is none, and no id', async () => {
    const opened = await ada!.slash(general(), 'log');
    await ada!.submitModal(opened.modal!, { text: `with <@${bob!.id}> in <#${help.id}>` });
    expect((await latest())?.text).toBe('with @somebody in #help');
  });

  test('but the name of a channel that not everybody may see is left out', async () => {
    expect(await log(`deployed from <#${secret.id}>`)).toBe('deployed from a channel');
    expect(await log('from <#123456789012345678> by <@123456789012345678>, <@&123456789012345678>')).toBe(
      'from a channel by @somebody, a role',
    );
  });

  test('and code that only looks like it stays as it is', async () => {
    expect(await log('Map<string> and a<b, <@x>, <:a:1>')).toBe('Map<string> and a<b, <@x>, <:a:1>');
  });
});
