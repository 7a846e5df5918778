import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { createBot } from '../src/app/bot.ts';
import { rulesOf } from '../src/app/rules.ts';
import type { Incoming } from '../src/chat/interaction.ts';
import { readConfig } from '../src/config.ts';
import { dayAt } from '../src/core/calendar/index.ts';
import type { Assistant } from '../src/core/learnings/index.ts';
import type { Entry } from '../src/core/log/index.ts';
import { newPerson, type Person } from '../src/core/people/index.ts';
import { openStore, type Store } from '../src/store/index.ts';

export const platform = 'bench';
const dayMs = 24 * 60 * 60 * 1000;
const batch = 1_000;

export interface BenchFixture {
  readonly store: Store;
  readonly bot: Awaited<ReturnType<typeof createBot>>;
  readonly rules: ReturnType<typeof rulesOf>;
  readonly now: number;
  /** A person with so many entries, one a day up to yesterday. */
  person(name: string, entries: number): Promise<Person>;
  /** Types a command as that person. */
  say(name: string, text: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The real bot on an embedded store of its own. */
export async function openBenchFixture(
  assistantOf?: (store: Store) => Assistant | Promise<Assistant>,
): Promise<BenchFixture> {
  const dataDir = mkdtempSync(join(tmpdir(), 'shipmate-bench-'));
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'bench');
  const rules = rulesOf(readConfig({}));
  const now = Date.now();
  const log = { info() {}, warn() {}, error() {} };
  const assistant = await assistantOf?.(store);
  const bot = await createBot({
    store,
    rules,
    now: () => now,
    machineNow: Date.now,
    log,
    observe() {},
    unlimited: [platform],
    ...(assistant && { assistant }),
  });
  let events = 0;

  async function person(name: string, entries: number): Promise<Person> {
    const joinedAt = now - (entries + 1) * dayMs;
    const identity = { platform, user: name };
    const made = newPerson(
      { id: name, identity, zone: 'Europe/Lisbon', zoneChosen: true, nudgeTime: 1_200 },
      joinedAt,
    );
    await store.people.create(made);
    const today = dayAt(made.clocks, now);
    const rows = Array.from({ length: entries }, (_, index) => entryRow(made, today - index - 1));
    const collection = store.connection.collection('entries');
    for (let at = 0; at < rows.length; at += batch)
      await collection.insertMany(rows.slice(at, at + batch) as never[]);
    return made;
  }

  return {
    store,
    bot,
    rules,
    now,
    person,
    say(name, text) {
      const incoming: Incoming = {
        eventId: `bench-${events++}`,
        actor: { identity: { platform, user: name }, displayName: name, isOrganiser: false },
        place: { kind: 'dm', platform, channel: name },
        interaction: { type: 'text', text },
      };
      return bot.dispatcher.dispatch(incoming);
    },
    async close() {
      await store.close();
      await server.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function entryRow(person: Person, day: number) {
  const entry: Omit<Entry, 'id'> = {
    personId: person.id,
    kind: 'progress',
    text: `Something built on day ${day}`,
    tags: ['bench'],
    audience: 'private',
    identity: { platform, user: person.id },
    at: day * dayMs + dayMs / 2,
    zone: 'Europe/Lisbon',
    day,
    backdated: false,
    eventKey: `before:${day}`,
    revisions: [],
    posts: [],
    kudos: [],
    hidden: false,
    version: 1,
  };
  return {
    _id: `${person.id}:${day}`,
    entryId: String(day),
    ...entry,
    words: ['something', 'built', 'bench'],
  };
}
