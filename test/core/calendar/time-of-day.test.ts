import { describe, expect, it } from 'vitest';
import { formatTimeOfDay, parseTimeOfDay } from '../../../src/core/calendar/index.ts';

describe('a time of day', () => {
  it.each([
    ['9', 540],
    ['09', 540],
    ['9:00', 540],
    ['09:00', 540],
    ['9am', 540],
    ['9 AM', 540],
    ['9 a.m.', 540],
    ['9:30 pm', 1290],
    ['9:30pm', 1290],
    ['21h', 1260],
    ['21h30', 1290],
    ['21.30', 1290],
    ['21 h', 1260],
    ['12am', 0],
    ['12pm', 720],
    ['12:15 am', 15],
    ['0', 0],
    ['00:00', 0],
    ['23:59', 1439],
    ['  7:05  ', 425],
  ])('reads %j as %i minutes after midnight', (text, minutes) => {
    expect(parseTimeOfDay(text)).toBe(minutes);
  });

  it.each([
    '',
    'noon-ish',
    '24',
    '24:00',
    '9:60',
    '9:5',
    '13pm',
    '0am',
    '-1',
    '9:00:00',
    '9:00 xm',
    '1e1',
    '٩',
    '9:30h',
    '100',
    '9 30',
    'am',
    '9.5',
    '９',
  ])('does not read %j', (text) => {
    expect(parseTimeOfDay(text)).toBeUndefined();
  });

  it('reads every time that it writes', () => {
    for (let minutes = 0; minutes < 1440; minutes++) {
      expect(formatTimeOfDay(minutes)).toMatch(/^[0-2][0-9]:[0-5][0-9]$/);
      expect(parseTimeOfDay(formatTimeOfDay(minutes))).toBe(minutes);
    }
    expect(formatTimeOfDay(540)).toBe('09:00');
    expect(formatTimeOfDay(1440 + 90)).toBe('01:30');
  });
});
