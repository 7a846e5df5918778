import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainText } from '../../src/chat/markdown.ts';
import type { Messenger } from '../../src/chat/messenger.ts';
import type { RenderedReply } from '../../src/chat/rendered.ts';
import { identityKey } from '../../src/core/people/index.ts';
import { expectEveryCommand, looks, typedLook } from '../support/looking.ts';
import { type Account, type TwoPlatforms, twoPlatforms } from './two-platforms.ts';

/** Their names and words stand nowhere else, so that an answer which holds one of them is about them. */
const zephyr: Account = { platform: 'playground', user: 'zephyrina' };
const quill: Account = { platform: 'playground', user: 'quillon' };
const canaries = { zephyrina: /zephyr/i, quillon: /quill/i };

/** Everything of a reply that a reader can see, as one text. */
function visible({ text, fields = [], buttons = [], select, picture, file }: RenderedReply): string {
  return [
    plainText(text),
    ...fields.flatMap((it) => [it.name, plainText(it.value)]),
    ...buttons.flat().map((it) => it.label),
    select?.placeholder,
    ...(select?.choices ?? []).flatMap((it) => [it.label, it.hint]),
    picture?.alt,
    file?.name,
    file && new TextDecoder().decode(file.bytes),
  ].join('\n');
}

const isAbout = (name: keyof typeof canaries, reply: RenderedReply): boolean =>
  canaries[name].test(visible(reply));

describe('what the bot says', () => {
  let here: TwoPlatforms;
  const told: { readonly reader: string; readonly reply: RenderedReply; readonly typed: string }[] = [];
  let events = 0;

  async function use(
    { user, ...account }: Account,
    typed: string,
    interaction: { type: 'text'; text: string } | { type: 'press'; action: string; values: string[] },
    kind: 'channel' | 'dm' = 'channel',
  ): Promise<RenderedReply | undefined> {
    const outcome = await here.bot.dispatcher.dispatch({
      eventId: `canary-${++events}`,
      actor: { identity: { ...account, user }, displayName: user, isOrganiser: false },
      place: {
        kind,
        platform: 'playground',
        channel: kind === 'dm' ? `dm:${user}` : 'general',
        ...(kind === 'channel' && { community: { external: 'playground', name: 'A guild' } }),
      },
      interaction,
    });
    if (outcome.type !== 'reply') return undefined;
    told.push({ reader: user, reply: outcome.reply, typed });
    return outcome.reply;
  }

  /** A command, then every button of the answer, and the first that it lets one choose. */
  async function tryOut(account: Account, typed: string, kind?: 'channel' | 'dm'): Promise<void> {
    const reply = await use(account, typed, { type: 'text', text: typed }, kind);
    const select = reply?.select;
    const [first] = select?.choices ?? [];
    const presses = [
      ...(reply?.buttons ?? []).flat().map(({ id, label }) => ({ action: id, values: [], label })),
      ...(select && first ? [{ action: select.id, values: [first.value], label: first.label }] : []),
    ];
    for (const { action, values, label } of presses)
      await use(account, `${typed} → ${label}`, { type: 'press', action, values }, kind);
  }

  beforeAll(async () => {
    here = await twoPlatforms();
    const messenger = here.bot.messengers.get('playground') as Messenger;
    const accountById = async (user: string) => ({ user, name: user, isBot: false });
    here.bot.messengers.set('playground', { ...messenger, accountById });
    for (const { user, word } of [
      { ...zephyr, word: 'zephyrword' },
      { ...quill, word: 'quillword' },
    ]) {
      const account = { platform: 'playground', user };
      await use(account, 'settings', { type: 'text', text: 'settings audience:community leaderboard:on' });
      await use(account, 'start', { type: 'text', text: 'start zone:Lisbon audience:community' });
      await use(account, 'log', { type: 'text', text: `log built ${word}` });
    }
    const community = await here.store.communities.findByExternal('playground', 'playground');
    if (!community) throw new Error('No community');
    const organisers = [zephyr, quill].map(identityKey);
    await here.store.communities.save({ ...community, organisers, channel: 'general' });
    const pain = 'stuck ECONNREFUSED at redis error:"Error: connect ECONNREFUSED 127.0.0.1:6379"';
    await use(zephyr, 'stuck', { type: 'text', text: `${pain} cause:"zephyrcause"` });
    await tryOut(quill, `${pain} cause:"quillcause"`);
    const setups = ['setup show', 'setup hide', 'setup hide zephyrword', 'setup test', 'setup roundup'];
    for (const typed of ['kudos zephyrword', 'kudos', 'roundup view:leaderboard', 'link', ...setups])
      await tryOut(quill, typed);
    const code = told.flatMap(({ reply }) => /code: ([A-Z2-9]{8})\b/.exec(plainText(reply.text))?.[1] ?? []);
    await tryOut(zephyr, `link ${code.at(-1)}`);
    await use(quill, 'link', { type: 'text', text: 'link' });
    here.now += 1000;
    for (const look of looks) await tryOut(quill, typedLook(look), look.inDm ? 'dm' : 'channel');
    await here.bot.deliveryWorker.drain();
  }, 120_000);
  afterAll(() => here.close());

  test('was asked of every command', () => {
    expectEveryCommand(here.bot.registry);
    expect(told.length).toBeGreaterThan(100);
  });

  test('to one of two says so whenever it is about the other', () => {
    const silent = told.filter(({ reader, reply }) => {
      const other = reader === 'quillon' ? 'zephyrina' : 'quillon';
      return isAbout(other, reply) && !reply.namesOthers;
    });
    expect(silent.map((it) => `${it.reply.code}: ${it.typed}`)).toEqual([]);
  });

  test('in a channel or a DM of the other says so whenever it names somebody', () => {
    const silent = here.sent.filter(({ to, reply }) =>
      (['zephyrina', 'quillon'] as const).some(
        (name) => to.channel !== `dm:${name}` && isAbout(name, reply) && !reply.namesOthers,
      ),
    );
    expect(silent.map((it) => `${it.reply.code} to ${it.to.channel}`)).toEqual([]);
  });

  test('names others in these answers and posts, as far as they were met here', () => {
    const naming = [...told, ...here.sent].filter(({ reply }) => reply.namesOthers);
    expect([...new Set(naming.map((it) => it.reply.code))].sort()).toEqual([
      'cheered',
      'hidden',
      'hide-choice',
      'kudos-choice',
      'leaderboard',
      'link-agreed',
      'link-question',
      'link-typed',
      'logged',
      'roundup',
      'roundup-preview',
      'setup',
      'shared-entry',
    ]);
  });
});
