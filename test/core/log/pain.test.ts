import { describe, expect, test } from 'vitest';
import { textLimit, withPainWords } from '../../../src/core/log/index.ts';

describe('the words of a pain point', () => {
  test('a first cause makes it understood, a first fix makes it fixed', () => {
    const open = withPainWords(undefined, { error: 'ECONNREFUSED' }).pain;
    expect(open).toEqual({ error: 'ECONNREFUSED', state: 'open' });
    const understood = withPainWords(open, { cause: 'the server was not up yet' }).pain;
    expect(understood.state).toBe('understood');
    expect(withPainWords(understood, { fix: 'wait for the health check' }).pain).toEqual({
      error: 'ECONNREFUSED',
      cause: 'the server was not up yet',
      fix: 'wait for the health check',
      state: 'fixed',
    });
  });

  test('a state that was chosen stays when words are changed, and goes back when its words are taken away', () => {
    const fixed = withPainWords(undefined, { cause: 'a', fix: 'b' }).pain;
    const reopened = withPainWords(fixed, { state: 'open' }).pain;
    expect(withPainWords(reopened, { fix: 'c', cause: 'd' }).pain.state).toBe('open');
    expect(withPainWords(fixed, { fix: ' \u200b ' }).pain).toEqual({ cause: 'a', state: 'understood' });
    expect(withPainWords(fixed, { fix: null, cause: null }).pain).toEqual({ state: 'open' });
    expect(withPainWords({ cause: 'a', state: 'understood' }, { cause: null }).pain).toEqual({
      state: 'open',
    });
  });

  test('a trace over the limit loses its middle, and it is said which part did', () => {
    const trace = `Error: boom\n${'    at somewhere (file.js:1:1)\n'.repeat(300)}Node.js v20`;
    const { pain, shortened } = withPainWords(undefined, { error: trace, cause: 'short' });
    expect(shortened).toEqual(['error']);
    expect(pain.error?.length).toBeLessThanOrEqual(textLimit);
    expect(pain.error).toMatch(/^Error: boom[\s\S]*left out[\s\S]*Node\.js v20$/);
  });

  test('secrets are masked in every part', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const { pain, masked } = withPainWords(undefined, { error: secret, cause: secret, fix: `use ${secret}` });
    expect(masked).toBe(3);
    expect(JSON.stringify(pain)).not.toContain(secret);
  });
});
