import { expect, test } from 'vitest';
import { complaintsOf, type Trouble } from '../../support/starts/killed-starts.ts';
import { startsOnDiscord } from './scenarios/starts.ts';

test.each<Trouble>(['token-refused'])(
  'the whole program, killed and started again with trouble (%s), sends each prompt once',
  async (trouble) => {
    const asked = { trouble, people: 5, kills: 2, seed: 5, troubleMs: 4_000 };
    expect(complaintsOf(await startsOnDiscord(asked), asked)).toEqual([]);
  },
  420_000,
);
