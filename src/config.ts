import { z } from 'zod';
import { canonicalZone, parseTimeOfDay } from './core/calendar/index.ts';

/** A variable that cannot be used: which one, and how to mend it. One line. */
export class ConfigError extends Error {
  constructor(variable: string, advice: string) {
    super(`${variable} ${advice}`);
    this.name = 'ConfigError';
  }
}

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);
const whole = (min: number, max: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.number().min(min).max(max));

/** Every variable, its default, and what a wrong value is answered with. `.env.example` lists the same ones. */
const variables = {
  PORT: [whole(0, 65_535).default(3000), 'must be a port from 0 to 65535, as 3000'],
  HOST: [z.string().min(1).default('127.0.0.1'), 'must be an address to listen on, as 127.0.0.1'],
  DATA_DIR: [z.string().min(1).default('./data'), 'must be a folder, as ./data'],
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
    'must be an IANA time zone, as Europe/Lisbon',
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
    'must be a time of day, as 20:00',
  ],
  LATE_WINDOW_MINUTES: [whole(0, 720).default(240), 'must be a whole number of minutes from 0 to 720'],
} as const satisfies Record<string, readonly [z.ZodType, string]>;

type Variables = { readonly [K in keyof typeof variables]: z.output<(typeof variables)[K][0]> };

export const variableNames = Object.keys(variables) as (keyof Variables)[];

export interface Config extends Readonly<Variables> {
  /** Whether the playground runs, and why. */
  readonly playground: { readonly on: boolean; readonly reason: string };
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
  const platforms: Config['platforms'] = [];
  return Object.freeze({ ...values, platforms, playground: playgroundOf(values, platforms) });
}

function playgroundOf({ PLAYGROUND, HOST }: Variables, platforms: Config['platforms']): Config['playground'] {
  if (PLAYGROUND === 'off') return { on: false, reason: 'PLAYGROUND=off' };
  if (PLAYGROUND === 'auto' && platforms.length > 0)
    return { on: false, reason: `${platforms.join(' and ')} is configured` };
  if (PLAYGROUND !== 'public' && !loopback.has(HOST)) {
    if (PLAYGROUND === 'auto') return { on: false, reason: `HOST=${HOST} is not this machine alone` };
    throw new ConfigError(
      'PLAYGROUND',
      `must be "public" to let others than this machine in (HOST is ${HOST}): anyone who can reach it can be any member`,
    );
  }
  return {
    on: true,
    reason: PLAYGROUND === 'auto' ? 'no platform is configured' : `PLAYGROUND=${PLAYGROUND}`,
  };
}
