import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeekFacts, WeekPerson } from '../../src/pictures/facts.ts';
import { weekPicture } from '../../src/pictures/index.ts';
import { weekDrawing } from '../../src/pictures/week.ts';
import { weekAlt } from '../../src/pictures/week-alt.ts';
import { deep } from '../deep.ts';
import { decodePng, differences } from './png.ts';

/** 2026-11-16, a Monday. */
const first = 20_773;

function person(name: string, days = '1010000'): WeekPerson {
  return { name, entries: [...days].map(Number) };
}

function facts(over: Partial<WeekFacts> = {}): WeekFacts {
  const people = over.people ?? [person('Ada', '1110001'), person('Grace')];
  return {
    first,
    people,
    totalPeople: people.length,
    entriesByDay: [3, 2, 9, 0, 0, 1, 1],
    milestones: [],
    ...over,
  };
}

function draw(over: Partial<WeekFacts> = {}): string {
  return weekDrawing(facts(over), 'light').svg;
}

function crew(count: number): WeekPerson[] {
  return Array.from({ length: count }, (_, index) => person(`P${index}`));
}

describe('the week', () => {
  it('shows the dates, the entries, the people and the busiest day', () => {
    const svg = draw({ community: 'Builders' });
    for (const words of ['>16 – 22 Nov<', '>Builders<', '>16<', '>entries<', '>by 2 people<', '>9<']) {
      expect(svg).toContain(words);
    }
  });

  it('draws a dot for each day with entries and nothing for the others', () => {
    const svg = draw({ people: [person('Ada', '1020000')] });
    expect([...svg.matchAll(/data-date="(\d)"/g)].map((it) => it[1])).toEqual(['0', '2']);
    expect(svg.match(/data-person/g)).toHaveLength(1);
  });

  it.each([
    [1, '>16 Nov<'],
    [3, '>16 – 18 Nov<'],
    [8, '>16 – 23 Nov<'],
    [15, '>16 – 30 Nov<'],
    [16, '>16 Nov – 1 Dec<'],
  ])('has a bar and a column of dots for each of its %i dates', (dates, title) => {
    const days = '1'.repeat(dates);
    const svg = draw({
      people: [person('Ada', days), person('Bob', days)],
      entriesByDay: [...days].map(() => 2),
    });
    expect(svg).toContain(title);
    expect(svg).toContain(`>${2 * dates}<`);
    expect(svg.match(/data-date/g)).toHaveLength(2 * dates);
    const dots = [...svg.matchAll(/cx="([\d.]+)" cy="[\d.]+" r="[\d.]+" data-date/g)].map((it) =>
      Number(it[1]),
    );
    expect(Math.min(...dots)).toBeGreaterThan(400);
    expect(Math.max(...dots)).toBeLessThan(1052);
    expect(new Set(dots).size).toBe(dates);
  });

  it('names twelve and counts the others', () => {
    const svg = draw({ people: crew(15), totalPeople: 20 });
    expect(svg.match(/data-person/g)).toHaveLength(12);
    expect(svg).toContain('>and 8 more<');
    expect(draw({ people: crew(12) })).not.toContain('more<');
    expect(draw({ people: [], totalPeople: 4 })).toContain('>4 showed up<');
  });

  it('shows milestones, and counts those without room', () => {
    const milestones = Array.from({ length: 9 }, (_, index) => ({ name: `Margaret ${index}`, count: 100 }));
    const svg = draw({ milestones });
    const drawn = svg.match(/>Margaret \d</g)!.length;
    expect(drawn).toBeGreaterThan(1);
    expect(svg).toContain(`>+${9 - drawn} more<`);
  });

  it('is kind about a week without entries', () => {
    const svg = draw({ people: [], totalPeople: 0, entriesByDay: [] });
    expect(svg).toContain('A calm sea');
    expect(svg).toContain('>0<');
  });
});

