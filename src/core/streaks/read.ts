import { type Day, dayAt, type Instant } from '../calendar/index.ts';
import type { EntryId } from '../ids.ts';
import type { ExcuseReason } from '../people/cadence.ts';
import type { Person } from '../people/types.ts';
import { checkpointDay, closeThrough } from './checkpoint.ts';
import { eventDays } from './events.ts';
import { outageDays, shortDays } from './excuses.ts';
import { foldStreak } from './fold.ts';
import type { CheckpointStore, LoggedDaysStore, LoggedEntry, Outage, OutageStore } from './ports.ts';
import type { ClosedStreak, FreezeRules, StreakFacts, StreakFold } from './types.ts';

export interface StreakStores {
  readonly entries: LoggedDaysStore;
  readonly checkpoints: CheckpointStore;
  readonly outages: OutageStore;
}

export interface StreakRules {
  readonly freezes: FreezeRules;
  readonly backdateDays: number;
}

export type Streak = StreakFold & { readonly today: Day };

/** The streak as of `now`, with its `days` since the last checkpoint. Its cost grows with the backdating window, not the history (S3). */
export async function readStreak(
  stores: StreakStores,
  person: Person,
  now: Instant,
  rules: StreakRules,
): Promise<Streak> {
  return (await readStreakWithFacts(stores, person, now, rules)).streak;
}

/** The streak, and from the same read the facts about the days after `after` (undefined: those that the streak needs). */
export async function readStreakWithFacts(
  stores: StreakStores,
  person: Person,
  now: Instant,
  rules: StreakRules,
  after?: Day,
): Promise<{ readonly streak: Streak; readonly facts: StreakFacts }> {
  const reading = await readForStreak(stores, person, now, rules, after);
  return { streak: await closedStreak(stores, reading), facts: reading.facts };
}

/** What a streak is calculated from, read once. The person may log meanwhile. */
export interface StreakReading {
  readonly facts: StreakFacts;
  readonly rules: StreakRules;
  /** The stored checkpoint from which the facts continue. */
  readonly from: ClosedStreak | undefined;
  /** The basis under which the closed part of the fold is saved as the person's checkpoint. */
  readonly basis: string;
  readonly person: Person;
  readonly now: Instant;
}

/** Reads what a streak needs as of `now`, and the days after `after` (undefined: only what it needs). */
export async function readForStreak(
  stores: StreakStores,
  person: Person,
  now: Instant,
  rules: StreakRules,
  after?: Day,
): Promise<StreakReading> {
  const [outages, stored] = await Promise.all([
    latestOutages(stores, person),
    stores.checkpoints.find(person.id),
  ]);
  const basis = basisOf(person, rules, outages);
  const closable = checkpointDay(dayAt(person.clocks, now), rules.backdateDays);
  const from = stored?.basis === basis && stored.through <= closable ? stored : undefined;
  const facts = await readFacts(stores, person, now, from && Math.min(from.through, after ?? from.through));
  return { facts, rules, from, basis, person, now };
}

/**
 * The streak with an entry that was written during the read, and the streak without it. It does not matter whether the read saw
 * the entry. `reading`: what the streak was calculated from.
 */
export async function streakAround(
  stores: StreakStores,
  read: StreakReading,
  entry: LoggedEntry,
): Promise<{ readonly streak: Streak; readonly without: Streak; readonly reading: StreakReading }> {
  const reading = read.from && entry.day <= read.from.through ? await fromJoining(stores, read) : read;
  const { rules, from } = reading;
  const without = withoutEntry(reading.facts, entry.id);
  const facts = entry.deletedAt === undefined ? withEntry(without, entry) : without;
  const around = { ...reading, facts };
  const streak = await closedStreak(stores, around);
  const fold = foldStreak(without, rules.freezes, from);
  return { streak, without: { ...fold, today: streak.today }, reading: around };
}

/** The same read without its checkpoint. */
const fromJoining = async (stores: StreakStores, reading: StreakReading): Promise<StreakReading> => ({
  ...reading,
  from: undefined,
  facts: await readFacts(stores, reading.person, reading.now),
});

function withoutEntry(facts: StreakFacts, id: EntryId): StreakFacts {
  const logged = [...facts.logged]
    .map(([day, ids]) => [day, ids.filter((it) => it !== id)] as const)
    .filter(([, ids]) => ids.length > 0);
  return { ...facts, logged: new Map(logged) };
}

