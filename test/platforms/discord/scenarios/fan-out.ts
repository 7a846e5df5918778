import { newPerson } from '../../../../src/core/people/index.ts';
import { deliveryStates, scheduled } from '../../../../src/core/reminders/index.ts';
import type { FakeDiscord, FakeDiscordOptions, FakeUser } from '../../../fakes/discord/index.ts';
import { openDiscordHarness } from '../discord-harness.ts';

export interface FanOut {
  readonly seconds: number;
  /** Who got their prompt not exactly once, whose DM is open. */
  readonly wrong: readonly string[];
  /** Whose closed DM was tried not exactly once in two days, or who was not parked. */
  readonly wronglyClosed: readonly string[];
  /** In two days: how often each of the closed DMs was tried. */
  readonly closedTries: readonly number[];
  /** Deliveries by their state in the end. */
  readonly states: Readonly<Record<string, number>>;
  readonly requests: number;
  readonly limited: number;
  /** Milliseconds in which commands of somebody else were answered meanwhile. */
  readonly answered: readonly number[];
  /** That of a hundred commands which was answered last but one. */
  readonly p99: number;
  readonly failures: readonly string[];
}

const dayMs = 24 * 60 * 60_000;
const post = 'POST /channels/:id/messages';
export const messageRoute = post;

/** Everybody's prompt is due in the same minute; `trouble` says what goes wrong with Discord meanwhile. */
export async function fanOut(options: {
  readonly people: number;
  /** So many of a hundred DMs are closed. */
  readonly closedPercent?: number;
  readonly trouble?: (discord: FakeDiscord) => void;
  readonly fake?: FakeDiscordOptions;
  readonly finished?: (sent: number) => void;
}): Promise<FanOut> {
  const day = Date.parse('2027-03-10T00:00:00Z');
  let at = day;
  const harness = await openDiscordHarness({ now: () => at, fake: options.fake ?? {} });
  const { discord, store, bot } = harness;
  const guild = discord.addGuild();
  const visitor = discord.addUser({ username: 'visitor' });
  guild.addMember(visitor);
  const users: FakeUser[] = [];
  const closedUpTo = (count: number): number => Math.floor((count * (options.closedPercent ?? 0)) / 100);
  for (let index = 0; index < options.people; index++) {
    const closed = closedUpTo(index + 1) > closedUpTo(index);
    const user = discord.addUser({ username: `person-${index}`, dms: closed ? 'closed' : 'open' });
    guild.addMember(user);
    users.push(user);
    const made = newPerson(
      {
        id: `p${index}`,
        identity: { platform: 'discord', user: user.id },
        zone: 'UTC',
        zoneChosen: true,
        nudgeTime: 1_200,
      },
      at,
    );
    const dm = { platform: 'discord', channel: discord.state.dmWith(user).id };
    await store.people.create(
      scheduled({ ...made, prompts: 'on', dm }, at, process.versions.tz ?? 'unknown'),
    );
  }
  discord.forgetRequests();
  options.trouble?.(discord);

  at = day + 9 * 60 * 60_000;
  const started = performance.now();
  const answered: number[] = [];
  const failures: string[] = [];
  let running = true;
  // Discord's patience is measured by the test's clock too, which must not jump while a command is under way.
  let asking: Promise<unknown> = Promise.resolve();
  const ask = async (): Promise<void> => {
    const asked = performance.now();
    const answer = await visitor.slash(guild.systemChannel!, 'today');
    answered.push(performance.now() - asked);
    if (answer.failure) failures.push(answer.failure);
    options.finished?.(users.filter((user) => user.inbox.length > 0).length);
  };
  const commands = (async () => {
    while (running) {
      asking = asking.then(ask);
      await asking;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  })();
  /** Until nothing is left to send. What has to wait is due again a little later, by the clock of the test. */
  async function sendAll(): Promise<void> {
    for (let round = 0; round < 40; round++) {
      await bot.deliveryWorker.drain();
      const { pending, uncertain, sending } = await store.system.deliveryCounts(deliveryStates);
      if (pending + uncertain + sending === 0) return;
      asking = asking.then(() => {
        at += 15_000;
      });
      await asking;
    }
  }
  await sendAll();
  const seconds = (performance.now() - started) / 1_000;
  running = false;
  await commands;
  const wrong = users.filter((it) => it.dms === 'open' && it.inbox.length !== 1).map((it) => it.username);
  const states = await store.system.deliveryCounts(deliveryStates);
  if (options.closedPercent) {
    at += dayMs;
    await sendAll();
  }

  const tries = new Map<string, number>();
  for (const { method, path } of discord.requests) {
    const channel = /\/channels\/(\d+)\/messages$/.exec(path)?.[1];
    if (method === 'POST' && channel) tries.set(channel, (tries.get(channel) ?? 0) + 1);
  }
  const triesOf = (user: FakeUser): number => tries.get(user.dm?.id ?? '') ?? 0;
  const people = await Promise.all(users.map((_, index) => store.people.find(`p${index}`)));
  const result: FanOut = {
    seconds,
    wrong,
    wronglyClosed: users
      .filter(
        (it, index) =>
          it.dms === 'closed' && (triesOf(it) !== 1 || people[index]?.dm?.closedAt === undefined),
      )
      .map((it) => it.username),
    closedTries: users.filter((it) => it.dms === 'closed').map(triesOf),
    states,
    requests: discord.requests.length,
    limited: discord.requests.filter((it) => it.status === 429).length,
    answered,
    p99: [...answered].sort((a, b) => a - b)[Math.floor(answered.length * 0.99)] ?? 0,
    failures: [...failures, ...discord.violations.map((it) => `${it.request}: ${it.message}`)],
  };
  await harness.close();
  return result;
}
