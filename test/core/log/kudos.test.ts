import { describe, expect, test } from 'vitest';
import { isCheerEmoji } from '../../../src/chat/reactions.ts';
import { cheer, countReactions, deleteEntry, setAudience } from '../../../src/core/log/index.ts';
import { useEmptyStore } from '../../store/backend.ts';
import { anEntry, aPerson, now } from '../../store/samples.ts';

const reactor = (by: string, ...others: string[]) => ({ by, ids: [by, ...others] });

describe('cheers by reaction', () => {
  const store = useEmptyStore();
  const post = { platform: 'here', channel: 'general', message: '1' };
  const entry = anEntry('ada', { audience: 'community', communityId: 'guild', posts: [post] });
  const entries = () => store().entries;
  const shared = () => entries().insert(entry);
  const count = (reactors: readonly ReturnType<typeof reactor>[], isWhole = false) =>
    countReactions(entries(), 'guild', entry.id, reactors, isWhole);
  const stored = async () => {
    const found = await entries().find('ada', entry.id, { deleted: true });
    return [found?.kudos, found?.reacted];
  };

  test('count once for all accounts of a person, and not for the author under any of theirs', async () => {
    await shared();
    expect(await count([reactor('bob', 'bobs-other'), reactor('bobs-other', 'bob')])).toBeDefined();
    expect(await count([reactor('bobs-other', 'bob'), reactor('adas-other', 'ada')])).toBeUndefined();
    expect(await stored()).toEqual([['bob'], ['bob']]);
  });

  test('are all there when many are counted at once', async () => {
    await shared();
    await Promise.all([
      count([reactor('bob')]),
      cheer(entries(), 'guild', entry.id, 'cy'),
      count([reactor('dov'), reactor('eve')]),
    ]);
    const [kudos = [], reacted = []] = await stored();
    expect([...kudos].sort()).toEqual(['bob', 'cy', 'dov', 'eve']);
    expect([...reacted].sort()).toEqual(['bob', 'dov', 'eve']);
  });

  test('go where nobody else reacts, but for those of the button and of a linked account', async () => {
    await shared();
    await count([reactor('bob'), reactor('cy'), reactor('dov')]);
    await cheer(entries(), 'guild', entry.id, 'dov');
    expect(await count([reactor('bobs-other', 'bob')], true)).toMatchObject({ kudos: ['bob', 'dov'] });
    expect(await stored()).toEqual([['bob', 'dov'], ['bob']]);
    expect(await count([reactor('bob')], true)).toBeUndefined();
  });

  test('last when the copies go, and go when nobody else sees the entry', async () => {
    await shared();
    await count([reactor('bob')]);
    const stores = { ...store() };
    await deleteEntry(stores, aPerson({ id: 'ada' }), entry.id, now);
    expect(await stored()).toEqual([['bob'], undefined]);
    const other = anEntry('ada', {
      ...entry,
      id: 'other',
      eventKey: 'other',
      kudos: ['bob'],
      reacted: ['bob'],
    });
    await entries().insert(other);
    await setAudience(stores, aPerson({ id: 'ada' }), 'other', { audience: 'private' });
    const now_ = await entries().find('ada', 'other');
    expect(now_).toMatchObject({ kudos: [], posts: [] });
    expect(now_).not.toHaveProperty('reacted');
  });

  test('are five emojis, in every skin tone, with and without their variation selector', () => {
    expect(['👏', '👏🏿', '❤️', '❤', '🎉', '🔥', '💪🏻'].filter((it) => !isCheerEmoji(it))).toEqual([]);
    expect(['👍', '❤️‍🔥', '👏👏', '', 'clap', '🏿'].filter(isCheerEmoji)).toEqual([]);
  });
});
