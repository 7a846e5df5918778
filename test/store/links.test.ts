import { describe, expect, it } from 'vitest';
import type { Identity } from '../../src/core/people/index.ts';
import { useStore } from './backend.ts';
import { id, now } from './samples.ts';

const minute = 60_000;
const account = (user: string, team?: string) => {
  const identity: Identity = { platform: 'slack', user, ...(team !== undefined && { team }) };
  return { identity, name: 'Ada', place: 'Guild', dm: { platform: 'slack', channel: 'D1' } };
};

describe('the codes of links', () => {
  const store = useStore();
  const offer = async (more = {}) => {
    const code = {
      code: id('CODE'),
      primaryId: id('primary'),
      primary: account('u'),
      expiresAt: now + minute,
      ...more,
    };
    expect(await store().links.offer(code)).toBe(true);
    return code;
  };
  const claimed = { secondaryId: 'secondary', secondary: account('t', 'T1'), expiresAt: now + 9 * minute };

  it('come back as they were, until they are over', async () => {
    const code = await offer();
    expect(await store().links.find(code.code, now)).toEqual(code);
    expect(await store().links.ofPrimary(code.primaryId, now)).toEqual(code);
    expect(await store().links.find(code.code, code.expiresAt)).toBeUndefined();
    expect(await store().links.ofPrimary(code.primaryId, code.expiresAt)).toBeUndefined();
  });

  it('are one a primary, and nobody else gets the same', async () => {
    const first = await offer();
    const second = await offer({ primaryId: first.primaryId });
    expect(await store().links.find(first.code, now)).toBeUndefined();
    expect(await store().links.offer({ ...second, primaryId: 'other' })).toBe(false);
    expect(await store().links.find(second.code, now)).toEqual(second);
  });

  it('are claimed once, by the first, while they hold', async () => {
    const { code, ...rest } = await offer();
    expect(await store().links.claim(code, claimed, rest.expiresAt)).toBe(false);
    expect(await store().links.claim(code, claimed, now)).toBe(true);
    expect(await store().links.claim(code, { ...claimed, secondaryId: 'second' }, now)).toBe(false);
    expect(await store().links.find(code, now)).toEqual({ ...rest, code, ...claimed });
  });

  it('go with whoever made or typed them, and once they are over', async () => {
    const [made, typed, over] = [await offer(), await offer(), await offer({ expiresAt: now - 1 })];
    await store().links.claim(typed.code, { ...claimed, secondaryId: made.primaryId }, now);
    await store().links.eraseAll(made.primaryId);
    await store().system.deleteExpired(now);
    const codes = store().connection.collection('linkCodes');
    for (const { code } of [made, typed, over])
      expect(await codes.findOne({ _id: code as never })).toBeNull();
  });

  it('may be tried so often an hour by an account, at once or one by one', async () => {
    const { identity } = account(id('user'), 'T1');
    const at = (time: number) => store().links.mayTry(identity, 3, time);
    expect((await Promise.all([at(now), at(now), at(now), at(now), at(now)])).filter(Boolean)).toHaveLength(
      3,
    );
    expect(await at(now + 59 * minute)).toBe(false);
    expect(await store().links.mayTry({ ...identity, team: 'T2' }, 3, now)).toBe(true);
    expect(await at(now + 60 * minute)).toBe(true);
    const rows = await store().connection.collection('linkTries').find({}).toArray();
    expect(JSON.stringify(rows)).not.toContain(identity.user);
  });
});
