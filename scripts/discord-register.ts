/**
 * Registers the commands at Discord, as every start does when they changed. `--dry-run` only shows what would change.
 * Reads DISCORD_TOKEN, DISCORD_GUILD_ID and DISCORD_API_URL, from .env too.
 */
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { loadCommands } from '../src/chat/registry.ts';
import { ConfigError, readConfig } from '../src/config.ts';
import { registrar } from '../src/platforms/discord/index.ts';
import { commandFolder } from '../src/project-files.ts';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { 'dry-run': { type: 'boolean', default: false } } });
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { DISCORD_TOKEN, DISCORD_GUILD_ID, DISCORD_API_URL } = readConfig(process.env);
  if (DISCORD_TOKEN === undefined) throw new ConfigError('DISCORD_TOKEN', 'must be set');
  const { commands } = await loadCommands(commandFolder);
  const discord = await registrar({
    token: DISCORD_TOKEN,
    ...(DISCORD_API_URL !== undefined && { apiUrl: DISCORD_API_URL }),
    ...(DISCORD_GUILD_ID !== undefined && { guildId: DISCORD_GUILD_ID }),
  });
  const where = DISCORD_GUILD_ID === undefined ? 'everywhere' : `in the server ${DISCORD_GUILD_ID}`;
  const changes = await discord.diff(commands);
  console.log(changes.length === 0 ? `Nothing to change ${where}.` : changes.join('\n'));
  if (values['dry-run'] || changes.length === 0) return;
  await discord.register(commands);
  console.log(`Registered ${commands.length} commands ${where}.`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
