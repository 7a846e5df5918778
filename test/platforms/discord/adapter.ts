import type { Acknowledgement, Dispatcher } from '../../../src/chat/dispatcher.ts';
import type { Incoming } from '../../../src/chat/interaction.ts';
import { literal } from '../../../src/chat/markdown.ts';
import { type Registry, registryOf } from '../../../src/chat/registry.ts';
import type { Outcome, RenderedReply } from '../../../src/chat/rendered.ts';
import {
  createDiscord,
  type DiscordOptions,
  type DiscordPlatform,
  type GuildHooks,
} from '../../../src/platforms/discord/index.ts';
import { type FakeDiscord, type FakeDiscordOptions, startFakeDiscord } from '../../fakes/discord/index.ts';
import { atOnce, recordingLog, until } from './discord-harness.ts';

/** The adapter alone on a fake Discord: the answers are the test's. */
export interface Adapter {
  readonly discord: FakeDiscord;
  readonly platform: DiscordPlatform;
  readonly registry: Registry;
  readonly logged: ReturnType<typeof recordingLog>['logged'];
  /** What it made of events, in their order. */
  readonly heard: Incoming[];
  /** The answers that it says did not get through. */
  readonly undelivered: string[];
  /** What every event is answered with from now on; after `ms`, if told. */
  answer(
    outcome: Outcome | ((incoming: Incoming) => Outcome),
    how?: { ms?: number; acknowledgement?: Acknowledgement },
  ): void;
  close(): Promise<void>;
}

const choice = { kind: 'choice', summary: 'One of them', choices: [{ value: 'a', label: 'A' }] } as const;
const leaf = {
  summary: 'Tries something',
  options: {
    text: { kind: 'text', summary: 'Words', free: true, maxLength: 50 },
    zone: { kind: 'text', summary: 'A zone', suggest: async () => [] },
    minutes: { kind: 'integer', summary: 'Minutes', min: 1, max: 1440 },
    audience: choice,
    off: { kind: 'flag', summary: 'Off' },
    channel: { kind: 'channel', summary: 'Where' },
    who: { kind: 'account', summary: 'Whom' },
  },
  run: async () => reply('unused') as never,
} as const;

/** One command of every shape. */
export const commands = [
  {
    name: 'try',
    group: 'more',
    summary: 'Tries something',
    leaf,
    messageShortcuts: [{ label: 'Try this', run: leaf.run }],
  },
  {
    name: 'run',
    group: 'organisers',
    summary: 'Runs the place',
    access: 'organiser',
    communityOnly: true,
    subcommands: { show: leaf, hide: leaf },
  },
] as const;

export const reply = (text: string, more: Partial<RenderedReply> = {}): RenderedReply => ({
  code: 'test',
  visibility: 'private',
  text: literal(text),
  ...more,
});
export const says = (text: string, more: Partial<RenderedReply> = {}): Outcome => ({
  type: 'reply',
  reply: reply(text, more),
});

export async function openAdapter(
  options: {
    fake?: FakeDiscordOptions;
    platform?: Partial<DiscordOptions>;
    guilds?: Partial<GuildHooks>;
    /** What is there, or goes wrong, before the adapter is. */
    before?: (discord: FakeDiscord) => void;
    /** Does not wait until the commands are registered. */
    unregistered?: boolean;
  } = {},
): Promise<Adapter> {
  const discord = await startFakeDiscord(options.fake);
  options.before?.(discord);
  const registry = registryOf(commands.map((command) => ({ file: `${command.name}.ts`, command })));
  const log = recordingLog();
  let hash: string | undefined;
  const heard: Incoming[] = [];
  const undelivered: string[] = [];
  let outcomeOf: (incoming: Incoming) => Outcome = () => says('Done.');
  let how: { ms?: number; acknowledgement?: Acknowledgement } = {};
  const platform = createDiscord({
    token: discord.token,
    apiUrl: discord.apiUrl,
    registry,
    hashStore: {
      get: async () => hash,
      set: async (next) => {
        hash = next;
      },
    },
    guilds: {
      joined: async () => undefined,
      welcomed: async () => undefined,
      features: async () => undefined,
      removed: async () => undefined,
      present: async () => undefined,
      ...options.guilds,
    },
    log,
    now: Date.now,
    patience: { replyMs: 60, formMs: 150, choicesMs: 100 },
    ws: atOnce,
    ...options.platform,
  });
  const dispatcher: Dispatcher = {
    async dispatch(incoming) {
      heard.push(incoming);
      if (how.ms) await new Promise((resolve) => setTimeout(resolve, how.ms));
      return outcomeOf(incoming);
    },
    acknowledgement: () => how.acknowledgement ?? 'reply',
    async undelivered(_incoming, { code }, loss) {
      undelivered.push(`${code}: ${loss}`);
    },
  };
  const started = await platform.start(dispatcher);
  if (!started.ok) throw new Error(started.message);
  if (!options.unregistered) await until(() => platform.ready().ok);
  return {
    discord,
    platform,
    registry,
    heard,
    undelivered,
    logged: log.logged,
    answer(outcome, next = {}) {
      outcomeOf = typeof outcome === 'function' ? outcome : () => outcome;
      how = next;
    },
    async close() {
      await platform.stop();
      await discord.close();
    },
  };
}
