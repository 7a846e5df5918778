import { expect, test } from 'vitest';
import { complaintsOf } from '../../support/starts/killed-starts.ts';
import { startsOnDiscord } from './scenarios/starts.ts';

// `sim:discord` has it with every trouble, killed thirty times.
test('the whole program, killed and started again while Discord refuses its token, sends each prompt once', async () => {
  const asked = { trouble: 'token-refused', people: 5, kills: 1, seed: 5, troubleMs: 2_000 } as const;
  expect(complaintsOf(await startsOnDiscord(asked), asked)).toEqual([]);
}, 420_000);
