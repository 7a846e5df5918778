import type { ChatInputCommandInteraction } from 'discord.js';
import type { Connection } from '../../src/store/connection.ts';
import { startBot } from '../../test/fakes/discord/bot.ts';
import { type FakeDiscord, startFakeDiscord } from '../../test/fakes/discord/index.ts';

const commands = [
  { name: 'today', description: 'Reads one row' },
  { name: 'log', description: 'Writes one row', options: [{ type: 3, name: 'text', description: 'What' }] },
];

/** The least that a bot on discord.js can do for `/today` and `/log`: one indexed read or one durable insert, then an answer. */
export async function startBareBot(connection: Connection) {
  const discord = await startFakeDiscord({ rateLimits: false });
  const rows = connection.collection<{ user: string; text: string; at: number }>('bare');
  await rows.createIndex({ user: 1, at: -1 });

  async function answer(it: ChatInputCommandInteraction): Promise<unknown> {
    const user = it.user.id;
    if (it.commandName === 'today') {
      const row = await rows.findOne({ user });
      return it.reply({ content: row?.text ?? 'Nothing yet.' });
    }
    await rows.insertOne({ user, text: it.options.getString('text') ?? '', at: Date.now() });
    return it.reply({ content: 'Logged.' });
  }

  const client = await startBot(discord, async (it) => {
    if (it.isChatInputCommand()) await answer(it);
  });
  await client.application.commands.set(commands);
  return {
    discord,
    async close() {
      await client.destroy();
      await discord.close();
    },
  };
}

/** Somebody in a server with the bot. */
export function somebody(discord: FakeDiscord) {
  const guild = discord.addGuild();
  const user = discord.addUser();
  guild.addMember(user);
  const channel = guild.systemChannel;
  if (!channel) throw new Error('A new server has a system channel');
  return {
    user,
    async use(command: string, values = {}): Promise<void> {
      const { failure, text } = await user.slash(channel, command, values);
      if (failure || !text) throw new Error(`/${command}: ${failure ?? 'no text'}`);
    },
  };
}
