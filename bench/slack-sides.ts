import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { connect } from '../src/store/connection.ts';
import { startHttpApp, startSocketApp } from '../test/fakes/slack/bolt.ts';
import type { FakeChannel } from '../test/fakes/slack/driver/channel.ts';
import {
  type FakeSlack,
  type FakeUser,
  type FakeWorkspace,
  startFakeSlack,
} from '../test/fakes/slack/index.ts';
import { type Mode, openSlackHarness, type SlackHarness } from '../test/platforms/slack/slack-harness.ts';

/** A bot on a fake Slack with a member who types commands one after the other. */
export interface Side {
  /** Milliseconds from the typing until Slack has the answer. */
  type(line: string): Promise<number>;
  close(): Promise<void>;
}

export interface OurSide extends Side {
  readonly harness: SlackHarness;
}

const patienceMs = 10_000;

/** Times commands by what Slack receives for them, not by what a test that waits for them sees. The members take turns. */
export function typist(slack: FakeSlack, users: readonly FakeUser[], channel: FakeChannel): Side['type'] {
  const waiting = new Map<string, () => void>();
  slack.onEffect(({ kind, userId = '' }) => {
    if (kind === 'ephemeral') waiting.get(userId)?.();
  });
  let turn = 0;
  return async (line) => {
    const user = users[turn++ % users.length] as FakeUser;
    const started = performance.now();
    const shown = new Promise<number>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no answer to ${line}`)), patienceMs);
      waiting.set(user.id, () => {
        clearTimeout(timer);
        resolve(performance.now() - started);
      });
    });
    const [took] = await Promise.all([shown, user.slash(channel, line, { until: 'ack' })]);
    return took;
  };
}

/** The whole of Shipmate, in a workspace whose members have been logging for a month. */
export async function ourSide(mode: Mode): Promise<OurSide> {
  const harness = await openSlackHarness({ mode });
  harness.slack.rateLimits.enabled = false;
  const general = harness.team.addChannel({ name: 'general', botIn: true });
  const users = members(harness.team);
  const type = typist(harness.slack, users, general);
  for (const _each of users) await type('/shipmate log the first thing');
  for (const user of users) await month(harness, user.id);
  for (const _each of users) await type('/shipmate today');
  return { harness, type, close: harness.close };
}

const members = (team: FakeWorkspace): FakeUser[] =>
  Array.from({ length: 25 }, (_, each) => team.addUser({ name: `member ${each}` }));

const dayMs = 24 * 60 * 60_000;

/** Gives a member an entry on each of the thirty days before. */
async function month({ store, team }: SlackHarness, user: string): Promise<void> {
  const person = await store.people.findByIdentity({ platform: 'slack', team: team.id, user });
  if (!person) throw new Error('nobody has logged');
  const { joinedAt, joinedDay } = person;
  await store.people.save({ ...person, joinedAt: joinedAt - 30 * dayMs, joinedDay: joinedDay - 30 });
  const [first] = await store.entries.list(person.id, {}, { limit: 1 });
  if (!first) throw new Error('nothing was logged');
  for (let ago = 1; ago <= 30; ago++) {
    const id = `${first.id}-${ago}`;
    await store.entries.insert({
      ...first,
      id,
      eventKey: id,
      day: first.day - ago,
      at: first.at - ago * dayMs,
    });
  }
}

/** The least that an honest Bolt app does: acknowledge, read or write one document, respond. */
export async function bareSide(mode: Mode): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'shipmate-bare-'));
  const server = await startEmbeddedMongo({ dataDir: folder });
  const connection = await connect(server.uri, 'bare');
  const rows = connection.collection<{ user: string; text: string; at: number }>('rows');
  await rows.createIndex({ user: 1, at: -1 });
  const slack = await startFakeSlack({ effectMs: patienceMs });
  slack.rateLimits.enabled = false;
  const team = slack.addWorkspace({ name: 'Guild' });
  const start = mode === 'socket' ? startSocketApp : startHttpApp;
  const app = await start(slack, team, (bolt) => {
    bolt.command('/today', async ({ ack, command, respond }) => {
      await ack();
      const row = await rows.findOne({ user: command.user_id }, { sort: { at: -1 } });
      await respond({ text: `Last: ${row?.text}`, response_type: 'ephemeral' });
    });
    bolt.command('/log', async ({ ack, command, respond }) => {
      await ack();
      await rows.insertOne({ user: command.user_id, text: command.text, at: Date.now() });
      await respond({ text: `Logged: ${command.text}`, response_type: 'ephemeral' });
    });
  });
  const general = team.addChannel({ name: 'general', botIn: true });
  return {
    type: typist(slack, members(team), general),
    async close() {
      await app.stop();
      await connection.close();
      await server.close();
      await slack.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
