import { describe, expect, it } from 'vitest';
import { checkName, nameKey } from '../../../src/platforms/playground/limits.ts';

describe('the name of a member', () => {
  it('is trimmed', () => {
    expect(checkName('  ada ')).toEqual({ ok: true, name: 'ada' });
  });

  it.each(['Ada', '小林', 'Zoë', 'محمد', '👩‍💻', "O'Neill", 'a'.repeat(32), '😀'.repeat(32)])(
    'may be %s',
    (name) => {
      expect(checkName(name)).toMatchObject({ ok: true });
    },
  );

  it('needs at least one letter', () => {
    expect(checkName('   ')).toEqual({ ok: false, problem: 'A name needs at least one letter.' });
  });

  it('has at most 32 characters', () => {
    expect(checkName('a'.repeat(33))).toEqual({
      ok: false,
      problem: 'A name may have 32 characters; this one has 33.',
    });
  });

  it.each(['a\nb', 'a\u0000b', 'a\u202Eb', 'a\u2028b', 'a\uD800b'])(
    'holds nothing invisible (%j)',
    (name) => {
      expect(checkName(name)).toMatchObject({ ok: false });
    },
  );

  it('is the same in any case and form', () => {
    expect(nameKey('ÅDA')).toBe(nameKey('a\u030Ada'));
  });
});
