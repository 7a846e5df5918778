import type { FakeDiscord } from '../../test/fakes/discord/index.ts';
import { openDiscordHarness } from '../../test/platforms/discord/discord-harness.ts';
import type { Group } from '../measure.ts';
import { somebody, startBareBot } from './bare.ts';

/** People who take turns, so that nobody's day grows beyond what a day is. */
const people = 40;

/** Everybody has started and logged once; each call gives the next one. */
async function crew(discord: FakeDiscord, start: boolean) {
  const all = Array.from({ length: people }, () => somebody(discord));
  for (const it of all) {
    if (start) await it.use('start', { zone: 'Europe/Lisbon', audience: 'private' });
    await it.use('log', { text: 'built the parser' });
  }
  let turn = 0;
  return () => all[turn++ % people] as (typeof all)[number];
}

/** Rounds enough that the median stands in five runs of them. */
const rounds = 300;
/** A bot runs for months: what its first commands take while the code is compiled does not count. */
const warmUp = 150;

/** Commands of the whole bot beside a bare one, each on a fake Discord of its own, both on one embedded server. */
export const discordLatency: Group = {
  names: ['discord today', 'discord log'],
  async open() {
    const harness = await openDiscordHarness({ fake: { rateLimits: false } });
    const bare = await startBareBot(harness.store.connection);
    const [ours, other] = [await crew(harness.discord, true), await crew(bare.discord, false)];
    return {
      rows: [
        {
          name: 'discord today',
          what: '/today, beside a bare discord.js handler with one indexed read',
          bar: 1.3,
          rounds,
          warmUp,
          ours: () => ours().use('today'),
          other: () => other().use('today'),
        },
        {
          name: 'discord log',
          what: '/log, beside a bare discord.js handler with one durable insert',
          bar: 1.5,
          rounds,
          warmUp,
          ours: () => ours().use('log', { text: 'built another thing' }),
          other: () => other().use('log', { text: 'built another thing' }),
        },
      ],
      async close() {
        await bare.close();
        await harness.close();
      },
    };
  },
};
