import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fastify } from 'fastify';
import { type Bot, createBot } from '../../../../src/app/bot.ts';
import { joinSlack } from '../../../../src/app/slack.ts';
import { startEmbeddedMongo } from '../../../../src/embedded-mongo/index.ts';
import { manifestOf } from '../../../../src/platforms/slack/index.ts';
import { openStore } from '../../../../src/store/index.ts';
import { secretBox } from '../../../../src/store/secret-box.ts';
import { slackInstallations } from '../../../../src/store/slack-installations.ts';
import type { FakeChannel } from '../../../fakes/slack/driver/channel.ts';
import {
  type FakeSlack,
  type FakeUser,
  type FakeWorkspace,
  startFakeSlack,
} from '../../../fakes/slack/index.ts';
import { at } from '../../../fakes/slack/json.ts';
import { commands, recordingLog, submitted, until } from '../house.ts';

export interface DayOptions {
  readonly workspaces: number;
  readonly members: number;
  readonly onProgress?: (done: number, total: number) => void;
}

/** How often each delivery was posted, and what went wrong. */
export interface Day {
  /** By delivery id. */
  readonly posted: ReadonlyMap<string, number>;
  readonly prompts: number;
  readonly nudges: number;
  readonly shared: number;
  readonly roundups: number;
  readonly violations: readonly unknown[];
  readonly unexpected: readonly string[];
  /** Members who logged, and how often their entries stand in the store. */
  readonly logged: number;
  /** Of those, in a channel, which shares them. */
  readonly inChannel: number;
  readonly entries: number;
}

const zones = [
  'Europe/Lisbon',
  'Asia/Tokyo',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
];
const stepMs = 30 * 60_000;
const start = Date.UTC(2026, 10, 19, 0, 0);

/** A day and a bit of whole workspaces, with two processes' worth of bot on one database; the payloads go to both in turn. */
export async function slackDay({ workspaces, members, onProgress }: DayOptions): Promise<Day> {
  let now = start;
  const slack = await startFakeSlack({
    manifest: manifestOf(commands, 'https://x.example'),
    now: () => now,
    quietMs: 2,
    effectMs: 5_000,
  });
  slack.rateLimits.enabled = false;
  const dataDir = mkdtempSync(join(tmpdir(), 'shipmate-day-'));
  const server = await startEmbeddedMongo({ dataDir });
  const log = recordingLog();
  const unexpected: string[] = [];
  const running = await Promise.all(
    [1, 2].map(() => oneProcess(slack, server.uri, () => now, log, unexpected)),
  );
  slack.deliver = { http: running.map((it) => `${it.url}/slack/events`) };
  const people: Settled[] = [];
  for (let each = 0; each < workspaces; each++) {
    people.push(...(await settle(slack, running[0]!.url, each, members)));
    onProgress?.(people.length, workspaces * members * 2);
  }
  let logged = 0;
  let inChannel = 0;
  const end = start + 26 * 60 * 60_000;
  const waiting = new Set(people.filter((_, index) => index % 2 === 0));
  for (now = start + stepMs; now <= end; now += stepMs) {
    await Promise.all(running.map((it) => it.bot.pump.run()));
    for (const member of waiting) {
      const { user, general } = member;
      const prompt = slack
        .messages(user.dm)
        .find((it) => String(at(it.metadata, 'event_payload.id')).includes(':prompt:'));
      if (!prompt) continue;
      waiting.delete(member);
      logged += 1;
      // One answers in the channel, which shares it, the next one in the form of the prompt.
      if (logged % 2 === 1) {
        inChannel += 1;
        await user.slash(general, `/shipmate log from ${user.id}`);
        continue;
      }
      await submitted(user, await user.press(prompt, 'Log it'), { text: `from ${user.id}` });
    }
    onProgress?.(
      people.length + Math.floor((people.length * (now - start)) / (end - start)),
      people.length * 2,
    );
  }
  await Promise.all(running.map((it) => it.bot.pump.run()));
  await until(async () => (await countEntries(running[0]!.bot, people)) >= logged);
  const day: Day = {
    ...count(slack),
    violations: slack.violations,
    unexpected,
    logged,
    inChannel,
    entries: await countEntries(running[0]!.bot, people),
  };
  for (const each of running) await each.close();
  await server.close();
  await slack.close();
  rmSync(dataDir, { recursive: true, force: true });
  return day;
}

