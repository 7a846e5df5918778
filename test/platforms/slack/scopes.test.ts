import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { md } from '../../../src/chat/markdown.ts';
import { scopes } from '../../../src/platforms/slack/register.ts';
import { openSlackHarness, type SlackHarness } from './slack-harness.ts';

let harness: SlackHarness;
beforeAll(async () => {
  harness = await openSlackHarness();
});
afterAll(() => harness.close());

const picture = { png: new Uint8Array([1]), alt: 'a', fileName: 'a.png', width: 1, height: 1 };
const picture1 = { message: '1.1', file: 'F1', name: 'a.png', contentType: 'image/png', size: 1 } as const;
const reply = { code: 'x', visibility: 'public', text: md`hello` } as const;

/** Something that each scope is needed for. `commands` is what the manifest itself offers. */
const uses: Readonly<Record<string, (harness: SlackHarness) => Promise<unknown>>> = {
  'chat:write': ({ platform, team }) => platform.messenger.send(place(team.id, channels.open), reply, 'd'),
  'im:write': ({ platform, team }) =>
    platform.messenger.openDm({ platform: 'slack', team: team.id, user: team.addUser().id }),
  'im:history': async ({ platform, team }) => platform.messenger.find?.(place(team.id, channels.dm), 'd'),
  'channels:read': ({ platform, team }) => platform.messenger.mayPost(place(team.id, channels.open)),
  'groups:read': ({ platform, team }) => platform.messenger.mayPost(place(team.id, channels.secret)),
  'channels:join': async ({ platform, team }) => platform.messenger.join?.(place(team.id, channels.other)),
  'reactions:read': async ({ platform, team }) => {
    const post = { ...place(team.id, channels.open), message: '1.000001' };
    for await (const _ of platform.messenger.reactionsTo?.([post]) ?? []);
  },
  'users:read': async ({ team }) => team.addUser().slash(channels.open, '/shipmate help'),
  'files:read': async ({ platform, team }) =>
    platform.messenger.pictureOf?.({ ...place(team.id, channels.dm), ...picture1 }, 1_000),
  'files:write': ({ platform, team }) =>
    platform.messenger.send(place(team.id, channels.open), { ...reply, picture }, 'd'),
};

const channels = { open: '', secret: '', other: '', dm: '' };
const place = (team: string, channel: string) => ({ platform: 'slack', team, channel });

describe('the scopes of the manifest', () => {
  beforeAll(() => {
    const { team } = harness;
    channels.dm = team.addUser({ name: 'ada' }).dm;
    channels.open = team.addChannel({ name: 'open', botIn: true }).id;
    channels.secret = team.addChannel({ name: 'secret', botIn: true, private: true }).id;
    channels.other = team.addChannel({ name: 'other' }).id;
  });

  test('are each needed for something', () => {
    expect(Object.keys(uses).sort()).toEqual(
      Object.keys(scopes)
        .filter((it) => it !== 'commands')
        .sort(),
    );
  });

  test.each(Object.keys(uses))('without %s something is refused, with it nothing is', async (scope) => {
    const refusals = () => harness.slack.requests.filter((it) => it.error === 'missing_scope').length;
    const before = refusals();
    await uses[scope]?.(harness);
    expect(refusals()).toBe(before);
    harness.team.withoutScopes(scope);
    await uses[scope]?.(harness);
    harness.team.record.installation!.scopes.add(scope);
    expect(refusals()).toBeGreaterThan(before);
  });
});
