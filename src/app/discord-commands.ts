import { loadCommands } from '../chat/registry.ts';
import type { Config } from '../config.ts';
import { registrar } from '../platforms/discord/index.ts';
import { commandFolder } from '../project-files.ts';

/** What Discord has otherwise than this program defines it, a line each; asked of Discord, and nothing is changed there. */
export async function unregisteredCommands(
  { DISCORD_TOKEN: token = '', DISCORD_GUILD_ID: guildId, DISCORD_API_URL: apiUrl }: Config,
  timeout: number,
): Promise<readonly string[]> {
  const { commands } = await loadCommands(commandFolder);
  const discord = await registrar({
    token,
    timeout,
    ...(apiUrl !== undefined && { apiUrl }),
    ...(guildId !== undefined && { guildId }),
  });
  return discord.diff(commands);
}
