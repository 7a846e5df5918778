import { startFakeDiscord } from '../../../fakes/discord/index.ts';
import { door } from '../../../support/starts/door.ts';
import {
  killedStarts,
  type StartedPlatform,
  type StartOptions,
  type Starts,
} from '../../../support/starts/killed-starts.ts';

const everyRequest = /^/;

/** The whole program on the fake Discord, killed and started again while prompts are due. */
export async function startsOnDiscord(options: StartOptions): Promise<Starts> {
  const platform = await discordToStartOn();
  try {
    return await killedStarts(platform, options);
  } finally {
    await platform.close();
  }
}

async function discordToStartOn(): Promise<StartedPlatform> {
  const discord = await startFakeDiscord({ identifyBudget: 10_000 });
  const guild = discord.addGuild();
  const way = await door({ host: '127.0.0.1', port: Number(new URL(discord.apiUrl).port) });
  return {
    env: { DISCORD_TOKEN: discord.token, DISCORD_API_URL: `http://127.0.0.1:${way.address}/api` },
    tokens: [discord.token],
    person() {
      const user = discord.addUser();
      guild.addMember(user);
      return {
        identity: { platform: 'discord', user: user.id },
        dm: { platform: 'discord', channel: discord.state.dmWith(user).id },
        prompts: () => user.inbox.length,
      };
    },
    async trouble(kind, on) {
      if (kind === 'unreachable') await (on ? way.shut() : way.open());
      if (kind === 'token-refused') discord.refuseToken(on);
      if (kind !== 'failing') return;
      if (on) discord.faults.status(everyRequest, 500, Number.POSITIVE_INFINITY);
      else discord.faults.clear();
    },
    violations: () => discord.takeViolations().map((it) => `${it.request}: ${it.message}`),
    async close() {
      await way.close();
      await discord.close();
    },
  };
}
