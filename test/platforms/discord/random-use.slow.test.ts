import { expect, test } from 'vitest';
import { literal } from '../../../src/chat/markdown.ts';
import { deep, seed } from '../../deep.ts';
import { compareWithModel } from './scenarios/model.ts';
import { useAtRandom } from './scenarios/random-use.ts';

test('whatever people do in Discord is answered in time and in form', async () => {
  const use = await useAtRandom({ interactions: deep ? 1_000 : 30, seed });
  expect(use.complaints).toEqual([]);
  expect(use.done).toBeGreaterThanOrEqual(deep ? 1_000 : 30);
});

test('what people log and choose is what is stored, and is shown as they typed it', async () => {
  const run = await compareWithModel({ interactions: deep ? 1_000 : 25, seed });
  expect(run.complaints).toEqual([]);
  expect(run.actual).toEqual(run.expected);
});

test('a bot that answers everything with one sentence is found out', async () => {
  const reply = { code: 'fine', visibility: 'private', text: literal('All is well.') } as const;
  const run = await compareWithModel({
    interactions: 10,
    seed,
    plant: (dispatcher) => ({ ...dispatcher, dispatch: async () => ({ type: 'reply', reply }) }),
  });
  expect(run.actual).not.toEqual(run.expected);
});
