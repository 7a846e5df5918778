import { type Interaction, MessageFlags } from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { NotPossible } from './index.ts';
import { type Autocomplete, type Chat, startStage } from './stage.ts';

const { answering, clock, discord, outcome, place, stop } = await startStage();
afterAll(stop);

describe('a slash command', () => {
  test('arrives with every kind of option, typed and resolved', async () => {
    const { guild, ada, channel } = place();
    const bob = discord.addUser({ username: 'bob' });
    guild.addMember(bob);
    const team = guild.addRole({ name: 'Team' });
    const seen: unknown[] = [];
    answering(async (it: Chat) => {
      const { options } = it;
      seen.push(options.getString('text'), options.getInteger('minutes'), options.getString('mood'));
      seen.push(options.getBoolean('share'), options.getNumber('hours'), options.getUser('friend')?.username);
      seen.push(options.getChannel('place')?.id, options.getRole('team')?.name);
      seen.push(options.getAttachment('proof')?.name, options.getAttachment('proof')?.size);
      seen.push(
        it.locale,
        it.inCachedGuild() && it.member.nickname,
        it.memberPermissions?.has('SendMessages'),
      );
      await it.reply('done');
    });
    const answer = await ada.slash(channel, 'log', {
      text: 'built <it>',
      minutes: 50,
      mood: 'Good',
      share: true,
      hours: 0.5,
      friend: bob,
      place: channel,
      team,
      proof: { fileName: 'p.txt', bytes: Uint8Array.of(1, 2, 3) },
    });
    expect(answer).toMatchObject({ type: 4, text: 'done', ephemeral: false, deferred: false });
    expect(seen).toEqual([
      'built <it>',
      50,
      'g',
      true,
      0.5,
      'bob',
      channel.id,
      'Team',
      'p.txt',
      3,
      'pt-BR',
      'Ada',
      true,
    ]);
  });

  test('with subcommands and groups arrives under its path', async () => {
    const { ada, channel } = place();
    const seen: unknown[] = [];
    answering(async (it: Chat) => {
      seen.push([it.options.getSubcommandGroup(false), it.options.getSubcommand(), it.options.data[0]?.name]);
      await it.reply({ content: 'ok', flags: MessageFlags.Ephemeral });
    });
    expect((await ada.slash(channel, 'settings zone', { name: 'Lisbon' })).ephemeral).toBe(true);
    await ada.slash(channel, 'settings day start', { minutes: 60 });
    expect(seen).toEqual([
      [null, 'zone', 'zone'],
      ['day', 'start', 'day'],
    ]);
    expect(discord.messages(channel)).toEqual([]);
    expect(ada.sees(channel).map((it) => it.text)).toEqual(['ok', 'ok']);
  });

  test('that Discord would not offer is an error of the test', async () => {
    const { ada, channel, guild } = place();
    await expect(ada.slash(channel, 'nothing')).rejects.toThrow(NotPossible);
    await expect(ada.slash(channel, 'log', { tex: 'typo' })).rejects.toThrow('no option "tex"');
    await expect(ada.slash(channel, 'log', {})).rejects.toThrow('needs "text"');
    await expect(ada.slash(channel, 'log', { text: 'x', minutes: 601 })).rejects.toThrow('above 600');
    await expect(ada.slash(channel, 'log', { text: 'x', minutes: 1.5 })).rejects.toThrow('not an integer');
    await expect(ada.slash(channel, 'log', { text: 'x', mood: 'Awful' })).rejects.toThrow(
      'among its choices',
    );
    await expect(ada.slash(channel, 'log', { text: 'two\nlines' })).rejects.toThrow('one line');
    await expect(ada.slash(channel, 'log', { text: 'x'.repeat(41) })).rejects.toThrow('longer than 40');
    await expect(ada.slash(channel, 'settings', {})).rejects.toThrow('needs a subcommand');
    await expect(ada.slash(channel, 'setup')).rejects.toThrow('permissions');
    await expect(ada.slash('dm', 'setup')).rejects.toThrow('context');
    guild.overrideCommand('setup', ada, true);
    answering((it: Chat) => it.reply('overridden'));
    expect((await ada.slash(channel, 'setup')).text).toBe('overridden');
    const stranger = discord.addUser();
    await expect(stranger.slash(channel, 'log', { text: 'x' })).rejects.toThrow('not in');
    answering((it: Chat) => it.reply(String(it.options.getInteger('minutes'))));
    expect((await ada.slash(channel, 'log', { text: 'x', minutes: 9_999 }, { unchecked: true })).text).toBe(
      '9999',
    );
  });

  test('says through which installation it came: server, bot DM, account', async () => {
    const { ada, channel, guild } = place();
    const elsewhere = discord.addGuild({ installed: false });
    const mia = discord.addUser({ username: 'mia', installedApp: true });
    elsewhere.addMember(mia);
    const scopeOnly = discord.addGuild({ commandsOnly: true });
    scopeOnly.addMember(ada);
    const seen: unknown[] = [];
    answering(async (it: Chat) => {
      seen.push([
        it.context,
        it.guildId,
        it.authorizingIntegrationOwners.guildId,
        it.authorizingIntegrationOwners.userId,
      ]);
      await it.reply('ok');
    });
    const text = { text: 'x' };
    await ada.slash(channel, 'log', text);
    await ada.slash('dm', 'log', text);
    await mia.slash(elsewhere.systemChannel!, 'log', text);
    await mia.slash('dm', 'log', text);
    await mia.slash(discord.addPrivateChannel(mia, ada), 'log', text);
    guild.addMember(mia);
    await mia.slash(channel, 'log', text);
    await ada.slash(scopeOnly.systemChannel!, 'log', text);
    expect(seen).toEqual([
      [0, guild.id, guild.id, null],
      [1, null, '0', null],
      [0, elsewhere.id, null, mia.id],
      [1, null, null, mia.id],
      [2, null, null, mia.id],
      [0, guild.id, guild.id, mia.id],
      [0, scopeOnly.id, scopeOnly.id, null],
    ]);
    await expect(discord.addUser().slash('dm', 'log', text)).rejects.toThrow('not installed');
  });
});

