import { runningServerUri } from 'embedded-mongo';
import type { Config } from '../config.ts';
import { type Finding, failure, ok, warning } from './findings.ts';

const timeoutMs = 5_000;
const named = 3;

/** Whether Discord has the commands as this program defines them. */
export async function checkCommands(config: Config): Promise<readonly Finding[]> {
  if (config.DISCORD_TOKEN === undefined) return [];
  const guildId = config.DISCORD_GUILD_ID;
  const where = guildId === undefined ? 'everywhere' : `in the server ${guildId}`;
  try {
    // Discord's client takes longer to load than all other checks take together.
    const { unregisteredCommands } = await import('../app/discord-commands.ts');
    const changes = await unregisteredCommands(config, timeoutMs);
    if (changes.length === 0) return [ok('commands', `registered at Discord ${where}`)];
    const more = changes.length > named ? `, and ${changes.length - named} more` : '';
    const text = `not registered at Discord ${where} as they are: ${changes.slice(0, named).join(', ')}${more}`;
    return (await mayRun(config))
      ? [failure('commands', text, 'npm run discord:register, and check the bot’s log for why it could not')]
      : [warning('commands', text, 'start the bot: it registers them')];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [
      failure('commands', `could not be checked at Discord: ${why}`, 'fix that, or try again in a minute'),
    ];
  }
}

/** Of a MongoDB elsewhere it cannot be told whether a bot runs on it. */
const mayRun = async ({ MONGODB_URI, DATA_DIR }: Config): Promise<boolean> =>
  MONGODB_URI !== undefined || (await runningServerUri(DATA_DIR)) !== undefined;
