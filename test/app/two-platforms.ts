import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongo } from 'embedded-mongo';
import { type Bot, createBot } from '../../src/app/bot.ts';
import { rulesOf } from '../../src/app/rules.ts';
import { plainText } from '../../src/chat/markdown.ts';
import type { Destination, Messenger } from '../../src/chat/messenger.ts';
import type { RenderedReply } from '../../src/chat/rendered.ts';
import { readConfig } from '../../src/config.ts';
import { openStore, type Store } from '../../src/store/index.ts';

/** An account on one of the two platforms; each has one server. */
export interface Account {
  readonly platform: string;
  readonly team?: string;
  readonly user: string;
}

export interface Sent {
  readonly to: Destination;
  readonly reply: RenderedReply;
  readonly text: string;
  readonly id: string;
}

/** The bot on the playground and on a second platform, both of them fakes that keep what was sent. */
export interface TwoPlatforms {
  readonly store: Store;
  readonly bot: Bot;
  now: number;
  readonly sent: Sent[];
  /** DMs of these users are closed. */
  readonly closed: Set<string>;
  say(account: Account, text: string, place?: 'channel' | 'dm'): Promise<RenderedReply>;
  press(
    account: Account,
    reply: RenderedReply,
    label: string,
    place?: 'channel' | 'dm',
  ): Promise<RenderedReply>;
  /** The store opened a second time, as after a restart. */
  another(): Promise<Store>;
  close(): Promise<void>;
}

export const text = (reply: RenderedReply): string => plainText(reply.text);

const zone = 'Europe/Lisbon';

export async function twoPlatforms(): Promise<TwoPlatforms> {
  const dataDir = await mkdtemp(join(tmpdir(), 'shipmate-link-'));
  const server = await startEmbeddedMongo({ dataDir });
  const store = await openStore(server.uri, 'shipmate');
  const sent: Sent[] = [];
  const closed = new Set<string>();
  const clock = { now: Date.parse('2027-03-10T12:00:00Z') };
  const bot = await createBot({
    store,
    rules: { ...rulesOf(readConfig({})), defaultZone: zone, tzdb: '2027a' },
    now: () => clock.now,
    machineNow: () => clock.now,
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (facts, message) => {
        throw Object.assign(new Error(message), facts);
      },
    },
    observe: (event) => {
      if (event.error !== undefined) throw event.error;
    },
    unlimited: ['playground', 'second'],
  });
  for (const platform of ['playground', 'second'])
    bot.messengers.set(platform, fakeMessenger(platform, sent, closed));

  let events = 0;
  async function dispatch(
    account: Account,
    interaction: { type: 'text'; text: string } | { type: 'press'; action: string; values: string[] },
    kind: 'channel' | 'dm',
  ): Promise<RenderedReply> {
    const { platform, team, user } = account;
    const outcome = await bot.dispatcher.dispatch({
      eventId: `event-${++events}`,
      actor: { identity: account, displayName: user, isOrganiser: false },
      place: {
        kind,
        platform,
        ...(team !== undefined && { team }),
        channel: kind === 'dm' ? `dm:${user}` : 'general',
        ...(kind === 'channel' && { community: { external: team ?? platform, name: `${platform} guild` } }),
      },
      interaction,
    });
    if (outcome.type !== 'reply') throw new Error(`Answered with ${outcome.type}`);
    return outcome.reply;
  }

  return {
    store,
    bot,
    sent,
    closed,
    get now() {
      return clock.now;
    },
    set now(to) {
      clock.now = to;
    },
    say: (account, typed, place = 'channel') => dispatch(account, { type: 'text', text: typed }, place),
    press(account, reply, label, place = 'channel') {
      const buttons = (reply.buttons ?? []).flat();
      const button = buttons.find((it) => it.label.startsWith(label));
      if (!button) throw new Error(`No "${label}" on "${text(reply)}": ${buttons.map((it) => it.label)}`);
      return dispatch(account, { type: 'press', action: button.id, values: [] }, place);
    },
    another: () => openStore(server.uri, 'shipmate'),
    async close() {
      await bot.deliveryWorker.stop();
      await store.close();
      await server.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function fakeMessenger(platform: string, sent: Sent[], closed: ReadonlySet<string>): Messenger {
  return {
    platform,
    async openDm({ user, team }) {
      if (closed.has(user)) return { ok: false, kind: 'permanent', reason: 'dm-closed' };
      return {
        ok: true,
        destination: { platform, ...(team !== undefined && { team }), channel: `dm:${user}` },
      };
    },
    async send(to, reply, id) {
      sent.push({ to, reply, text: plainText(reply.text), id });
      return { ok: true, post: { ...to, message: `${platform}-${sent.length}` } };
    },
    edit: async (post) => ({ ok: true, post }),
    remove: async (post) => ({ ok: true, post }),
    mayPost: async () => ({ ok: true }),
  };
}
