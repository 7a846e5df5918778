import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causeScore, fingerprint, sameCause } from '../../../src/core/why/fingerprint.ts';
import { runs } from '../../deep.ts';
import { addressOf, allPairs, type Score, scorePairs, sets, textOf } from './score-pairs.ts';

const byFingerprint = (a: string, b: string): boolean => sameCause(fingerprint(a), fingerprint(b));
const firstLine = (text: string): string =>
  text
    .split('\n')
    .find((line) => line.trim() !== '')!
    .trim();
const errorCode = (text: string): string | undefined =>
  /\b(?:E[A-Z]{3,}[A-Z_]*|ERR_[A-Z_]+|ER_[A-Z_]+|TS\d{4}|[HPR]\d{2,4}|E11000|\d\d[A-Z0-9]\d\d|[A-Z_]+_CERT\w*|[A-Z_]+_NOT_FOUND)\b/.exec(
    text,
  )?.[0];

const show = (name: string, { precision, recall, f1 }: Score): string =>
  `${name.padEnd(28)} precision ${precision.toFixed(3)}  recall ${recall.toFixed(3)}  F1 ${f1.toFixed(3)}`;

describe('pairs of real error texts', () => {
  it('are at least a hundred, each with the public thread it comes from', () => {
    expect(allPairs.length).toBeGreaterThanOrEqual(100);
    for (const { a, b } of allPairs) {
      expect(addressOf(a)).toMatch(/^https:\/\/github\.com\/.+\/(?:issues|pull)\/\d+$/);
      expect(textOf(a)).not.toBe(textOf(b));
    }
  });

  const rows = {
    fingerprint: scorePairs(allPairs, byFingerprint),
    'the exact text alone': scorePairs(allPairs, (a, b) => a === b),
    'the first line alone': scorePairs(allPairs, (a, b) => firstLine(a) === firstLine(b)),
    'the error code alone': scorePairs(allPairs, (a, b) => !!errorCode(a) && errorCode(a) === errorCode(b)),
  };
  const bySet = sets.map((set) => {
    const of = allPairs.filter((pair) => pair.set === set);
    return [`fingerprint, ${set} (${of.length})`, scorePairs(of, byFingerprint)] as const;
  });
  console.info([...Object.entries(rows), ...bySet].map(([name, score]) => show(name, score)).join('\n'));

  it('are told apart with precision and recall of 0.9', () => {
    expect(rows.fingerprint.precision).toBeGreaterThanOrEqual(0.9);
    expect(rows.fingerprint.recall).toBeGreaterThanOrEqual(0.9);
  });

  it.each(Object.entries(rows).slice(1))('are not told apart by %s', (_, { f1 }) => {
    expect(f1).toBeLessThan(0.8);
  });

  it('hold enough of one code and different causes that the code alone is wrong one time in five', () => {
    expect(rows['the error code alone'].precision).toBeLessThan(0.8);
  });
});

describe('a fingerprint', () => {
  const changed = (text: string): string =>
    text
      .replaceAll('/home/jonpi/LD-ToyPad-Emulator', 'C:\\Users\\Ada Lovelace\\ships')
      .replaceAll(':80', ':8081')
      .replaceAll('0.0.0.0', 'localhost')
      .replace(/^/gm, 'web_1  | 2026-11-21T09:14:03.123Z ');

  it('ignores paths, numbers, times, hosts, ports and what a tool puts before each line', () => {
    for (const id of ['listen-denied-2', 'refused-pg-3', 'in-use-1', 'module-3', 'self-signed-1'])
      expect(fingerprint(changed(textOf(id))).key).toBe(fingerprint(textOf(id)).key);
  });

  it('ignores quoting', () => {
    expect(fingerprint('Error: Unknown widget "left wing" is not mounted').key).toBe(
      fingerprint("Error: Unknown widget 'tail' is not mounted").key,
    );
  });

  it('names the kind, the code and the line that says what went wrong', () => {
    expect(fingerprint(textOf('global-denied-1'))).toMatchObject({
      kind: 'permissions',
      code: 'EACCES',
      headline: "Error: EACCES: permission denied, access '/usr/local/lib/node_modules'",
    });
  });

  it('does not take every FATAL for one of git', () => {
    expect(fingerprint('FATAL:  password authentication failed for user "ada"').kind).toBe('auth');
    expect(fingerprint('fatal: not a git repository (or any of the parent directories): .git').kind).toBe(
      'git',
    );
  });

  it('finds the message in an object, in a line of a structured log, and below the name of its error', () => {
    const message = 'The queue of letters is overflowing';
    for (const text of [
      `{\n  name: 'LetterError',\n  message: '${message}',\n  code: 7\n}`,
      `{"level":"error","msg":"request completed","error":"${message}","ms":12}`,
      `com.example.LetterException\n  Caused by: ${message}\n    at Letters.java:12`,
    ])
      expect(fingerprint(text).headline).toContain(message);
  });

  it('shows no secret in its headline', () => {
    const text = `Error: cannot connect to postgres://ada:${'hunter'}22x@db.example.com/ships`;
    expect(fingerprint(text).headline).toBe(
      'Error: cannot connect to postgres://ada:[masked url-password]@db.example.com/ships',
    );
  });

  it('shares a key with every text that it takes for the same, so that an index finds the candidates', () => {
    for (const { a, b } of allPairs) {
      const [x, y] = [fingerprint(textOf(a)), fingerprint(textOf(b))];
      if (sameCause(x, y)) expect([a, b, x.keys.some((key) => y.keys.includes(key))]).toEqual([a, b, true]);
    }
  });

  it('is made of any text, is the same each time, and compares symmetrically', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(...allPairs.map(({ a }) => textOf(a))),
    );
    fc.assert(
      fc.property(text, text, (a, b) => {
        const [x, y] = [fingerprint(a), fingerprint(b)];
        expect(fingerprint(a)).toEqual(x);
        expect(causeScore(x, x)).toBe(1);
        expect(causeScore(x, y)).toBe(causeScore(y, x));
        expect(x.headline.length).toBeLessThanOrEqual(160);
      }),
      runs(100),
    );
  });

  it('costs in proportion to the length of a hostile text', () => {
    for (const piece of [
      'Error: ',
      'a/',
      "'",
      'E11000 ',
      'at x ',
      'dup key: { ',
      'http://a',
      'A.b(',
      '1.',
      'listen ',
      '\n',
      'EACCES ',
    ]) {
      const cost = (length: number): number => {
        const text = piece.repeat(length / piece.length);
        const tries = Array.from({ length: 4 }, () => {
          const before = process.cpuUsage();
          fingerprint(text);
          const { user, system } = process.cpuUsage(before);
          return user + system;
        });
        return Math.min(...tries);
      };
      cost(2_000);
      expect([piece, cost(50_000) / Math.max(cost(12_500), 2_000) < 9]).toEqual([piece, true]);
    }
  });
});
