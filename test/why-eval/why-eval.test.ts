import { describe, expect, it } from 'vitest';
import { bankAsker } from '../../src/core/why/index.ts';
import { planted } from './planted.ts';
import { errors, evaluate, interview, scorePlanted } from './run.ts';
import { passes, score } from './score.ts';

describe('the set of errors', () => {
  it('holds at least 40, of many kinds, each with the answers of its member down to the root', () => {
    expect(errors.length).toBeGreaterThanOrEqual(40);
    expect(new Set(errors.map(({ id }) => id)).size).toBe(errors.length);
    for (const { answers } of errors) expect(answers.length).toBe(5);
  });
});

describe('the bank', () => {
  it('passes every measure', async () => {
    const scores = score(await interview(bankAsker));
    expect(scores).toMatchObject(
      Object.fromEntries(Object.keys(scores).map((measure) => [measure, { ok: true }])),
    );
    expect(passes(scores)).toBe(true);
  });
});

describe('a planted helper', () => {
  it.each(scorePlanted())('that $name fails', ({ caught, scores }) => {
    expect(passes(scores)).toBe(false);
    expect(caught).toBe(true);
  });

  it('is one of seven', () => {
    expect(planted.length).toBe(7);
  });
});

describe('the report', () => {
  it('has the shape of the bench: a value, a bar and whether it holds, by name', async () => {
    const rows = await evaluate('bank', bankAsker);
    for (const row of Object.values(rows)) {
      expect(Object.keys(row).sort()).toEqual(['bar', 'ok', 'value']);
      expect(row.ok).toBe(row.value >= row.bar);
    }
  });
});
