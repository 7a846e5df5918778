import { newPerson } from '../../src/core/people/index.ts';
import { scheduled } from '../../src/core/reminders/index.ts';
import { type DiscordHarness, openDiscordHarness } from '../../test/platforms/discord/discord-harness.ts';
import { type Group, median } from '../measure.ts';
import { somebody } from './bare.ts';

const rounds = 5;
const people = 2_000;
/** Requests a second that Discord allows a bot. */
const floorPerSecond = 50;
const idleCommands = 200;
const pauseMs = 50;
const dayMs = 24 * 60 * 60_000;

interface Round {
  readonly seconds: number;
  readonly idleP99: number;
  readonly busyP99: number;
}

/** Everybody's prompt comes due in the same minute, on five days; somebody else uses commands before and meanwhile. */
export const discordFanOut: Group = {
  names: ['discord fan-out', 'discord p99'],
  async open() {
    let at = Date.parse('2027-03-10T00:00:00Z');
    const harness = await openDiscordHarness({ now: () => at });
    await boarded(harness, at);
    const visitor = somebody(harness.discord);
    let measured: Promise<readonly Round[]> | undefined;

    async function timed(): Promise<number> {
      const asked = performance.now();
      await visitor.use('today');
      return performance.now() - asked;
    }

    async function round(): Promise<Round> {
      const idle: number[] = [];
      for (let n = 0; n < idleCommands; n++) idle.push(await timed());
      at += 9 * 60 * 60_000;
      const started = performance.now();
      let over = false;
      const sent = harness.bot.deliveryWorker.drain().then(() => {
        over = true;
        return (performance.now() - started) / 1_000;
      });
      const busy: number[] = [];
      while (!over) {
        busy.push(await timed());
        await new Promise((resolve) => setTimeout(resolve, pauseMs));
      }
      const seconds = await sent;
      at += dayMs - 9 * 60 * 60_000;
      return { seconds, idleP99: p99(idle), busyP99: p99(busy) };
    }

    async function all(plantMs: number): Promise<readonly Round[]> {
      slowDown(harness, plantMs);
      const done: Round[] = [];
      while (done.length < rounds) done.push(await round());
      const { sent } = await harness.store.system.deliveryCounts(['sent']);
      if (sent !== rounds * people) throw new Error(`${sent} of ${rounds * people} prompts were sent`);
      return done;
    }

    const of = async (plantMs: number, figure: (it: Round) => number): Promise<number> => {
      measured ??= all(plantMs);
      return median((await measured).map(figure));
    };
    return {
      rows: [
        {
          name: 'discord fan-out',
          what: `${people.toLocaleString('en')} DMs, beside ${floorPerSecond} a second`,
          bar: 1.15,
          unit: 's',
          whole: async (plantMs) => ({
            ours: await of(plantMs, (it) => it.seconds),
            other: people / floorPerSecond,
          }),
        },
        {
          name: 'discord p99',
          what: 'p99 of a command during a fan-out, beside what is allowed: 1.5 times idle, or 10 ms more if that is more',
          bar: 1,
          async whole(plantMs) {
            const idle = await of(plantMs, (it) => it.idleP99);
            return { ours: await of(plantMs, (it) => it.busyP99), other: Math.max(1.5 * idle, idle + 10) };
          },
        },
      ],
      close: harness.close,
    };
  },
};

const p99 = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.99)] ?? Number.NaN;

/** People with prompts at 09:00 UTC and no nudges, whose DMs are open. */
async function boarded({ discord, store }: DiscordHarness, now: number): Promise<void> {
  const guild = discord.addGuild();
  for (let n = 0; n < people; n++) {
    const user = discord.addUser();
    guild.addMember(user);
    const identity = { platform: 'discord', user: user.id };
    const made = newPerson({ id: `p${n}`, identity, zone: 'UTC', zoneChosen: true, nudgeTime: 1_200 }, now);
    const dm = { platform: 'discord', channel: discord.state.dmWith(user).id };
    const nudge = { ...made.nudge, on: false };
    await store.people.create(
      scheduled({ ...made, nudge, prompts: 'on', dm }, now, process.versions.tz ?? 'unknown'),
    );
  }
}

/** While prompts go out, the machine has so much more to do for each of them, and for each command. */
function slowDown({ bot }: DiscordHarness, plantMs: number): void {
  if (plantMs === 0) return;
  const messenger = bot.messengers.get('discord');
  if (!messenger) throw new Error('Discord is off');
  let sentAt = Number.NEGATIVE_INFINITY;
  const isBusy = () => performance.now() - sentAt < 1_000;
  const work = (): void => {
    const until = performance.now() + plantMs;
    while (performance.now() < until);
  };
  bot.messengers.set('discord', {
    ...messenger,
    send(...args) {
      sentAt = performance.now();
      work();
      return messenger.send(...args);
    },
  });
  const { dispatch } = bot.dispatcher;
  Object.assign(bot.dispatcher, {
    async dispatch(...args: Parameters<typeof dispatch>) {
      const times = isBusy() ? 2 : 0;
      for (let n = 0; n < times; n++) work();
      return dispatch(...args);
    },
  });
}
