import { afterAll, beforeAll, expect, test } from 'vitest';
import { pictureWords } from '../../src/core/sharing/index.ts';
import { type BareBot, bareBot } from '../hostile/bare-bot.ts';
import { aCommunity, aMember } from '../store/samples.ts';

let bare: BareBot;
beforeAll(async () => {
  bare = await bareBot();
});
afterAll(() => bare.stop());

const ada = { platform: 'bare', user: 'ada', isOrganiser: false };

/** Presses *Share* of a message that named a community. */
async function share(community: string) {
  const picture = { view: 'year', of: 0, theme: 'light', shape: 'wide' } as const;
  const signed = bare.bot.jobs.sign({
    code: 'old',
    visibility: 'private',
    text: { source: 'old' },
    buttons: [
      [{ label: 'Share', action: { name: 'streak.share', args: [...pictureWords(picture), community] } }],
    ],
  });
  const outcome = await bare.dispatch(ada, {
    type: 'press',
    action: signed.buttons?.[0]?.[0]?.id ?? '',
    values: [],
  });
  return outcome.type === 'reply' ? outcome.reply.code : outcome.type;
}

test('a picture goes to no community that its owner is not in, that removed the bot, or that has no channel', async () => {
  await bare.dispatch(ada, { type: 'text', text: 'log the first thing' });
  const { communities, members, deliveries, people } = bare.store;
  const me = (await people.findByIdentity({ platform: 'bare', user: 'ada' }))!;
  const channel = 'general';
  const [foreign, removed, silent, open] = [
    aCommunity({ channel }),
    aCommunity({ channel, removedAt: Date.now() }),
    aCommunity(),
    aCommunity({ channel }),
  ];
  for (const it of [foreign, removed, silent, open]) await communities.create(it);
  for (const it of [removed, silent, open])
    await members.put(aMember({ communityId: it.id, personId: me.id }));
  for (const it of [foreign, removed, silent]) expect(await share(it.id)).toBe('picture-nowhere');
  expect(await share('no such thing')).toBe('picture-nowhere');
  expect(await deliveries.latest(me.id, 'picture', 10)).toEqual([]);
  expect(await share(open.id)).toBe('picture-shared');
  const owed = await deliveries.latest(me.id, 'picture', 10);
  expect(owed.map((it) => it.key.endsWith(`.${open.id}`))).toEqual([true]);
});
