import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { startShipmate } from '../../src/app/index.ts';
import { readConfig } from '../../src/config.ts';

/** One reply as the playground's interface gives it. */
export interface PlayedReply {
  readonly id?: string;
  readonly code: string;
  readonly text: string;
  readonly visibility: string;
  readonly author?: string;
  readonly at?: string;
  readonly editedAt?: string;
  readonly repliesTo?: string;
  readonly buttons?: readonly (readonly { readonly label: string; readonly action: string }[])[];
  readonly select?: {
    readonly action: string;
    readonly choices: readonly { value: string; label: string }[];
  };
  readonly form?: {
    readonly action: string;
    readonly fields: readonly { name: string; label: string; value?: string }[];
  };
  readonly errors?: Readonly<Record<string, string>>;
  readonly picture?: { readonly url: string; readonly alt: string };
  readonly file?: { readonly name: string; readonly url: string };
}

export interface PlayedStreak {
  readonly current: number;
  readonly longest: number;
  readonly freezes: { readonly held: number; readonly max: number; readonly daysToNext: number };
  readonly days: readonly {
    readonly date: string;
    readonly required: boolean;
    readonly logged: boolean;
    readonly frozen: boolean;
    readonly excused: boolean;
    readonly reason: string | null;
  }[];
}

/** The whole bot with its playground, driven as a visitor does: by HTTP alone. */
export interface AppHarness {
  readonly url: string;
  join(name: string, zone?: string): Promise<PlayedReply>;
  say(member: string, text: string, channel?: 'general' | 'dm', repliesTo?: string): Promise<PlayedReply>;
  /** Changes or deletes a message of the member's DM; undefined: the bot has nothing to say. */
  edit(member: string, message: string, text: string): Promise<PlayedReply | undefined>;
  remove(member: string, message: string): Promise<PlayedReply | undefined>;
  /** Presses a button of a reply by its label, or sends an action as it is. */
  press(member: string, action: string, values?: unknown, message?: string): Promise<PlayedReply>;
  messages(where: { channel: string } | { dm: string }): Promise<readonly PlayedReply[]>;
  clock(): Promise<number>;
  advance(duration: string): Promise<void>;
  to(instant: string): Promise<void>;
  streak(member: string): Promise<PlayedStreak>;
  request(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

/** The action of a reply's button; throws with what there is when none has the label. */
export function button(reply: PlayedReply, label: string): string {
  const all = (reply.buttons ?? []).flat();
  const found = all.find((it) => it.label === label);
  if (!found)
    throw new Error(`No button "${label}" on "${reply.text}", only: ${all.map((it) => it.label).join(', ')}`);
  return found.action;
}

/** Starts the app on a data folder of its own (or on `dataDir`, which it then leaves there). `logged` takes the lines of its log. */
export async function launch(
  env: Readonly<Record<string, string>> = {},
  dataDir?: string,
  logged?: string[],
): Promise<AppHarness> {
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'shipmate-test-')));
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'error', ...env, DATA_DIR: folder });
  const options = { level: config.LOG_LEVEL };
  const log = logged ? pino(options, { write: (line) => void logged.push(line) }) : pino(options);
  const app = await startShipmate(config, log);
  const client = appAt(app.url);
  return {
    ...client,
    async stop() {
      await app.stop();
      if (dataDir === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Replies {
  readonly replies: readonly PlayedReply[];
}

/** A client of an app that runs somewhere else. */
export function appAt(url: string): Omit<AppHarness, 'stop'> {
  const api = `${url}/playground/api`;
  async function call<T>(path: string, body?: unknown): Promise<T> {
    const response = await fetch(`${api}/${path}`, {
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const json = (await response.json()) as T & { error?: { code: string; message: string } };
    if (!response.ok) throw new Error(`${response.status} ${json.error?.code}: ${json.error?.message}`);
    return json;
  }
  const only = async (answer: Promise<Replies>): Promise<PlayedReply> => {
    const [reply] = (await answer).replies;
    if (!reply) throw new Error('Nothing was answered');
    return reply;
  };
  return {
    url,
    join: (name, zone = 'Europe/Lisbon') => only(call('members', { name, zone })),
    say: (member, text, channel = 'general', repliesTo = undefined) =>
      only(call('say', { member, channel, text, repliesTo })),
    edit: async (member, message, text) =>
      (await call<Replies>('messages/edit', { member, message, text })).replies[0],
    remove: async (member, message) =>
      (await call<Replies>('messages/delete', { member, message })).replies[0],
    press: (member, action, values, message) =>
      only(call('press', { member, action, message, ...(values !== undefined && { values }) })),
    async messages(where) {
      const query = 'dm' in where ? `dm=${encodeURIComponent(where.dm)}` : `channel=${where.channel}`;
      return (await call<{ messages: PlayedReply[] }>(`messages?${query}`)).messages;
    },
    clock: async () => Date.parse((await call<{ now: string }>('clock')).now),
    async advance(duration) {
      await call('clock', { advance: duration });
    },
    async to(instant) {
      await call('clock', { to: instant });
    },
    streak: (member) => call(`streak?member=${encodeURIComponent(member)}`),
    request: (path, init) => fetch(`${url}${path}`, init),
  };
}
