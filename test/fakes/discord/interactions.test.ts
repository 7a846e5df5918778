import {
  ActionRowBuilder,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  type Client,
  type Interaction,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextInputBuilder,
  TextInputStyle,
} from 'discord.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { codeOf, startBot } from './bot.ts';
import { type FakeDiscord, NotPossible, startFakeDiscord } from './index.ts';

let now = Date.parse('2026-11-20T09:00:00Z');
let discord: FakeDiscord;
let client: Client<true>;
let handler: (it: Interaction) => Promise<unknown> = async () => undefined;
/** What the handler of the latest interaction ended with: 'ok' or an error code. */
let outcome: Promise<unknown> = Promise.resolve();

const option = (type: number, name: string, more: object = {}) => ({
  type,
  name,
  description: name,
  ...more,
});
const commands = [
  {
    name: 'log',
    description: 'Logs.',
    integration_types: [0, 1],
    contexts: [0, 1, 2],
    options: [
      option(3, 'text', { required: true, max_length: 40 }),
      option(4, 'minutes', { min_value: 1, max_value: 600 }),
      option(3, 'mood', { choices: [{ name: 'Good', value: 'g' }] }),
      option(5, 'share'),
      option(6, 'friend'),
      option(7, 'place'),
      option(8, 'team'),
      option(10, 'hours'),
      option(11, 'proof'),
    ],
  },
  {
    name: 'settings',
    description: 'Settings.',
    options: [
      option(1, 'zone', { options: [option(3, 'name', { autocomplete: true })] }),
      option(2, 'day', {
        options: [option(1, 'start', { options: [option(4, 'minutes', { autocomplete: true })] })],
      }),
    ],
  },
  { name: 'setup', description: 'For organisers.', default_member_permissions: '32', contexts: [0] },
  { name: 'Log this', type: ApplicationCommandType.Message },
  { name: 'Cheer', type: ApplicationCommandType.User },
];

beforeAll(async () => {
  discord = await startFakeDiscord({ now: () => now, patienceMs: 300, rateLimits: false });
  client = await startBot(discord, (it) => {
    const done = handler(it);
    outcome = codeOf(done);
    return done;
  });
  await client.rest.put(`/applications/${client.application.id}/commands`, { body: commands });
});
afterAll(async () => {
  await client.destroy();
  await discord.close();
});
beforeEach(() => {
  handler = async () => undefined;
});

function place() {
  const guild = discord.addGuild();
  const ada = discord.addUser({ username: 'ada', locale: 'pt-BR' });
  guild.addMember(ada, { nick: 'Ada' });
  return { guild, ada, channel: guild.systemChannel! };
}

/** Lets the handler take one interaction of a kind apart. */
const answering = (run: (it: never) => Promise<unknown>): void => {
  handler = run as (it: Interaction) => Promise<unknown>;
};
type Chat = import('discord.js').ChatInputCommandInteraction;
type Button = import('discord.js').ButtonInteraction;
type Menu = import('discord.js').StringSelectMenuInteraction;
type Submit = import('discord.js').ModalSubmitInteraction;
type Autocomplete = import('discord.js').AutocompleteInteraction;

const row = (...buttons: ButtonBuilder[]) => new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);
const button = (label: string, id = label) =>
  new ButtonBuilder().setLabel(label).setCustomId(id).setStyle(ButtonStyle.Primary);

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
    expect(seen).toEqual([
      [0, guild.id, guild.id, null],
      [1, null, '0', null],
      [0, elsewhere.id, null, mia.id],
      [1, null, null, mia.id],
      [2, null, null, mia.id],
      [0, guild.id, guild.id, mia.id],
    ]);
    await expect(discord.addUser().slash('dm', 'log', text)).rejects.toThrow('not installed');
  });
});

describe('the first answer', () => {
  test('comes once: the second is 40060, an unknown one 10062', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      await it.reply('one');
      it.replied = false;
      await it.reply('two');
    });
    expect((await ada.slash(channel, 'log', { text: 'x' })).text).toBe('one');
    expect(await outcome).toBe(40060);
    const url: `/${string}` = '/interactions/123456789012345678/nonsense/callback';
    expect(await codeOf(client.rest.post(url, { body: { type: 5 }, auth: false }))).toBe(10062);
  });

  test('after three seconds of the clock is 10062, and the person sees that nobody answered', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      now += 3_001;
      await it.reply('late');
    });
    expect(await ada.slash(channel, 'log', { text: 'x' })).toMatchObject({
      failure: 'no-answer',
      message: undefined,
    });
    expect(await outcome).toBe(10062);
  });

  test('with_response brings the message that was made', async () => {
    const { ada, channel } = place();
    let id: string | undefined;
    answering(async (it: Chat) => {
      const response = await it.reply({ content: 'hello', withResponse: true });
      id = response.resource?.message?.id;
    });
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    await outcome;
    expect(id).toBe(answer.message?.id);
  });

  test('may be deferred, and is seen when it is filled in', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      await it.deferReply({ flags: MessageFlags.Ephemeral });
      now += 60_000;
      await it.editReply('thought about it');
      await it.followUp({ content: 'and more', flags: MessageFlags.Ephemeral });
    });
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    expect(answer).toMatchObject({ type: 5, deferred: true, ephemeral: true, text: 'thought about it' });
    await answer.until((it) => it.followUps.length === 1);
    expect(answer.followUps[0]).toMatchObject({ text: 'and more', ephemeral: true });
  });

  test('that is deferred and never filled in stays loading', async () => {
    const { ada, channel } = place();
    answering((it: Chat) => it.deferReply());
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    expect(answer.message?.loading).toBe(true);
    expect(answer.text).toBe('');
  });
});

