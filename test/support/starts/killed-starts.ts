import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type EmbeddedMongo, startEmbeddedMongo } from 'embedded-mongo';
import { tokenMemory } from '../../../src/app/token-memory.ts';
import { formatDay, wallTime } from '../../../src/core/calendar/index.ts';
import { type DmAddress, type Identity, newPerson } from '../../../src/core/people/index.ts';
import { deliveryId, deliveryStates, scheduled } from '../../../src/core/reminders/index.ts';
import { openStore, type Store } from '../../../src/store/index.ts';
import { dice } from '../../platforms/dice.ts';
import { type Door, door } from './door.ts';
import { type Supervised, supervised } from './supervised.ts';

/** What is wrong while the process is started and killed, for `troubleMs`; with the database, all the time. */
export const troubles = ['none', 'unreachable', 'failing', 'token-refused', 'slow-database'] as const;
export type Trouble = (typeof troubles)[number];

/** A fake platform in this process, as the starts need it. */
export interface StartedPlatform {
  readonly env: Readonly<Record<string, string>>;
  /** Tokens that it has taken before. */
  readonly tokens: readonly string[];
  /** Adds somebody. */
  person(): { readonly identity: Identity; readonly dm: DmAddress; prompts(): number };
  seed?(store: Store): Promise<void>;
  trouble(kind: Trouble, on: boolean): Promise<void>;
  /** Broken rules of the platform. */
  violations(): readonly string[];
  close(): Promise<void>;
}

export interface StartOptions {
  readonly people: number;
  readonly kills: number;
  readonly seed: number;
  readonly trouble: Trouble;
  readonly troubleMs: number;
  readonly finished?: (kills: number, arrived: number) => void;
}

export interface Starts {
  readonly kills: number;
  readonly sent: number;
  readonly missed: number;
  readonly seconds: number;
  /** Whose prompt came how often and is recorded as what, where the two do not fit; and what else is wrong. */
  readonly wrong: readonly string[];
  /** How often it ended by itself, with its last words. */
  readonly exits: readonly string[];
}

const hourMs = 60 * 60_000;
/** What was uncertain often waits up to ten minutes before it is looked up again. */
const endWithinMs = 12 * 60_000;
const stallMs = 3_000;

/** A sentence for each thing that is wrong; none: all is well. */
export const complaintsOf = (
  { wrong, exits, sent, missed }: Starts,
  { people, trouble }: StartOptions,
): string[] => [
  ...wrong,
  ...(sent + missed === people
    ? []
    : [`${people - sent - missed} of ${people} prompts are neither sent nor missed`]),
  // A database that cannot be reached is the only reason to end.
  ...(trouble === 'slow-database' ? [] : exits.map((it) => `it ended by itself: ${it}`)),
];

/** So many prompts are due at once, and the process is killed at random points of its life and started again. */
export async function killedStarts(platform: StartedPlatform, options: StartOptions): Promise<Starts> {
  const { people, kills, trouble, troubleMs } = options;
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-starts-'));
  const random = dice(options.seed);
  const began = performance.now();
  const owed = Array.from({ length: people }, () => platform.person());
  const dataDir = join(folder, 'data');
  const due = new Date();
  due.setUTCSeconds(0, 0);
  const day = await seed(dataDir, platform, owed, due.getTime());
  const database = trouble === 'slow-database' ? await slowDatabase(dataDir, folder) : undefined;
  const program = supervised(folder, { DATA_DIR: dataDir, ...platform.env, ...database?.env });
  const arrived = (): number => owed.filter((it) => it.prompts() > 0).length;

  await platform.trouble(trouble, true);
  await database?.door.shut();
  const over = sleep(troubleMs, undefined, { ref: false }).then(async () => {
    await platform.trouble(trouble, false);
    await database?.door.open();
  });

  let done = 0;
  let startMs = 4_000;
  for (; done < kills; done++) {
    if (random.chance(0.5)) database?.door.stall(random.whole(stallMs));
    program.start();
    await moment(program, arrived, random, startMs);
    const ready = program.readyForMs();
    if (ready !== undefined) startMs = program.ageMs() - ready;
    await program.kill();
    options.finished?.(done + 1, arrived());
  }
  program.start();
  await over;
  const end = performance.now() + endWithinMs;
  // Before it is ready, SIGTERM ends it as a kill does.
  while ((arrived() < people || (await program.owes()) !== 0) && performance.now() < end) {
    await sleep(100);
    options.finished?.(done, arrived());
  }
  // What comes twice comes soon after.
  await sleep(1_500);
  const code = await program.stop();
  const result = await judge(database?.server ?? dataDir, owed, day);
  await database?.door.close();
  await database?.server.close();
  rmSync(folder, { recursive: true, force: true });
  return {
    kills: done,
    ...result,
    seconds: Math.round((performance.now() - began) / 1_000),
    exits: program.exits,
    wrong: [
      ...result.wrong,
      ...platform.violations(),
      ...(code === 0 ? [] : [`SIGTERM ended it with ${code}`]),
    ],
  };
}