describe('autocomplete', () => {
  test('brings the choices for what is being typed', async () => {
    const { ada, channel } = place();
    answering(async (it: Autocomplete) => {
      const { name, value } = it.options.getFocused(true);
      await it.respond([{ name: `${name}: ${value}`, value: 'Europe/Lisbon' }]);
    });
    const answer = await ada.autocomplete(channel, 'settings zone', { name: 'lis' });
    expect(answer.choices).toEqual([{ name: 'name: lis', value: 'Europe/Lisbon' }]);
    await expect(ada.autocomplete(channel, 'log', { text: 'x' })).rejects.toThrow('no autocomplete');
  });

  test('must answer with values of the option’s type', async () => {
    const { ada, channel } = place();
    answering(async (it: Autocomplete) => {
      await it.respond([{ name: 'an hour', value: 'sixty' }]).finally(() => (clock.now += 3_001));
    });
    const answer = await ada.autocomplete(channel, 'settings day start', { minutes: '6' });
    expect(answer.failure).toBe('no-answer');
    expect(await outcome()).toBe(50035);
    expect(discord.takeViolations()).toMatchObject([{ path: 'data.choices.0.value' }]);
  });
});

test('autocomplete is refused for 26 choices, or a name of 101', async () => {
  const { ada, channel } = place();
  for (const [length, name] of [
    [26, 'x'],
    [1, 'x'.repeat(101)],
  ] as const) {
    answering(async (it: Autocomplete) => {
      const choices = [...Array(length)].map((_, index) => ({ name, value: `${index}` }));
      await it.respond(choices).catch(() => it.respond([]));
    });
    expect((await ada.autocomplete(channel, 'settings zone', { name: 'x' })).choices).toEqual([]);
  }
  const broken = discord.takeViolations().map((it) => it.path);
  expect(broken).toEqual(['data.choices', 'data.choices.0.name']);
});

test('menu commands bring the message or the person', async () => {
  const { ada, channel, guild } = place();
  const bob = discord.addUser({ username: 'bob' });
  guild.addMember(bob);
  const message = bob.post(channel, 'segfault again');
  answering(async (it: Interaction) => {
    if (it.isMessageContextMenuCommand())
      await it.reply(`${it.targetMessage.author.username}: ${it.targetMessage.content}`);
    else if (it.isUserContextMenuCommand()) await it.reply(`hi ${it.targetUser.username}`);
  });
  expect((await ada.messageCommand('Log this', message)).text).toBe('bob: segfault again');
  expect((await ada.userCommand(channel, 'Cheer', bob)).text).toBe('hi bob');
});

test('none of this broke a rule of Discord’s', () => {
  discord.expectNoViolations();
});
