import { expect, it } from 'vitest';
import { deep } from '../deep.ts';
import { countOf, differences } from './compare.ts';
import { faults } from './faults.ts';
import { makePopulation } from './population.ts';
import { expectedDeliveries } from './reminders.ts';

const population = makePopulation(deep ? {} : { people: 800 });
const expected = expectedDeliveries(population);

it('finds no difference between what is expected and itself, in any order', () => {
  expect(countOf(differences(expected, expected.toReversed()))).toBe(0);
});

it.each(Object.entries(faults))('catches %s', (_, corrupt) => {
  expect(countOf(differences(expected, corrupt(expected, population)))).toBeGreaterThan(5);
});

it('names what is missing, too much, twice and otherwise', () => {
  const [first, second, third] = expected;
  const [wanted, actual] = [
    [first!, second!],
    [second!, second!, third!],
  ];
  const found = differences(wanted, actual);
  expect(found).toEqual({ missing: [first], twice: [second], unexpected: [third], otherwise: [] });
  const later = { ...first!, at: population.to };
  expect(differences([first!], [later]).otherwise).toEqual([{ expected: first, actual: later }]);
});