type Owed = ReturnType<StartedPlatform['person']>;

/** A third of the kills falls into the start, the others after some messages of that life, or after a while without any. */
async function moment(
  program: Supervised,
  arrived: () => number,
  random: ReturnType<typeof dice>,
  startMs: number,
): Promise<void> {
  if (random.chance(1 / 3)) return sleep(random.whole(startMs * 1.2));
  const until = arrived() + 1 + random.whole(5);
  const patienceMs = random.whole(3_000);
  while (arrived() < until) {
    if ((program.readyForMs() ?? 0) > patienceMs || program.ageMs() > 120_000) return;
    await sleep(5);
  }
  await sleep(random.whole(150));
}

/** Everybody's prompt is due at `due`, by a clock on which it is daytime. */
async function seed(
  dataDir: string,
  platform: StartedPlatform,
  owed: readonly Owed[],
  due: number,
): Promise<string> {
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'shipmate', { alone: true });
  const memory = tokenMemory(store);
  for (const token of platform.tokens) await memory.remember(token);
  await platform.seed?.(store);
  const before = due - hourMs;
  const zone = ['UTC', 'Asia/Tokyo', 'Pacific/Honolulu'].find((it) => isDaytime(it, due)) ?? 'UTC';
  const local = wallTime(zone, due);
  for (const [index, { identity, dm }] of owed.entries()) {
    const made = newPerson({ id: `p${index}`, identity, zone, zoneChosen: true, nudgeTime: 1_439 }, before);
    const person = { ...made, prompts: 'on' as const, dm, promptTime: local.minutes };
    await store.people.create(scheduled(person, before, process.versions.tz ?? 'unknown'));
  }
  await store.close();
  await server.close();
  return formatDay(local.day);
}

const isDaytime = (zone: string, at: number): boolean => {
  const { minutes } = wallTime(zone, at);
  return minutes >= 8 * 60 && minutes < 18 * 60;
};

async function slowDatabase(
  dataDir: string,
  folder: string,
): Promise<{ door: Door; server: EmbeddedMongo; env: Record<string, string> }> {
  const server = await startEmbeddedMongo({ dataDir });
  const path = decodeURIComponent(server.uri.replace(/^mongodb:\/\//, '').replace(/\/?(\?.*)?$/, ''));
  const socket = join(folder, 'slow.sock');
  const made = await door({ path }, socket);
  made.slow(10);
  return { door: made, server, env: { MONGODB_URI: `mongodb://${encodeURIComponent(socket)}` } };
}

/** Each prompt is sent and came once, or is recorded as missed with its reason and did not come. */
async function judge(
  from: EmbeddedMongo | string,
  owed: readonly Owed[],
  day: string,
): Promise<Pick<Starts, 'sent' | 'missed' | 'wrong'>> {
  const server = typeof from === 'string' ? await startEmbeddedMongo({ dataDir: from }) : from;
  const store = await openStore(server.uri, 'shipmate');
  const wrong: string[] = [];
  const counts = { sent: 0, missed: 0 };
  for (const [index, it] of owed.entries()) {
    const owner = { personId: `p${index}` };
    const delivery = await store.deliveries.find(owner, deliveryId(owner, 'prompt', day));
    const came = it.prompts();
    const { state, reason = '' } = delivery ?? { state: 'not written' };
    if (state === 'sent') counts.sent += 1;
    if (state === 'missed' && reason) counts.missed += 1;
    const fits = (state === 'sent' && came === 1) || (state === 'missed' && reason !== '' && came === 0);
    if (!fits) wrong.push(`p${index}: ${state} ${reason}, came ${came} times`);
  }
  const found = await store.system.deliveryCounts(deliveryStates);
  const all = Object.values(found).reduce((sum, it) => sum + it, 0);
  if (all !== owed.length) wrong.push(`${all} deliveries for ${owed.length} people`);
  await store.close();
  if (typeof from === 'string') await server.close();
  return { ...counts, wrong };
}