async function oneProcess(
  slack: FakeSlack,
  uri: string,
  now: () => number,
  log: ReturnType<typeof recordingLog>,
  unexpected: string[],
) {
  const store = await openStore(uri, 'shipmate');
  const bot = await createBot({
    store,
    rules: {
      freezes: { stepsPerFreeze: 7, maxHeld: 2 },
      backdateDays: 2,
      lateWindowMs: 240 * 60_000,
      nudgeTime: 1_200,
      defaultZone: 'UTC',
      tzdb: process.versions.tz ?? 'unknown',
    },
    now,
    machineNow: now,
    log,
    observe: ({ code, what }) => code === 'unexpected' && unexpected.push(what),
    unlimited: ['slack'],
  });
  const { signingSecret, clientId, clientSecret, apiUrl } = slack;
  const platform = joinSlack({
    bot,
    store,
    now,
    machineNow: Date.now,
    log,
    options: {
      apiUrl,
      mode: {
        kind: 'oauth',
        signingSecret,
        clientId,
        clientSecret,
        stateSecret: 'the same state secret',
        installations: slackInstallations(
          store.connection,
          secretBox('a key that is long enough to be a key'),
        ),
      },
    },
  });
  const app = fastify();
  if (platform.routes) await app.register(platform.routes);
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  await platform.start(bot.dispatcher);
  return {
    bot,
    url,
    async close() {
      await platform.stop();
      await app.close();
      await bot.pump.stop();
      await store.close();
    },
  };
}

interface Settled {
  readonly user: FakeUser;
  readonly general: FakeChannel;
}

/** A workspace whose members have all started, sharing what they log. */
async function settle(slack: FakeSlack, url: string, index: number, members: number): Promise<Settled[]> {
  const team: FakeWorkspace = slack.addWorkspace({ name: `Guild ${index}`, installed: false });
  const boss = team.addUser({ name: 'boss', admin: true });
  slack.redirectUrls = [`${url}/slack/oauth_redirect`];
  await team.install(`${url}/slack/install`, boss);
  const users = Array.from({ length: members }, (_, each) =>
    team.addUser({ name: `m${each}`, tz: zones[(each + index) % zones.length] as string }),
  );
  const general = team.addChannel({ name: 'general', botIn: true });
  await boss.slash(general, '/shipmate setup channel #general');
  const answers = await Promise.all(
    users.map((user, each) =>
      user.slash(
        general,
        `/shipmate start zone:${zones[(each + index) % zones.length]} time:09:00 audience:community`,
      ),
    ),
  );
  // Nobody's clock goes on before everybody has been answered.
  await until(() => answers.every((it) => it.ephemeral.length > 0), 60_000);
  return users.map((user) => ({ user, general }));
}

function count(slack: FakeSlack): Pick<Day, 'posted' | 'prompts' | 'nudges' | 'shared' | 'roundups'> {
  const posted = new Map<string, number>();
  for (const { args, method, dropped } of slack.requests) {
    const id = at(args, 'metadata.event_payload.id');
    if (method === 'chat.postMessage' && typeof id === 'string' && dropped !== 'before')
      posted.set(id, (posted.get(id) ?? 0) + 1);
  }
  const kinds = (kind: string) => [...posted.keys()].filter((id) => id.includes(`:${kind}:`)).length;
  return {
    posted,
    prompts: kinds('prompt'),
    nudges: kinds('nudge'),
    shared: kinds('share'),
    roundups: kinds('roundup'),
  };
}

async function countEntries(bot: Bot, people: readonly Settled[]): Promise<number> {
  let total = 0;
  for (const { user } of people) {
    const identity = { platform: 'slack', team: user.record.teamId, user: user.id };
    const person = await bot.jobs.stores.people.findByIdentity(identity);
    if (person) total += (await bot.jobs.stores.entries.list(person.id, {}, { limit: 100 })).length;
  }
  return total;
}
