import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mongo } from 'mongoose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Incoming, Interaction } from '../../src/chat/interaction.ts';
import { type AppHarness, button, launch } from '../support/app-harness.ts';
import { type BotHarness, openBotHarness } from '../support/bot-harness.ts';
import { looks, typedLook } from '../support/looking.ts';
import { tracesOf } from '../support/traces.ts';
import { utc } from './days.ts';

describe('on the playground', () => {
  let app: AppHarness;
  let dataDir: string;
  let client: mongo.MongoClient;

  beforeAll(async () => {
    dataDir = await realpath(await mkdtemp(join(tmpdir(), 'shipmate-test-')));
    app = await launch({}, dataDir);
    client = new mongo.MongoClient(`mongodb://${encodeURIComponent(join(dataDir, 'mongodb.sock'))}`);
    for (const name of ['olga', 'zephyrina']) await app.join(name, utc);
  });
  afterAll(async () => {
    await client.close();
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  test('whoever erased everything and only looks, or is refused, is not stored again', async () => {
    const exported = await app.say('zephyrina', '/export');
    const kept = await (await app.request(exported.file?.url ?? '')).text();
    const { person } = JSON.parse(kept);
    const asked = await app.press(
      'zephyrina',
      button(await app.say('zephyrina', '/privacy'), 'Erase my data…'),
    );
    await app.press('zephyrina', button(asked, 'Yes, erase everything'));
    // The playground stands where Discord would: the account itself and what is said in its channels are its own.
    const traces = async () =>
      (await tracesOf(client, [person.identities[0].user, 'zephyrina'])).filter(
        (it) => !it.startsWith('playground_'),
      );
    expect(await traces()).toEqual([]);
    for (const look of looks) {
      await app.say('zephyrina', `/${typedLook(look)}`, look.inDm ? 'dm' : 'general');
      expect(await traces(), typedLook(look)).toEqual([]);
    }
    const { form } = await app.say('zephyrina', '/start');
    const refused = await app.press('zephyrina', form?.action ?? '', { zone: 'nowhere', time: '09:00' });
    expect(refused.errors).toBeDefined();
    expect(await traces()).toEqual([]);
    await app.say('zephyrina', '/rest tomorrow');
    expect(await traces()).not.toEqual([]);
  }, 60_000);
});

describe('every button and every form', () => {
  let base: BotHarness;
  beforeAll(async () => {
    base = await openBotHarness();
  });
  afterAll(() => base.close());

  /** Those with which a stranger chooses something, whatever else is in them. */
  const choosing = new Set(['start.again', 'roundup.leaderboard-join', 'roundup.opt-out']);
  const user = 'U0STRANGER1';
  const incoming = (interaction: Interaction, eventId: string): Incoming => ({
    eventId,
    actor: { identity: { platform: 'slack', team: 'T1', user }, displayName: 'Zephyrina', isOrganiser: true },
    place: {
      kind: 'channel',
      platform: 'slack',
      team: 'T1',
      channel: 'C1',
      community: { external: 'T1', name: 'Guild' },
    },
    interaction,
  });
  const signed = (name: string, args: readonly string[]): string =>
    base.bot.jobs.sign({
      code: 'x',
      visibility: 'private',
      text: { source: 'x' },
      buttons: [[{ label: 'x', action: { name, args } }]],
    }).buttons?.[0]?.[0]?.id as string;
  const namesOf = (kind: 'actions' | 'forms') =>
    base.bot.registry.commands.flatMap((it) =>
      Object.keys(it[kind] ?? {}).map((name) => `${it.name}.${name}`),
    );
  const traces = () => tracesOf(base.store.connection.getClient(), [user, 'Zephyrina']);

  test('of a stranger that finds nothing, or is refused, stores nobody', async () => {
    for (const name of namesOf('actions')) {
      if (choosing.has(name)) continue;
      const action = signed(name, ['nothing-like-it', 'nonsense']);
      const outcome = await base.bot.dispatcher.dispatch(
        incoming({ type: 'press', action, values: [] }, name),
      );
      expect(outcome.type === 'reply' ? outcome.reply.code : outcome.type, name).not.toBe('unexpected');
      expect(await traces(), name).toEqual([]);
    }
    const wrong = { text: '', zone: 'nowhere', time: '25:99', date: 'nonsense', minutes: 'many' };
    for (const name of namesOf('forms')) {
      const form = signed(name, ['nothing-like-it']);
      await base.bot.dispatcher.dispatch(incoming({ type: 'submit', form, values: wrong }, `form ${name}`));
      expect(await traces(), name).toEqual([]);
    }
  });

  test('with which a stranger chooses something stores them', async () => {
    const action = signed('roundup.opt-out', []);
    await base.bot.dispatcher.dispatch(incoming({ type: 'press', action, values: [] }, 'opt-out'));
    expect(await traces()).not.toEqual([]);
  });
});
