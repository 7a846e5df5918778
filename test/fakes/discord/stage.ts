import {
  ActionRowBuilder,
  type AutocompleteInteraction,
  ButtonBuilder,
  type ButtonInteraction,
  ButtonStyle,
  type ChatInputCommandInteraction,
  type Client,
  type Interaction,
  type ModalSubmitInteraction,
  type StringSelectMenuInteraction,
} from 'discord.js';
import { codeOf, startBot } from './bot.ts';
import type { FakeMessage } from './index.ts';
import { startFakeDiscord } from './index.ts';

export type Chat = ChatInputCommandInteraction;
export type Button = ButtonInteraction;
export type Menu = StringSelectMenuInteraction;
export type Submit = ModalSubmitInteraction;
export type Autocomplete = AutocompleteInteraction;

const option = (type: number, name: string, more: object = {}) => ({
  type,
  name,
  description: name,
  ...more,
});

/** A command with every kind of option, subcommands, an organisers' command and the menus' two kinds. */
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
  { name: 'Log this', type: 3 },
  { name: 'Cheer', type: 2 },
];

/** A fake Discord with a registered bot on it whose handler each test sets, and a clock that the test moves. */
export async function startStage() {
  const clock = { now: Date.parse('2026-11-20T09:00:00Z') };
  const discord = await startFakeDiscord({ now: () => clock.now, patienceMs: 300, rateLimits: false });
  let handler: (it: Interaction) => Promise<unknown> = async () => undefined;
  let outcome: Promise<unknown> = Promise.resolve();
  const client: Client<true> = await startBot(discord, (it) => {
    const done = handler(it);
    outcome = codeOf(done);
    return done;
  });
  await client.rest.put(`/applications/${client.application.id}/commands`, { body: commands });
  return {
    clock,
    discord,
    client,
    /** What the latest interaction's handler ended with: 'ok' or an error code. */
    outcome: () => outcome,
    /** Sets the handler, for interactions of the kind that it takes. */
    answering: (run: (it: never) => Promise<unknown>) => {
      handler = run as (it: Interaction) => Promise<unknown>;
    },
    /** A server with a member in it. */
    place: () => {
      const guild = discord.addGuild();
      const ada = discord.addUser({ username: 'ada', locale: 'pt-BR' });
      guild.addMember(ada, { nick: 'Ada' });
      return { guild, ada, channel: guild.systemChannel! };
    },
    /** A message that the bot sends by itself. */
    posted: async (channelId: string, components: unknown[]): Promise<FakeMessage> => {
      const body = { content: 'Pick', components };
      const raw = (await client.rest.post(`/channels/${channelId}/messages`, { body })) as { id: string };
      return discord.state.message(discord.state.channels.get(channelId)!, raw.id)!;
    },
    stop: async () => {
      await client.destroy();
      await discord.close();
    },
  };
}

export const row = (...buttons: ButtonBuilder[]) =>
  new ActionRowBuilder<ButtonBuilder>().addComponents(buttons);
export const button = (label: string, id = label) =>
  new ButtonBuilder().setLabel(label).setCustomId(id).setStyle(ButtonStyle.Primary);
