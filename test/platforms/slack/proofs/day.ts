import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { manifestOf } from '../../../../src/platforms/slack/index.ts';
import { openStore, type Store } from '../../../../src/store/index.ts';
import type { FakeChannel } from '../../../fakes/slack/driver/channel.ts';
import {
  type FakeSlack,
  type FakeUser,
  type FakeWorkspace,
  startFakeSlack,
} from '../../../fakes/slack/index.ts';
import { at } from '../../../fakes/slack/json.ts';
import { commands, submitted, until } from '../slack-harness.ts';
import { startDayProcess } from './day-processes.ts';

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
  /** Prompts that were owed and did not come, and prompts that came and were not owed. */
  readonly missing: readonly string[];
  readonly notOwed: readonly string[];
  /** Prompts that came before their time, or later than one step of the clock. */
  readonly untimely: readonly string[];
}

/** With their minutes ahead of UTC in this November. */
const offsets = {
  'Europe/Lisbon': 0,
  'Asia/Tokyo': 540,
  'America/New_York': -300,
  'Australia/Lord_Howe': 660,
  'Asia/Kathmandu': 345,
  UTC: 0,
} as const;
type Zone = keyof typeof offsets;
const zones = Object.keys(offsets) as readonly Zone[];
const dayMs = 24 * 60 * 60_000;
const stepMs = 30 * 60_000;
const start = Date.UTC(2026, 10, 19, 0, 0);

/** A day and a bit of whole workspaces, with two processes on one database; the payloads go to both in turn. */
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
  const { apiUrl, signingSecret, clientId, clientSecret } = slack;
  const given = { mongo: server.uri, apiUrl, signingSecret, clientId, clientSecret, now };
  const running = await Promise.all([startDayProcess(given), startDayProcess(given)]);
  const store = await openStore(server.uri, 'shipmate');
  const unexpected: string[] = [];
  const runAll = async (): Promise<void> => {
    for (const found of await Promise.all(running.map((it) => it.run(now)))) unexpected.push(...found);
  };
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
    await runAll();
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
  await runAll();
  await until(async () => (await countEntries(store, people)) >= logged);
  // On a busy machine a command may still be at work: what it shares is owed only after its entry is there.
  await until(async () => {
    await runAll();
    return count(postedAt(slack)).shared >= inChannel;
  }, 60_000).catch(async () => {
    const shares = store.connection.collection('deliveries').find({ kind: 'share', state: { $ne: 'sent' } });
    unexpected.push(...(await shares.toArray()).map((it) => `a share is ${it.state}: ${it.reason}`));
  });
  const owed = await promptsOwed(store, people, end);
  const sent = postedAt(slack);
  const day: Day = {
    ...count(sent),
    violations: slack.violations,
    unexpected,
    logged,
    inChannel,
    entries: await countEntries(store, people),
    ...compare(owed, sent),
  };
  await store.close();
  for (const each of running) unexpected.push(...(await each.end()));
  await server.close();
  await slack.close();
  rmSync(dataDir, { recursive: true, force: true });
  return day;
}

interface Settled {
  readonly user: FakeUser;
  readonly general: FakeChannel;
  readonly zone: Zone;
}

/** A workspace whose members have all started, sharing what they log. */
async function settle(slack: FakeSlack, url: string, index: number, members: number): Promise<Settled[]> {
  const team: FakeWorkspace = slack.addWorkspace({ name: `Guild ${index}`, installed: false });
  const boss = team.addUser({ name: 'boss', admin: true });
  slack.redirectUrls = [`${url}/slack/oauth_redirect`];
  await team.install(`${url}/slack/install`, boss);
  const zoneOf = (each: number) => zones[(each + index) % zones.length] as Zone;
  const users = Array.from({ length: members }, (_, each) =>
    team.addUser({ name: `m${each}`, tz: zoneOf(each) }),
  );
  const general = team.addChannel({ name: 'general', botIn: true });
  await boss.slash(general, '/shipmate setup channel #general');
  const answers = await Promise.all(
    users.map((user, each) =>
      user.slash(general, `/shipmate start zone:${zoneOf(each)} time:09:00 audience:community`),
    ),
  );
  // Nobody's clock goes on before everybody has been answered.
  await until(() => answers.every((it) => it.ephemeral.length > 0), 60_000);
  return users.map((user, each) => ({ user, general, zone: zoneOf(each) }));
}

/** When each delivery was posted, by its id. */
function postedAt(slack: FakeSlack): Map<string, number[]> {
  const posted = new Map<string, number[]>();
  for (const { args, method, dropped, at: when } of slack.requests) {
    const id = at(args, 'metadata.event_payload.id');
    if (method === 'chat.postMessage' && typeof id === 'string' && dropped !== 'before')
      posted.set(id, [...(posted.get(id) ?? []), when]);
  }
  return posted;
}

function count(
  sent: ReadonlyMap<string, readonly number[]>,
): Pick<Day, 'posted' | 'prompts' | 'nudges' | 'shared' | 'roundups'> {
  const kinds = (kind: string) => [...sent.keys()].filter((id) => id.includes(`:${kind}:`)).length;
  return {
    posted: new Map([...sent].map(([id, times]) => [id, times.length])),
    prompts: kinds('prompt'),
    nudges: kinds('nudge'),
    shared: kinds('share'),
    roundups: kinds('roundup'),
  };
}

async function countEntries(store: Store, people: readonly Settled[]): Promise<number> {
  let total = 0;
  for (const { user } of people) {
    const identity = { platform: 'slack', team: user.record.teamId, user: user.id };
    const person = await store.people.findByIdentity(identity);
    if (person) total += (await store.entries.list(person.id, {}, { limit: 100 })).length;
  }
  return total;
}

/** By plain arithmetic: each one's 09:00s after the start and up to the end. */
async function promptsOwed(
  store: Store,
  people: readonly Settled[],
  end: number,
): Promise<Map<string, number>> {
  const owed = new Map<string, number>();
  for (const { user, zone } of people) {
    const identity = { platform: 'slack', team: user.record.teamId, user: user.id };
    const person = await store.people.findByIdentity(identity);
    const ahead = offsets[zone] * 60_000;
    for (let day = Date.UTC(2026, 10, 18); day < end + dayMs; day += dayMs) {
      const due = day + 9 * 60 * 60_000 - ahead;
      if (due > start && due <= end)
        owed.set(`${person?.id}:prompt:${new Date(day).toISOString().slice(0, 10)}`, due);
    }
  }
  return owed;
}

function compare(
  owed: ReadonlyMap<string, number>,
  sent: ReadonlyMap<string, readonly number[]>,
): Pick<Day, 'missing' | 'notOwed' | 'untimely'> {
  const came = [...sent].filter(([id]) => id.includes(':prompt:'));
  const isUntimely = (due: number | undefined, times: readonly number[]): boolean =>
    due !== undefined && times.some((when) => when < due || when > due + stepMs);
  return {
    missing: [...owed.keys()].filter((id) => !sent.has(id)),
    notOwed: came.map(([id]) => id).filter((id) => !owed.has(id)),
    untimely: came.filter(([id, times]) => isUntimely(owed.get(id), times)).map(([id]) => id),
  };
}
