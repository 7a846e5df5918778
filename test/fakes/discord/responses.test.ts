import { type ChatInputCommandInteraction, MessageFlags, Routes } from 'discord.js';
import * as spec from 'discord-api-spec/zod';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { core } from 'zod/mini';
import { restClient, startBot } from './bot.ts';
import { type FakeDiscord, startFakeDiscord } from './index.ts';

let discord: FakeDiscord;
beforeAll(async () => {
  discord = await startFakeDiscord({ rateLimits: false });
});
afterAll(() => discord.close());

const fits = (schema: core.$ZodType, answer: unknown): unknown =>
  core.safeParse(schema, answer).error?.issues ?? 'fits';

test('what the fake answers is what Discord’s own schemas say', async () => {
  const rest = restClient(discord);
  const guild = discord.addGuild();
  const ada = discord.addUser({ globalName: 'Ada' });
  guild.addMember(ada);
  const channel = guild.systemChannel!;
  const command = {
    name: 'log',
    description: 'Logs.',
    options: [{ type: 3, name: 'text', description: 'Text.', required: true }],
  };
  const [stored] = (await rest.put(Routes.applicationCommands(discord.applicationId), {
    body: [command],
  })) as unknown[];
  const body = {
    content: `hi <@${ada.id}>`,
    embeds: [{ title: 't', fields: [{ name: 'n', value: 'v' }] }],
    components: [{ type: 1, components: [{ type: 2, style: 1, label: 'Go', custom_id: 'go' }] }],
    attachments: [{ id: '0', description: 'alt' }],
    nonce: 'n',
  };
  const files = [{ name: 'a.txt', data: Buffer.from('a'), contentType: 'text/plain' }];
  const message = await rest.post(Routes.channelMessages(channel.id), { body, files });
  const answers: [core.$ZodType, unknown][] = [
    [spec.ApplicationCommandResponseSchema, stored],
    [spec.MessageResponseSchema, message],
    [spec.GatewayBotResponseSchema, await rest.get(Routes.gatewayBot())],
    [spec.UserPIIResponseSchema, await rest.get(Routes.user())],
    [spec.UserResponseSchema, await rest.get(Routes.user(ada.id))],
    [spec.PrivateApplicationResponseSchema, await rest.get('/applications/@me')],
    [
      spec.PrivateChannelResponseSchema,
      await rest.post(Routes.userChannels(), { body: { recipient_id: ada.id } }),
    ],
    [spec.GuildChannelResponseSchema, await rest.get(Routes.channel(channel.id))],
    [spec.GuildWithCountsResponseSchema, await rest.get(Routes.guild(guild.id))],
    [spec.GuildMemberResponseSchema, await rest.get(Routes.guildMember(guild.id, ada.id))],
    [spec.GuildRoleResponseSchema, ((await rest.get(Routes.guildRoles(guild.id))) as unknown[])[0]],
  ];
  for (const [schema, answer] of answers) expect(fits(schema, answer)).toBe('fits');
  expect(fits(spec.MessageResponseSchema, { ...(message as object), flags: 'none' })).not.toBe('fits');
});

test('also to interactions', async () => {
  const guild = discord.addGuild();
  const ada = discord.addUser();
  guild.addMember(ada);
  const seen: unknown[] = [];
  const client = await startBot(discord, async (it) => {
    const { id, token } = it as ChatInputCommandInteraction;
    const data = { content: 'x', flags: MessageFlags.Ephemeral };
    const query = new URLSearchParams({ with_response: 'true' });
    seen.push(
      await client.rest.post(Routes.interactionCallback(id, token), {
        body: { type: 4, data },
        query,
        auth: false,
      }),
    );
    seen.push(
      await client.rest.post(Routes.webhook(client.application.id, token), {
        body: { content: 'more' },
        auth: false,
      }),
    );
  });
  await client.application.commands.set([{ name: 'log', description: 'Logs.' }]);
  await ada.slash(guild.systemChannel!, 'log');
  await expect.poll(() => seen.length).toBe(2);
  expect(fits(spec.InteractionCallbackResponseSchema, seen[0])).toBe('fits');
  expect(fits(spec.MessageResponseSchema, seen[1])).toBe('fits');
  discord.expectNoViolations();
  await client.destroy();
});
