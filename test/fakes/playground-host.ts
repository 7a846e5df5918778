import { actionSigner, signReply } from '../../src/chat/action-id.ts';
import type { Context } from '../../src/chat/context.ts';
import { createDispatcher } from '../../src/chat/dispatch.ts';
import { rateLimiter } from '../../src/chat/rate-limit.ts';
import { registryOf } from '../../src/chat/registry.ts';
import type { Reply } from '../../src/chat/reply.ts';
import {
  createFeed,
  type PlaygroundStore,
  playgroundMessenger,
} from '../../src/platforms/playground/index.ts';
import type { PlaygroundHost, WebHost } from '../../src/web/ports.ts';
import { fakeCommands } from './playground-commands.ts';
import { memoryPlaygroundStore } from './playground-store.ts';

export interface FakeHost extends WebHost {
  readonly playground: PlaygroundHost & { readonly messenger: ReturnType<typeof playgroundMessenger> };
  readonly sign: (reply: Reply) => ReturnType<typeof signReply>;
  readonly errors: unknown[];
}

/** The real dispatcher, adapter and server around a small bot; no core, no database. */
export function fakeHost(
  overrides: {
    store?: PlaygroundStore;
    movable?: boolean;
    allowedHosts?: string[];
    advance?: () => Promise<void>;
  } = {},
): FakeHost {
  const store = overrides.store ?? memoryPlaygroundStore();
  const feed = createFeed();
  const errors: unknown[] = [];
  let at = Date.UTC(2026, 10, 21, 9, 30);
  const now = () => at;
  const registry = registryOf(fakeCommands.map((command) => ({ file: `${command.name}.ts`, command })));
  const signer = actionSigner('test secret');
  const opensForm = (name: string) => registry.action(name)?.handler.opensForm === true;
  const sign = (reply: Reply) => signReply(signer, opensForm, reply);
  const handled = new Set<string>();
  const messenger = playgroundMessenger({ store, feed, now });
  const dispatcher = createDispatcher({
    handled: { has: async (key) => handled.has(key), add: async (key) => void handled.add(key) },
    registry,
    signer,
    createContext: async ({ eventId, actor, place }) =>
      ({
        now: at,
        eventId,
        actor,
        place,
        isOrganiser: actor.isOrganiser,
        ...(place.community && { community: { id: 'c1', name: place.community.name } }),
        services: { messengers: new Map([['playground', messenger]]), sign },
        commandName: (name: string) => `/${name}`,
      }) as unknown as Context,
    undelivered: async () => undefined,
    afterAnswer: async (_context, answer) => answer,
    commandName: (_platform, name) => `/${name}`,
    marksFields: new Set(['playground']),
    limiter: rateLimiter({
      person: { burst: 1, perMinute: 1 },
      community: { burst: 1, perMinute: 1 },
      exempt: new Set(['playground']),
      monotonic: () => 0,
    }),
    observe: ({ error }) => error && errors.push(error),
  });
  return {
    ready: async () => [{ name: 'database', ok: true, detail: 'answers in 1 ms' }],
    metrics: async () => ({ contentType: 'text/plain; version=0.0.4', body: 'up 1\n' }),
    logError: (error) => errors.push(error),
    errors,
    sign,
    playground: {
      store,
      feed,
      dispatcher,
      messenger,
      commands: fakeCommands,
      offeredCommands: async () => fakeCommands,
      clock: {
        now,
        movable: overrides.movable ?? true,
        advanceTo: async (instant) => {
          await overrides.advance?.();
          at = instant;
        },
      },
      streakOf: async ({ user }) =>
        (await store.findMember(user))
          ? {
              current: 1,
              longest: 1,
              freezes: { held: 0, max: 2, daysToNext: 6 },
              cadence: { kind: 'daily' },
              days: [],
            }
          : undefined,
      nextPromptAt: async () => Date.UTC(2026, 10, 21, 18),
      zoneOf: async () => undefined,
      allowedHosts: overrides.allowedHosts ?? [],
    },
  };
}