describe('a follow-up', () => {
  test('can be made, edited, read and deleted for 15 minutes', async () => {
    const { ada, channel } = place();
    const reads: string[] = [];
    answering(async (it: Chat) => {
      await it.reply('first');
      const more = await it.followUp('more');
      await it.editReply({ message: more.id, content: 'more, mended' });
      reads.push((await it.fetchReply()).content, (await it.fetchReply(more.id)).content);
      await it.deleteReply();
      now += 900_001;
      await it.followUp('too late');
    });
    const answer = await ada.slash(channel, 'log', { text: 'x' });
    expect(await outcome).toBe(50027);
    expect(reads).toEqual(['first', 'more, mended']);
    expect(discord.messages(channel).map((it) => it.text)).toEqual(['more, mended']);
    expect(answer.followUps[0]?.earlier).toEqual(['more']);
  });

  test('before the first answer, or with a strange token, is an unknown webhook', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat) => {
      const early = await codeOf(it.webhook.send('early'));
      await it.reply(String(early));
    });
    expect((await ada.slash(channel, 'log', { text: 'x' })).text).toBe('10015');
    const url: `/${string}` = `/webhooks/${discord.applicationId}/strange`;
    expect(await codeOf(client.rest.post(url, { body: { content: 'x' }, auth: false }))).toBe(10015);
  });

  test('is possible five times where the app came with the account alone', async () => {
    const elsewhere = discord.addGuild({ installed: false, externalApps: false });
    const mia = discord.addUser({ installedApp: true });
    elsewhere.addMember(mia);
    answering(async (it: Chat) => {
      await it.reply('mine');
      for (let count = 0; count < 6; count++) await it.followUp(`more ${count}`);
    });
    const answer = await mia.slash(elsewhere.systemChannel!, 'log', { text: 'x' });
    expect(await outcome).toBe(40094);
    expect(answer.followUps).toHaveLength(5);
    expect(answer.ephemeral).toBe(true);
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
      await it.respond([{ name: 'an hour', value: 'sixty' }]).finally(() => (now += 3_001));
    });
    const answer = await ada.autocomplete(channel, 'settings day start', { minutes: '6' });
    expect(answer.failure).toBe('no-answer');
    expect(await outcome).toBe(50035);
    expect(discord.world.violations.splice(0)).toMatchObject([{ path: 'data.choices.0.value' }]);
  });
});

describe('buttons and selects', () => {
  const posted = async (channelId: string, components: unknown[]) => {
    const raw = (await client.rest.post(`/channels/${channelId}/messages`, {
      body: { content: 'Pick', components },
    })) as { id: string };
    const channel = discord.world.channels.get(channelId)!;
    return discord.world.message(channel, raw.id)!;
  };

  test('are pressed by label or id, and the message is updated', async () => {
    const { ada, channel, guild } = place();
    const message = await posted(channel.id, [
      row(button('Log it', 'log:1'), button('Skip').setDisabled(true)).toJSON(),
    ]);
    const owners: unknown[] = [];
    answering(async (it: Button) => {
      owners.push(it.authorizingIntegrationOwners.guildId, it.message.id, it.customId);
      await it.update({ content: 'Logged', components: [] });
    });
    const answer = await ada.press(message, 'Log it');
    expect(answer).toMatchObject({ type: 7, text: 'Logged', message });
    expect(owners).toEqual([guild.id, message.id, 'log:1']);
    await expect(ada.press(message, 'Log it')).rejects.toThrow('not on the message');
    const again = await posted(channel.id, [
      row(button('Go', 'go'), button('Skip').setDisabled(true)).toJSON(),
    ]);
    await expect(ada.press(again, 'Skip')).rejects.toThrow('greyed out');
    now += 10_000;
    answering((it: Button) => it.reply({ content: 'just you', flags: MessageFlags.Ephemeral }));
    const own = await ada.press(again, 'go');
    expect(own.ephemeral).toBe(true);
    await expect(discord.addUser().press(own.message!, 'x')).rejects.toThrow(NotPossible);
    const bob = discord.addUser();
    guild.addMember(bob);
    await expect(bob.press(own.message!, 'x')).rejects.toThrow('not there');
  });

  test('may defer the update and edit later', async () => {
    const { ada, channel } = place();
    const message = await posted(channel.id, [row(button('Go')).toJSON()]);
    answering(async (it: Button) => {
      await it.deferUpdate();
      await it.editReply({ content: 'Gone', components: [] });
    });
    expect(await ada.press(message, 'Go')).toMatchObject({ type: 6, text: 'Gone', labels: [] });
  });

  test('selects bring what was chosen', async () => {
    const { ada, channel } = place();
    const menu = new StringSelectMenuBuilder()
      .setCustomId('day')
      .setMaxValues(2)
      .setOptions(['Mon', 'Tue', 'Wed'].map((label) => ({ label, value: label.toLowerCase() })));
    const message = await posted(channel.id, [new ActionRowBuilder().addComponents(menu).toJSON()]);
    answering((it: Menu) => it.reply(it.values.join('+')));
    expect((await ada.select(message, 'day', ['Mon', 'wed'])).text).toBe('mon+wed');
    await expect(ada.select(message, 'day', ['Sun'])).rejects.toThrow('not offered');
    await expect(ada.select(message, 'day', ['Mon', 'Tue', 'Wed'])).rejects.toThrow('Between 1 and 2');
  });
});

