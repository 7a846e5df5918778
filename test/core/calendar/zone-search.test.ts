import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalZone, searchZones } from '../../../src/core/calendar/index.ts';
import { runs, sample } from '../../deep.ts';
import { allZones, at } from './zones.ts';

const now = at('2026-11-21T10:42:00Z');
const find = (text: string, limit = 25) => searchZones(text, limit, now).map(({ zone }) => zone);

describe('the search for a zone', () => {
  it('says the time there and how far it is from UTC', () => {
    const labels = ['lisbon', 'st johns', 'kolkata', 'chatham'].map(
      (text) => searchZones(text, 1, now)[0]?.label,
    );
    expect(labels).toEqual([
      'Europe/Lisbon (10:42, UTC+0)',
      'America/St_Johns (07:12, UTC-3:30)',
      'Asia/Kolkata (16:12, UTC+5:30)',
      'Pacific/Chatham (00:27, UTC+13:45)',
    ]);
  });

  it.each([
    ['lisbon', 'Europe/Lisbon'],
    ['new york', 'America/New_York'],
    ['NEWYORK', 'America/New_York'],
    ['new_york', 'America/New_York'],
    ['São  Paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
    ['cet', 'CET'],
    ['kyiv', 'Europe/Kyiv'],
    ['lviv', 'Europe/Kyiv'],
    ['europe/li', 'Europe/Lisbon'],
    ['mumbai', 'Asia/Kolkata'],
    ['uk', 'Europe/London'],
    ['usa', 'America/New_York'],
    ['brazil', 'America/Sao_Paulo'],
    ['IST', 'Asia/Kolkata'],
    ['bst', 'Europe/London'],
    ['est', 'America/New_York'],
    ['pst', 'America/Los_Angeles'],
    ['San Francisco', 'America/Los_Angeles'],
    ['germany', 'Europe/Berlin'],
    ['münchen', 'Europe/Berlin'],
    ['buenos', 'America/Argentina/Buenos_Aires'],
    ['kathmandu', 'Asia/Kathmandu'],
    ['aus', 'Australia/Sydney'],
  ])('puts for %j first: %s', (text, zone) => {
    expect(find(text)[0]).toBe(zone);
  });

  it("finds an old spelling and offers today's name beside it", () => {
    expect(find('calcutta', 2)).toEqual(['Asia/Calcutta', 'Asia/Kolkata']);
    expect(find('kiev', 2)).toEqual(['Europe/Kiev', 'Europe/Kyiv']);
    expect(find('saigon')).toContain('Asia/Ho_Chi_Minh');
    expect(find('calcut')).toEqual(['Asia/Kolkata']);
  });

  it('offers places with summer time for an abbreviation whose own zone has none', () => {
    expect(find('EST').indexOf('EST')).toBeGreaterThan(find('EST').indexOf('America/New_York'));
    expect(find('CET')).toEqual(expect.arrayContaining(['CET', 'Europe/Berlin', 'Europe/Paris']));
  });

  it.each([
    ['lisbn', 'Europe/Lisbon'],
    ['lisboon', 'Europe/Lisbon'],
    ['libson', 'Europe/Lisbon'],
    ['lusbon', 'Europe/Lisbon'],
    ['kolkatta', 'Asia/Kolkata'],
    ['germny', 'Europe/Berlin'],
    ['new yrok', 'America/New_York'],
  ])('forgives one typo: %j finds %s', (text, zone) => {
    expect(find(text, 3)).toContain(zone);
  });

  it('finds every zone by its own name, typed in any of its ways', () => {
    for (const zone of sample(allZones, 150)) {
      const ways = [zone, zone.toLowerCase(), zone.replaceAll('_', ' ')];
      for (const way of ways) expect(find(way, 25), way).toContain(zone);
    }
  });

  it('offers well-known zones before anything is typed, and nothing for nonsense', () => {
    expect(find('', 5)).toHaveLength(5);
    expect(find('  ')).toContain('Europe/London');
    for (const text of ['zzzzzz', '+02:00', '!!', '💥', '/', '\u0000']) expect(find(text)).toEqual([]);
  });

  it('stays within its limit and offers nothing twice, and nothing that would be refused, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('a', 'e', 'america', 'o', 's t'),
    );
    fc.assert(
      fc.property(typed, fc.integer({ min: 0, max: 30 }), (text, limit) => {
        const zones = find(text, limit);
        expect(zones.length).toBeLessThanOrEqual(limit);
        expect(new Set(zones).size).toBe(zones.length);
        for (const zone of zones) expect(canonicalZone(zone)).toBe(zone);
      }),
      runs(60),
    );
    expect(find('x'.repeat(100_000))).toEqual([]);
  });
});
