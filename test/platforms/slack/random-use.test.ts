import { expect, test } from 'vitest';
import { deep, seed } from '../../deep.ts';
import { slackRandomUse } from './proofs/random-use.ts';

test('whatever members do, nothing is refused, nothing breaks, and what they logged is what is kept', async () => {
  const used = await slackRandomUse({ mode: 'socket', acts: deep ? 1_000 : 30, seed });
  expect(used.violations).toEqual([]);
  expect(used.pings).toEqual([]);
  expect(used.broken).toEqual([]);
  if (used.erased === 0) expect(used.kept).toBe(used.modelled);
}, 600_000);