describe('a modal', () => {
  const modal = () =>
    new ModalBuilder()
      .setCustomId('form')
      .setTitle('What broke?')
      .addLabelComponents(
        new LabelBuilder()
          .setLabel('Cause')
          .setTextInputComponent(
            new TextInputBuilder().setCustomId('cause').setStyle(TextInputStyle.Paragraph).setMaxLength(20),
          ),
        new LabelBuilder()
          .setLabel('Audience')
          .setStringSelectMenuComponent(
            new StringSelectMenuBuilder()
              .setCustomId('audience')
              .setOptions(
                { label: 'Only me', value: 'private', default: true },
                { label: 'Everybody', value: 'community' },
              ),
          ),
      );

  test('opens, keeps its defaults, and is submitted by labels or ids', async () => {
    const { ada, channel } = place();
    answering(async (it: Chat | Submit) => {
      if (it.isModalSubmit()) {
        const audience = it.fields.getStringSelectValues('audience');
        await it.reply(`${it.customId} ${it.fields.getTextInputValue('cause')} ${audience}`);
      } else await it.showModal(modal());
    });
    const opened = await ada.slash(channel, 'log', { text: 'x' });
    expect(opened.modal).toMatchObject({ title: 'What broke?', customId: 'form' });
    expect((await ada.submitModal(opened, { Cause: 'a race\nof two' })).text).toBe(
      'form a race\nof two private',
    );
    expect((await ada.submitModal(opened, { cause: 'x', Audience: ['Everybody'] })).text).toBe(
      'form x community',
    );
    await expect(ada.submitModal(opened, {})).rejects.toThrow('must be filled in');
    await expect(ada.submitModal(opened, { Cause: 'x'.repeat(21) })).rejects.toThrow('longer than 20');
    await expect(ada.submitModal(opened, { Nothing: 'x' })).rejects.toThrow('no "Nothing"');
  });

  test('from a button carries its message, which the answer may update', async () => {
    const { ada, channel } = place();
    answering((it: Chat) => it.reply({ content: 'Entry', components: [row(button('Edit'))] }));
    const entry = await ada.slash(channel, 'log', { text: 'x' });
    answering((it: Button) => it.showModal(modal()));
    const opened = await ada.press(entry.message!, 'Edit');
    answering((it: Submit) =>
      it.isFromMessage() ? it.update('Entry, mended') : Promise.reject(new Error('no message')),
    );
    expect(await ada.submitModal(opened, { Cause: 'x' })).toMatchObject({
      type: 7,
      text: 'Entry, mended',
      message: entry.message,
    });
  });

  test('cannot answer a modal, nor come after a defer', async () => {
    const { ada, channel } = place();
    answering((it: Chat) => it.showModal(modal()));
    const opened = await ada.slash(channel, 'log', { text: 'x' });
    let code: unknown;
    answering(async (it: Submit) => {
      const body = { type: 9, data: modal().toJSON() };
      code = await codeOf(
        client.rest.post(`/interactions/${it.id}/${it.token}/callback`, { body, auth: false }),
      );
      await it.reply('fine');
    });
    await ada.submitModal(opened, { Cause: 'x' });
    expect(code).toBe(50035);
    expect(discord.world.violations.splice(0)).toMatchObject([{ path: 'type' }]);
    answering(async (it: Chat) => {
      await it.deferReply();
      it.deferred = false;
      await it.showModal(modal());
    });
    await ada.slash(channel, 'log', { text: 'x' });
    expect(await outcome).toBe(40060);
  });
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