const withEntry = (
  facts: StreakFacts,
  { id, day, backdated }: Omit<LoggedEntry, 'deletedAt'>,
): StreakFacts => ({
  ...facts,
  logged: new Map(facts.logged).set(day, [...(facts.logged.get(day) ?? []), id]),
  ...(backdated && { backdated: new Set(facts.backdated).add(id) }),
});

/** Folds what was read, and saves the closed part as the checkpoint. */
export async function closedStreak(
  stores: StreakStores,
  { facts, rules, from, basis, person }: StreakReading,
): Promise<Streak> {
  const fold = foldStreak(facts, rules.freezes, from);
  const closed = closeThrough(fold, checkpointDay(facts.today, rules.backdateDays));
  if (closed) await stores.checkpoints.put({ personId: person.id, basis, ...closed });
  return { ...fold, today: facts.today };
}

/** The ledger: the streak with every day since joining (S12). */
export async function readLedger(
  stores: StreakStores,
  person: Person,
  now: Instant,
  rules: StreakRules,
): Promise<Streak> {
  const today = dayAt(person.clocks, now);
  return { ...foldStreak(await readFacts(stores, person, now), rules.freezes), today };
}

/** The fold's facts about the days after `after` (undefined: since joining). */
export async function readFacts(
  stores: {
    readonly entries: LoggedDaysStore;
    readonly outages: OutageStore;
  },
  person: Person,
  now: Instant,
  after?: Day,
): Promise<StreakFacts> {
  const today = dayAt(person.clocks, now);
  const fromDay = Math.max(person.joinedDay, after === undefined ? person.joinedDay : after + 1);
  const [days, excused] = await Promise.all([
    stores.entries.loggedDays(person.id, after),
    readExcused(stores, person, fromDay, today, now),
  ]);
  const entries = [...days.values()].flat();
  return {
    joined: person.joinedDay,
    today,
    cadence: person.cadence,
    rest: person.rest,
    pauses: person.pauses,
    excused,
    logged: new Map([...days].map(([day, list]) => [day, list.map((it) => it.id)])),
    backdated: new Set(entries.filter((it) => it.backdated).map((it) => it.id)),
  };
}

const hourMs = 60 * 60 * 1000;
/** A longer gap between two heartbeats is an outage (S11). */
export const outageFromMs = 5 * 60 * 1000;

const platformsOf = (person: Person): readonly string[] =>
  [...new Set(person.identities.map((it) => it.platform))].sort();

/** The dates of a person that are excused if not logged (S9, S11). Linked sides keep the excuses that they had by themselves. */
export async function readExcused(
  { outages }: Pick<StreakStores, 'outages'>,
  person: Person,
  fromDay: Day,
  toDay: Day,
  now: Instant,
): Promise<ReadonlyMap<Day, ExcuseReason>> {
  const platforms = platformsOf(person);
  // A local date lies within 40 hours around its UTC date, whatever the zone and the day start.
  const from = (fromDay - 1) * 24 * hourMs - 16 * hourMs;
  const to = (toDay + 2) * 24 * hourMs + 16 * hourMs;
  const lists = await Promise.all(
    platforms.map(async (platform) => [
      ...(await outages.list(platform, from, to)),
      ...(await ongoing(outages, platform, now)),
    ]),
  );
  const history = person.clocks;
  const { own, sides = [] } = person.links ?? {};
  const before = [own, ...sides].flatMap((it) => it?.excused ?? []);
  return new Map<Day, ExcuseReason>([
    ...before.map(({ day, reason }) => [day, reason] as const),
    ...outageDays({ outages: lists.flat(), platforms, history, fromDay, toDay }),
    ...shortDays(history, fromDay, toDay),
  ]);
}

/** An outage that has not ended counts up to now. */
async function ongoing(outages: OutageStore, platform: string, now: Instant): Promise<readonly Outage[]> {
  const last = await outages.lastHeartbeat(platform);
  return last !== undefined && now - last > outageFromMs ? [{ platform, from: last, to: now }] : [];
}

const latestOutages = (
  { outages }: StreakStores,
  person: Person,
): Promise<readonly (Instant | undefined)[]> =>
  Promise.all(platformsOf(person).map((platform) => outages.latest(platform)));

/** The hash of what a checkpoint depends on. If it differs, the checkpoint is ignored. */
const basisOf = (person: Person, rules: StreakRules, outages: readonly (Instant | undefined)[]): string =>
  JSON.stringify([
    person.clocks,
    person.cadence,
    person.rest,
    person.pauses,
    person.joinedDay,
    platformsOf(person),
    person.links?.sides.map(({ personId, state, excused }) => [personId, state, excused]),
    outages,
    rules,
    eventDays,
  ]);