describe('the alternative text of a week', () => {
  it('tells the facts', () => {
    const milestones = [{ name: 'Ada', count: 30 }];
    expect(weekAlt(facts({ community: 'Builders', totalPeople: 5, milestones }))).toBe(
      'The roundup of 16 – 22 Nov in Builders: 16 entries by 5 people. Busiest day: Wednesday, 9. Milestones: Ada 30 days. ' +
        'Showed up: Ada (Mon Tue Wed Sun), Grace (Mon Wed), and 3 more.',
    );
  });

  it('numbers its weekdays where one occurs twice', () => {
    const people = [person('Ada', '11000001')];
    expect(weekAlt(facts({ first: first - 1, people, entriesByDay: [2, 1, 0, 0, 0, 0, 0, 1] }))).toBe(
      'The roundup of 15 – 22 Nov: 4 entries by 1 person. Busiest day: Sunday 15, 2. ' +
        'Showed up: Ada (Sun 15, Mon 16, Sun 22).',
    );
  });

  it('has no busiest day where there is only one', () => {
    expect(weekAlt(facts({ people: [person('Ada', '2')], entriesByDay: [2] }))).toBe(
      'The roundup of 16 Nov: 2 entries by 1 person. Showed up: Ada (Mon).',
    );
  });

  it('stays within 1,000 characters and cuts no name', () => {
    const people = crew(12).map((it, index) => ({
      ...it,
      name: `${index}${'é'.repeat(99)}`,
      entries: Array(7).fill(1),
    }));
    const milestones = people.map(({ name }) => ({ name, count: 365 }));
    const alt = weekAlt(facts({ people, totalPeople: 500, milestones, community: '🚀'.repeat(200) }));
    expect(alt.length).toBeLessThanOrEqual(1000);
    expect(alt).toMatch(/Milestones: .*Showed up: .*, and \d+ more\.$/);
  });
});

const hostile = [
  '</text><script>alert(1)</script>',
  '"><image href="file:///etc/passwd"/>',
  '&lt;&#0;]]>',
  '\u202eevil\u0000\u0007\u001b[31m',
  '\ud800 lone \udfff',
  '田中太郎',
  'محمد العربي',
  'עדה',
  '🏴‍☠️👩‍👩‍👧‍👦',
  `Z${'\u0351\u036b\u0343\u036a'.repeat(40)}algo`,
  'W'.repeat(100),
  ' \t\n ',
  '',
  '@everyone <@123>',
  'x'.repeat(100_000),
];

describe('hostile names', () => {
  it('are drawn as text, never as markup', () => {
    const svg = draw({
      people: hostile.slice(0, 4).map((it) => person(it)),
      community: hostile[0]!,
      milestones: [],
    });
    expect(svg).not.toMatch(/<script|<image|[\p{Cc}\u202e]/u);
    expect(svg).toContain('&#60;script&#62;');
  });

  it('become a picture in both themes, and words without control characters', async () => {
    for (const theme of ['light', 'dark'] as const) {
      for (const start of [0, 8]) {
        const names = hostile.slice(start, start + 8);
        const milestones = names.map((name) => ({ name, count: 7 }));
        const picture = await weekPicture(
          facts({ people: names.map((it) => person(it)), milestones, community: names[0]! }),
          theme,
        );
        expect(decodePng(picture.png).width).toBe(1100);
        expect(picture.alt).not.toMatch(/[\p{Cc}\p{Cs}\u202e]/u);
      }
    }
  });

  it('never make it throw, whatever they and the counts are', async () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      fc.constantFrom(...hostile),
    );
    const number = fc.oneof(fc.integer({ min: -5, max: 5000 }), fc.double());
    const week = fc.record({
      first: fc.integer({ min: -100_000, max: 100_000 }),
      community: name,
      people: fc.array(fc.record({ name, entries: fc.array(number, { maxLength: 9 }) }), { maxLength: 14 }),
      totalPeople: number,
      entriesByDay: fc.array(number, { maxLength: 20 }),
      milestones: fc.array(fc.record({ name, count: number }), { maxLength: 4 }),
    });
    await fc.assert(
      fc.asyncProperty(week, async (it) => {
        const picture = await weekPicture(it, 'dark');
        expect(picture.png.length).toBeGreaterThan(1000);
        expect(picture.alt.length).toBeLessThanOrEqual(1000);
        expect(picture.alt).not.toMatch(/NaN|undefined|Infinity/);
      }),
      { numRuns: deep ? 400 : 12 },
    );
  });
});

describe('the picture of a week', () => {
  it('is a PNG of the size it says, the same bytes for the same facts', async () => {
    const [one, again] = await Promise.all([weekPicture(facts(), 'light'), weekPicture(facts(), 'light')]);
    const { width, height } = decodePng(one.png);
    expect({ width, height }).toEqual({ width: one.width, height: one.height });
    expect(Buffer.from(one.png).equals(Buffer.from(again.png))).toBe(true);
    expect(one.fileName).toBe('shipmate-week.png');
  });

  it('really draws the names: another letter changes pixels', async () => {
    const pictures = await Promise.all(
      ['Ada L', 'Ada T'].map((it) => weekPicture(facts({ people: [person(it)] }), 'light')),
    );
    const box = { x: 100, y: 200, width: 400, height: 150 };
    expect(differences(decodePng(pictures[0]!.png), decodePng(pictures[1]!.png), box)).toBeGreaterThan(20);
  });
});
