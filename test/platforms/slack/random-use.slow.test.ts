import { expect, test } from 'vitest';
import { literal } from '../../../src/chat/markdown.ts';
import { deep, seed } from '../../deep.ts';
import { slackModel } from './proofs/model.ts';
import { slackRandomUse } from './proofs/random-use.ts';

test('whatever members do, nothing is refused, nothing breaks, and what they logged is what is kept', async () => {
  const used = await slackRandomUse({ mode: 'socket', acts: deep ? 1_000 : 25, seed, walks: deep });
  expect(used.violations).toEqual([]);
  expect(used.differences).toEqual([]);
  if (deep) expect(used.notMet).toEqual([]);
}, 600_000);

test('what people log and choose is what is stored, and is shown as they typed it', async () => {
  const run = await slackModel({ mode: 'http', interactions: deep ? 1_000 : 20, seed });
  expect(run.complaints).toEqual([]);
  expect(run.actual).toEqual(run.expected);
}, 600_000);

test('a bot that answers everything with one sentence is found out', async () => {
  const reply = { code: 'fine', visibility: 'private', text: literal('All is well.') } as const;
  const run = await slackModel({
    mode: 'socket',
    interactions: 10,
    seed,
    plant: () => ({ dispatchOnce: async () => ({ type: 'reply', reply }) }),
  });
  expect(run.actual).not.toEqual(run.expected);
});
