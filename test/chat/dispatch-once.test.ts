import { expect, test } from 'vitest';
import { actionSigner } from '../../src/chat/action-id.ts';
import { createDispatcher } from '../../src/chat/dispatch.ts';
import type { Incoming } from '../../src/chat/incoming.ts';
import { registryOf } from '../../src/chat/registry.ts';

const incoming: Incoming = {
  eventId: 'e1',
  actor: { identity: { platform: 'slack', user: 'U1' }, displayName: 'ada', isOrganiser: false },
  place: { kind: 'dm', platform: 'slack', channel: 'D1' },
  what: { type: 'text', text: 'nothing' },
};

test('a repetition is not answered, not even where its author has to wait', async () => {
  const seen: string[] = [];
  const dispatcher = createDispatcher({
    registry: registryOf([]),
    signer: actionSigner('secret'),
    enter: async () => ({}) as never,
    leave: async () => ({}) as never,
    commandName: (_platform, name) => name,
    marksFields: new Set(),
    limiter: { take: () => 1_000 },
    observe: ({ code }) => seen.push(code),
  });
  expect(await dispatcher.dispatchOnce(incoming, Promise.resolve(false))).toBeUndefined();
  expect(seen).toEqual([]);
  expect(await dispatcher.dispatchOnce(incoming, Promise.resolve(true))).toMatchObject({ type: 'reply' });
  expect(seen).toEqual(['too-fast']);
});
