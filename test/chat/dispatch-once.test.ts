import { expect, test } from 'vitest';
import { actionSigner } from '../../src/chat/action-id.ts';
import { createDispatcher, type DispatchDependencies } from '../../src/chat/dispatch.ts';
import type { Incoming } from '../../src/chat/interaction.ts';
import { rateLimiter } from '../../src/chat/rate-limit.ts';
import { registryOf } from '../../src/chat/registry.ts';

const incoming: Incoming = {
  eventId: 'e1',
  actor: { identity: { platform: 'slack', user: 'U1' }, displayName: 'ada', isOrganiser: false },
  place: { kind: 'channel', platform: 'slack', channel: 'C1', community: { external: 'T1', name: 'Guild' } },
  interaction: { type: 'text', text: 'nothing' },
};
const typed = (text: string): Incoming => ({ ...incoming, interaction: { type: 'text', text } });

const help = {
  name: 'help',
  summary: 'Help',
  group: 'more',
  leaf: {
    summary: 'Help',
    run: async () => ({ code: 'help', visibility: 'private', text: { source: 'Here it is.' } }) as const,
  },
} as const;

function dispatcher(limiter: DispatchDependencies['limiter'], seen: string[] = []) {
  return createDispatcher({
    handled: { has: async () => false, add: async () => undefined },
    registry: registryOf([{ file: 'help.ts', command: help }]),
    signer: actionSigner('secret'),
    createContext: async () => ({}) as never,
    undelivered: async () => undefined,
    afterAnswer: async (_context, answer) => answer,
    commandName: (_platform, name) => name,
    marksFields: new Set(),
    limiter,
    observe: ({ code }) => seen.push(code),
  });
}

test('a repetition is not answered, not even where its author has to wait', async () => {
  const seen: string[] = [];
  const { dispatchOnce } = dispatcher({ take: () => 1_000, giveBack: () => undefined }, seen);
  expect(await dispatchOnce(incoming, Promise.resolve(false))).toBeUndefined();
  expect(seen).toEqual([]);
  expect(await dispatchOnce(incoming, Promise.resolve(true))).toMatchObject({ type: 'reply' });
  expect(seen).toEqual(['too-fast']);
});

test.each(['help', 'nonsense'])(
  'repetitions of "%s" cost neither their author nor the community anything',
  async (text) => {
    const once = { burst: 1, perMinute: 1 };
    const seen: string[] = [];
    const limiter = rateLimiter({ person: once, community: once, exempt: new Set(), monotonic: () => 0 });
    const { dispatchOnce } = dispatcher(limiter, seen);
    for (let time = 0; time < 5; time++)
      expect(await dispatchOnce(typed(text), Promise.resolve(false))).toBeUndefined();
    await dispatchOnce(typed(text), Promise.resolve(true));
    await dispatchOnce(typed(text), Promise.resolve(true));
    expect(seen.map((code) => code === 'too-fast')).toEqual([false, true]);
  },
);
