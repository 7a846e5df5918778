import { describe, expect, test } from 'vitest';
import type { Store } from '../../src/store/index.ts';
import { deep, seed } from '../deep.ts';
import { attackDispatcher } from '../hostile/dispatcher.ts';
import { attackInterface } from '../hostile/interface.ts';

const inputs = deep ? 5_000 : 30;

describe('hostile inputs', () => {
  test('are each answered in words and leave no bad row, through the dispatcher', async () => {
    const report = await attackDispatcher({ inputs, seed });
    expect(report.problems, `seed ${seed}`).toEqual([]);
    expect(report.valid).toBe(inputs / 10);
  });

  test('are each answered in words and leave no bad row, over HTTP', async () => {
    const report = await attackInterface({ inputs, seed });
    expect(report.problems, `seed ${seed}`).toEqual([]);
    expect(report.valid).toBe(inputs / 10);
  });
});

/** The store with another way of writing entries. */
const writing =
  (change: (entry: Parameters<Store['entries']['insert']>[0]) => Parameters<Store['entries']['insert']>[0]) =>
  (store: Store): Store => ({
    ...store,
    entries: { ...store.entries, insert: (entry) => store.entries.insert(change(entry)) },
  });

describe('a planted fault is found', () => {
  test.each([
    [
      'an entry that throws',
      writing((entry) => {
        throw new Error(`cannot write ${entry.id}`);
      }),
      /generic apology|answered with unexpected/,
    ],
    [
      'a text that is not kept to the letter',
      writing((entry) => ({ ...entry, text: entry.text.replace(/[eo]/, '*') })),
      /was stored as/,
    ],
    ['minutes that nobody has', writing((entry) => ({ ...entry, minutes: 1e308 })), /entries .*minutes/],
    ['a tag with a space', writing((entry) => ({ ...entry, tags: ['two words'] })), /entries .*tags/],
  ])('%s', async (_what, plant, words) => {
    const report = await attackDispatcher({ inputs: 20, seed: 1 }, plant);
    expect(report.problems.join('\n')).toMatch(words);
  });
});
