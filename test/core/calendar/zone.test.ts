import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalZone } from '../../../src/core/calendar/index.ts';
import { runs } from '../../deep.ts';
import { allZones } from './zones.ts';

describe('a zone as it is typed', () => {
  it('is accepted in any case and kept under its own name, for every name of the database', () => {
    expect(allZones.length).toBeGreaterThan(560);
    for (const zone of allZones) {
      expect(canonicalZone(zone)).toBe(zone);
      expect(canonicalZone(zone.toUpperCase())).toBe(zone);
      expect(canonicalZone(` ${zone.toLowerCase()} `)).toBe(zone);
    }
  });

  it('is accepted whatever the runtime lists, and though the runtime does not list it', () => {
    for (const zone of Intl.supportedValuesOf('timeZone')) expect(canonicalZone(zone)).toBe(zone);
    for (const zone of [
      'UTC',
      'Asia/Kathmandu',
      'Asia/Kolkata',
      'Europe/Kyiv',
      'America/Argentina/Buenos_Aires',
      'EST',
    ]) {
      expect(canonicalZone(zone.toLowerCase())).toBe(zone);
    }
  });

  it('keeps an old spelling', () => {
    expect(canonicalZone('asia/calcutta')).toBe('Asia/Calcutta');
    expect(canonicalZone('EUROPE/KIEV')).toBe('Europe/Kiev');
    expect(canonicalZone('us/pacific')).toBe('US/Pacific');
    expect(canonicalZone('america/port-au-prince')).toBe('America/Port-au-Prince');
  });

  it.each([
    '+02:00',
    '-0300',
    '+5',
    'UTC+2',
    'GMT+5',
    'GMT-0',
    'Etc/GMT+5',
    'etc/gmt-14',
    'Etc/GMT+0',
    'Etc/GMT-0',
    'BST',
    'IST',
    'SystemV/EST5',
    'Factory',
    'localtime',
    'posix/Europe/Paris',
    'Europe/Lisboa',
    'Atlantis/City',
    '',
    'Europe/',
    '/',
    'Europe/London/../UTC',
    'Europe /London',
    'constructor',
    '__proto__',
    'Europe/London\u0000',
    'a'.repeat(100_000),
    'Ａsia/Tokyo',
    'asia/\u212aolkata',
    'europe/k\u0131ev',
  ])('is refused when it is an offset, or no IANA zone: %j', (text) => {
    expect(canonicalZone(text)).toBeUndefined();
  });

  it('is never anything that a formatter would refuse', () => {
    const parts = fc.constantFrom(
      'Europe',
      'america',
      '/',
      '_',
      '-',
      '+',
      'gmt',
      'Etc',
      'new',
      'york',
      'London',
      '1',
      ' ',
    );
    const typed = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(parts, { maxLength: 6 }).map((list) => list.join('')),
    );
    fc.assert(
      fc.property(typed, (text) => {
        const zone = canonicalZone(text);
        if (zone === undefined) return;
        new Intl.DateTimeFormat('en', { timeZone: zone });
        expect(zone.toLowerCase()).toBe(text.trim().toLowerCase());
        expect(canonicalZone(zone)).toBe(zone);
      }),
      runs(1000),
    );
  });
});
