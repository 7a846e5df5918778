import { ActionRowBuilder, type Interaction, MessageFlags, StringSelectMenuBuilder } from 'discord.js';
import { afterAll, describe, expect, test } from 'vitest';
import { codeOf } from './bot.ts';
import { NotPossible } from './index.ts';
import { type Button, button, type Chat, type Menu, row, startStage } from './stage.ts';

const { answering, client, clock, discord, place, posted, stop } = await startStage();
afterAll(stop);

describe('buttons and selects', () => {
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
    clock.now += 10_000;
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

  test('work in a DM that the bot opened', async () => {
    const { ada } = place();
    const { id } = await (await client.users.fetch(ada.id)).createDM();
    const message = await posted(id, [row(button('Stop')).toJSON()]);
    answering((it: Button) =>
      it.update({ content: `stopped in ${it.context} for ${it.user.username}`, components: [] }),
    );
    expect((await ada.press(message, 'Stop')).text).toBe('stopped in 1 for ada');
    expect(ada.inbox).toHaveLength(1);
  });

  test('on an ephemeral answer work for one person, and channel routes do not know the message', async () => {
    const { ada, channel } = place();
    answering((it: Chat) =>
      it.reply({ content: 'psst', components: [row(button('Ok'))], flags: MessageFlags.Ephemeral }),
    );
    const { message } = await ada.slash(channel, 'log', { text: 'x' });
    const route = `/channels/${channel.id}/messages/${message!.id}` as const;
    expect(await codeOf(client.rest.patch(route, { body: { content: 'x' } }))).toBe(10008);
    answering((it: Button) => it.update({ content: 'gone', components: [] }));
    expect(await ada.press(message!, 'Ok')).toMatchObject({ text: 'gone', ephemeral: true });
  });

  test('of a user-installed answer carry its owner, whoever presses', async () => {
    const elsewhere = discord.addGuild({ installed: false });
    const [mia, bob] = [discord.addUser({ installedApp: true }), discord.addUser()];
    elsewhere.addMember(mia);
    elsewhere.addMember(bob);
    answering((it: Chat) => it.reply({ content: 'mine', components: [row(button('Cheer'))] }));
    const { message } = await mia.slash(elsewhere.systemChannel!, 'log', { text: 'x' });
    const route = `/channels/${message!.channel.id}/messages/${message!.id}` as const;
    expect(await codeOf(client.rest.get(route))).toBe(50001);
    const owners: unknown[] = [];
    answering(async (it: Button) => {
      owners.push(
        it.authorizingIntegrationOwners.userId,
        it.authorizingIntegrationOwners.guildId,
        it.user.id,
      );
      await it.deferUpdate();
    });
    await bob.press(message!, 'Cheer');
    expect(owners).toEqual([mia.id, null, bob.id]);
  });

  test('selects of people and channels bring what they stand for', async () => {
    const { ada, channel, guild } = place();
    const menus = [
      { type: 1, components: [{ type: 5, custom_id: 'who', max_values: 2 }] },
      { type: 1, components: [{ type: 8, custom_id: 'where' }] },
    ];
    const message = await posted(channel.id, menus);
    answering(async (it: Interaction) => {
      if (it.isUserSelectMenu()) await it.reply(it.users.map((user) => user.username).join());
      if (it.isChannelSelectMenu()) await it.reply(it.channels.map((found) => found.id).join());
    });
    expect((await ada.select(message, 'who', [ada])).text).toBe('ada');
    expect((await ada.select(message, 'where', [guild.systemChannel!])).text).toBe(channel.id);
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

test('none of this broke a rule of Discord’s', () => {
  discord.expectNoViolations();
});
