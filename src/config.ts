import { z } from 'zod';
import { canonicalZone, parseTimeOfDay } from './core/calendar/index.ts';

/** A variable that cannot be used: which one, and how to fix it. One line. */
export class ConfigError extends Error {
  constructor(variable: string, advice: string) {
    super(`${variable} ${advice}`);
    this.name = 'ConfigError';
  }
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);
const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));

const url = z.string().regex(/^https?:\/\/\S+$/);

/** `auto`, all of a number of shards, or a part of them: `0-1/4`. */
function parseShards(
  text: string,
): 'auto' | { readonly count: number; readonly ids: readonly number[] } | undefined {
  if (text === 'auto') return 'auto';
  const [, first, last, of] = /^(?:(\d{1,4})(?:-(\d{1,4}))?\/)?(\d{1,4})$/.exec(text) ?? [];
  const count = Number(of);
  const from = first === undefined ? 0 : Number(first);
  const to = first === undefined ? count - 1 : Number(last ?? first);
  if (!(count >= 1) || from > to || to >= count) return undefined;
  return { count, ids: Array.from({ length: to - from + 1 }, (_, index) => from + index) };
}

/** Every variable, its default, and what a wrong value is answered with. `.env.example` lists the same ones. */
const variables = {
  PORT: [whole(0, 65_535).default(3000), 'must be a port from 0 to 65535, like 3000'],
  HOST: [z.string().min(1).default('127.0.0.1'), 'must be an address to listen on, like 127.0.0.1'],
  DATA_DIR: [z.string().min(1).default('./data'), 'must be a folder, like ./data'],
  LOG_LEVEL: [
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'must be trace, debug, info, warn, error or silent',
  ],
  MONGODB_URI: [
    z
      .string()
      .regex(/^mongodb(\+srv)?:\/\/.+/)
      .optional(),
    'must begin with mongodb:// or mongodb+srv://, or be left out for the embedded store',
  ],
  MONGODB_DATABASE: [
    z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,38}$/)
      .default('shipmate'),
    'must be 1 to 38 letters, digits, dashes or underscores',
  ],
  PLAYGROUND: [z.enum(['auto', 'on', 'off', 'public']).default('auto'), 'must be auto, on, off or public'],
  DISCORD_TOKEN: [
    z.string().min(20).optional(),
    'must be the bot token of the Developer Portal, or be left out',
  ],
  DISCORD_API_URL: [
    url.optional(),
    'must be an address that begins with http, or be left out for Discord’s own',
  ],
  DISCORD_GUILD_ID: [
    z
      .string()
      .regex(/^\d{15,21}$/)
      .optional(),
    'must be a server’s id (15 to 21 digits), or be left out to register the commands everywhere',
  ],
  DISCORD_SHARDS: [
    z
      .string()
      .default('auto')
      .transform((it, context) => {
        const shards = parseShards(it);
        if (!shards) context.addIssue({ code: 'custom', message: 'shards' });
        return shards ?? ('auto' as const);
      }),
    'must be auto, a number of shards as 4, or this process’s part of them as 0-1/4',
  ],
  SLACK_BOT_TOKEN: [
    z.string().startsWith('xoxb-').optional(),
    'must be a bot token (xoxb-…), or be left out',
  ],
  SLACK_APP_TOKEN: [
    z.string().startsWith('xapp-').optional(),
    'must be an app-level token (xapp-…), or be left out',
  ],
  SLACK_SIGNING_SECRET: [
    z.string().min(8).optional(),
    'must be the signing secret of the app, or be left out',
  ],
  SLACK_CLIENT_ID: [z.string().min(3).optional(), 'must be the client id of the app, or be left out'],
  SLACK_CLIENT_SECRET: [z.string().min(8).optional(), 'must be the client secret of the app, or be left out'],
  SLACK_STATE_SECRET: [z.string().min(16).optional(), 'must have at least 16 characters, or be left out'],
  SLACK_API_URL: [url.optional(), 'must be an address that begins with http, or be left out for Slack’s own'],
  SECRET_KEY: [
    z
      .string()
      .regex(/^[^\s,]{32,}(,[^\s,]{32,})*$/)
      .optional(),
    'must be one key of at least 32 characters, or several with commas, the newest first',
  ],
  PUBLIC_URL: [
    url.optional(),
    'must be the address at which others reach this server, like https://shipmate.example.org',
  ],
  METRICS_TOKEN: [z.string().min(16).optional(), 'must have at least 16 characters, or be left out'],
  DEFAULT_ZONE: [
    z
      .string()
      .default('UTC')
      .transform((it, context) => {
        const zone = canonicalZone(it);
        if (!zone) context.addIssue({ code: 'custom', message: 'zone' });
        return zone ?? 'UTC';
      }),
    'must be an IANA time zone, like Europe/Lisbon',
  ],
  BACKDATE_DAYS: [whole(0, 7).default(2), 'must be a whole number of days from 0 to 7'],
  FREEZE_EVERY_DAYS: [whole(1, 60).default(7), 'must be a whole number of days from 1 to 60'],
  FREEZES_HELD: [whole(0, 10).default(2), 'must be a whole number from 0 to 10'],
  NUDGE_TIME: [
    z
      .string()
      .default('20:00')
      .transform((it, context) => {
        const minutes = parseTimeOfDay(it);
        if (minutes === undefined) context.addIssue({ code: 'custom', message: 'time' });
        return minutes ?? 0;
      }),
    'must be a time of day, like 20:00',
  ],
  OPENAI_API_KEY: [z.string().min(1).optional(), 'must be a key, or be left out for the question bank'],
  OPENAI_BASE_URL: [
    z
      .string()
      .regex(/^https?:\/\/.+/)
      .optional(),
    'must begin with http:// or https://, like http://localhost:11434/v1',
  ],
  OPENAI_MODEL: [z.string().min(1).default('gpt-4.1-mini'), 'must be the name of a model'],
  LATE_WINDOW_MINUTES: [whole(0, 720).default(240), 'must be a whole number of minutes from 0 to 720'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Variables = { readonly [K in keyof typeof variables]: z.output<(typeof variables)[K][0]> };

export const variableNames = Object.keys(variables) as (keyof Variables)[];

export interface Config extends Readonly<Variables> {
  /** Whether the playground runs, and why. */
  readonly playground: { readonly on: boolean; readonly reason: string };
  /** How Slack reaches the bot; absent: Slack is not configured. */
  readonly slack?: 'socket' | 'http' | 'oauth';
  /** Platforms that are configured. */
  readonly platforms: readonly ('discord' | 'slack')[];
}

/** Reads the environment once. Empty values count as left out. Throws `ConfigError` for the first one that is wrong. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const values = Object.fromEntries(
    Object.entries(variables).map(([name, [schema, advice]]) => {
      const given = env[name]?.trim();
      const parsed = schema.safeParse(given === '' ? undefined : given);
      if (!parsed.success) throw new ConfigError(name, advice);
      return [name, parsed.data];
    }),
  ) as Variables;
  const slack = slackModeOf(values);
  const platforms: Config['platforms'] = [
    ...(values.DISCORD_TOKEN ? (['discord'] as const) : []),
    ...(slack ? (['slack'] as const) : []),
  ];
  return Object.freeze({
    ...values,
    platforms,
    ...(slack && { slack }),
    playground: playgroundOf(values, platforms),
  });
}

/** Which of Slack's variables belong together. */
function slackModeOf(it: Variables): Config['slack'] {
  if (it.SLACK_CLIENT_ID || it.SLACK_CLIENT_SECRET || it.SLACK_STATE_SECRET) {
    for (const name of [
      'SLACK_CLIENT_ID',
      'SLACK_CLIENT_SECRET',
      'SLACK_STATE_SECRET',
      'SLACK_SIGNING_SECRET',
      'SECRET_KEY',
    ] as const) {
      if (!it[name]) throw new ConfigError(name, 'must be set as well: OAuth for many workspaces needs it');
    }
    return 'oauth';
  }
  if (it.SLACK_BOT_TOKEN && it.SLACK_APP_TOKEN) return 'socket';
  if (it.SLACK_BOT_TOKEN && it.SLACK_SIGNING_SECRET) return 'http';
  if (it.SLACK_BOT_TOKEN)
    throw new ConfigError(
      'SLACK_APP_TOKEN',
      'must be set as well (Socket Mode), or SLACK_SIGNING_SECRET (HTTP mode)',
    );
  if (it.SLACK_APP_TOKEN || it.SLACK_SIGNING_SECRET)
    throw new ConfigError('SLACK_BOT_TOKEN', 'must be set as well: a bot token (xoxb-…)');
  return undefined;
}

function playgroundOf({ PLAYGROUND, HOST }: Variables, platforms: Config['platforms']): Config['playground'] {
  if (PLAYGROUND === 'off') return { on: false, reason: 'PLAYGROUND=off' };
  if (PLAYGROUND === 'auto' && platforms.length > 0)
    return { on: false, reason: `${platforms.join(' and ')} is configured` };
  if (PLAYGROUND !== 'public' && !loopback.has(HOST)) {
    if (PLAYGROUND === 'auto') return { on: false, reason: `HOST=${HOST} is not this machine alone` };
    throw new ConfigError(
      'PLAYGROUND',
      `must be "public" to be reachable from other machines (HOST is ${HOST}): anyone who can reach it can be any member`,
    );
  }
  return {
    on: true,
    reason: PLAYGROUND === 'auto' ? 'no platform is configured' : `PLAYGROUND=${PLAYGROUND}`,
  };
}
