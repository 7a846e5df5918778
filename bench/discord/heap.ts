import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type FakeDiscord, startFakeDiscord } from '../../test/fakes/discord/index.ts';
import { type Group, median } from '../measure.ts';

const members = 10_000;
const rounds = 5;
const atOnce = 20;
const bot = fileURLToPath(new URL('heap-bot.ts', import.meta.url));

export type Kind = 'ours' | 'defaults';

/** What stays in memory of members who used a command, in a process of its own. */
export const discordHeap: Group = {
  names: ['discord heap'],
  open: async () => ({
    rows: [
      {
        name: 'discord heap',
        what: `heap for ${members.toLocaleString('en')} more members who used a command, beside discord.js with its defaults`,
        bar: 0.1,
        unit: 'MiB',
        whole: async () => ({ ours: await kept('ours'), other: await kept('defaults') }),
      },
    ],
  }),
};

/** The median growth of five rounds, in MiB for all members. */
async function kept(kind: Kind): Promise<number> {
  const discord = await startFakeDiscord({ rateLimits: false });
  const child = fork(bot, [kind, discord.apiUrl, discord.token], {
    execArgv: ['--expose-gc', '--import', 'tsx'],
  });
  const next = () => new Promise<number>((resolve) => child.once('message', (it) => resolve(Number(it))));
  const used = (): Promise<number> => {
    const answer = next();
    child.send('measure');
    return answer;
  };
  await next();
  const growth: number[] = [];
  // The first round pays for what is made once.
  await newMembers(discord, members / rounds);
  for (let before = await used(); growth.length < rounds; ) {
    await newMembers(discord, members / rounds);
    const now = await used();
    growth.push(now - before);
    before = now;
  }
  child.kill();
  await discord.close();
  return Math.max(0, median(growth) * rounds) / 2 ** 20;
}

/** Each uses a command once. */
async function newMembers(discord: FakeDiscord, count: number): Promise<void> {
  const [guild = discord.addGuild()] = discord.state.guilds.values();
  const channel = guild.systemChannel;
  if (!channel) throw new Error('A new server has a system channel');
  let left = count;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (left-- > 0) {
        const user = discord.addUser();
        guild.addMember(user);
        const { failure } = await user.slash(channel, 'hello', {});
        if (failure) throw new Error(failure);
      }
    }),
  );
}
