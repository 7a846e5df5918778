import { expect, test } from 'vitest';
import { deep } from '../../deep.ts';
import { liveThroughDay } from './scenarios/day.ts';

test('a community lives through a day on Discord, from its installation to the roundup', async () => {
  const day = await liveThroughDay({ people: deep ? 50 : 5, hours: deep ? 48 : 30, seed: 7 });
  expect(day.complaints).toEqual([]);
  expect(day.found).toEqual({ missing: [], unexpected: [], twice: [], otherwise: [] });
  expect(day.expected.length).toBeGreaterThan(5);
});
