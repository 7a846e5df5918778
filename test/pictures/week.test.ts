import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WeekFacts, WeekPerson } from '../../src/pictures/facts.ts';
import { bold, fallback, medium, widthOf } from '../../src/pictures/fonts.ts';
import { weekPicture } from '../../src/pictures/index.ts';
import { weekDrawing } from '../../src/pictures/week.ts';
import { weekAlt } from '../../src/pictures/week-alt.ts';
import { deep } from '../deep.ts';
import { decodePng } from './png.ts';

/** 2026-11-16, a Monday. */
const first = 20_773;

const ada: WeekPerson = { name: 'Ada', moment: 'Built a rate limiter' };
const bug = {
  name: 'Grace',
  title: 'ECONNREFUSED as soon as the worker starts',
  cause: 'Redis was not up yet',
  fix: 'wait for its healthcheck',
};

const facts = (over: Partial<WeekFacts> = {}): WeekFacts => ({
  first,
  last: first + 6,
  people: [ada],
  ...over,
});
const draw = (over: Partial<WeekFacts> = {}): string => weekDrawing(facts(over), 'light').svg;
const crew = (count: number): WeekPerson[] =>
  Array.from({ length: count }, (_, index) => ({ name: `P${index}`, moment: `Did ${index}` }));

describe('the week', () => {
  it('is a story: whose and when, what was built, a moment of each, and the bug with its cause', () => {
    const people = [{ name: 'Bob', moment: 'Deployed it', milestone: 7 }];
    const svg = draw({ community: 'Builders', highlight: ada, people, bug });
    for (const words of [
      '>Builders<',
      '>16 – 22 Nov<',
      '>Built<',
      '>Built a rate limiter<',
      '>Bob<',
      '>Deployed it<',
      '>7 days<',
      '>Bug of the week<',
      '>Redis was not up yet<',
      '>wait for its healthcheck<',
      '>Grace<',
    ])
      expect(svg).toContain(words);
  });

  it('is no timesheet: it has no weekdays and no sums of one person', () => {
    const svg = draw({ highlight: ada, people: crew(5), bug });
    expect(svg).not.toMatch(/>(M|Mon|Monday)</);
    expect(svg).not.toMatch(/entries|>\d+</);
  });

  it('puts this week beside the last one, the longer bar for more', () => {
    const svg = draw({ numbers: { entries: 12, people: 6 }, before: { entries: 24, people: 7 } });
    for (const words of ['>This week<', '>12 entries · 6 people<', '>Last week<', '>24 entries · 7 people<'])
      expect(svg).toContain(words);
    const bars = [...svg.matchAll(/width="([\d.]+)" height="34"/g)].map((it) => Number(it[1]));
    expect(bars).toHaveLength(2);
    expect(bars[0]! * 2).toBeCloseTo(bars[1]!, 0);
    expect(draw({ numbers: { entries: 12, people: 6 } })).not.toContain('Last week');
    expect(draw()).not.toContain('This week');
    expect(draw({ last: first + 13, numbers: { entries: 12, people: 6 } })).toContain('>This time<');
  });

  it('has a line for eight, a disc for twelve more, and counts the others', () => {
    const svg = draw({ people: crew(40) });
    expect(svg.match(/data-person/g)).toHaveLength(8);
    expect(svg).toContain('>and 20 more<');
    expect(draw({ people: crew(9) })).toContain('>were there, too<');
    expect(draw({ people: crew(8) })).not.toMatch(/more<|too</);
  });

  it('says where the words are that no font draws, and nothing where there are none', () => {
    const svg = draw({ people: [{ name: '田中', moment: 'ログイン画面' }, { name: 'Bob' }] });
    expect(svg.match(/>More in the channel</g)).toHaveLength(1);
    expect(svg).toContain('>a shipmate<');
  });

  it('puts words that are written from the right beside whose they are', () => {
    const svg = draw({ people: [{ name: 'שלמה', moment: 'בניתי שרת' }] });
    const [, x = ''] = /<text x="([\d.]+)"[^>]*text-anchor="end"[^>]*>בניתי שרת</.exec(svg) ?? [];
    const [, name = ''] = /<text x="([\d.]+)"[^>]*>שלמה</.exec(svg) ?? [];
    expect(Number(x) - widthOf('בניתי שרת', medium, 31)).toBeCloseTo(Number(name), 0);
  });

  it('is kind about a week without entries', () => {
    expect(draw({ people: [] })).toContain('A calm sea');
  });
});

describe('its texts', () => {
  /** Where each text of a drawing begins and ends. */
  function spans(svg: string) {
    const found = svg.matchAll(
      /<text x="([-\d.]+)"[^>]*font-family="(\w+)" font-weight="(\d+)" font-size="([\d.]+)"[^>]*?( text-anchor="(\w+)")?>([^<]*)</g,
    );
    return Array.from(found, ([, x, family, weight, size, , anchor, words]) => {
      const face = family === 'Rubik' ? (weight === '700' ? bold : medium) : fallback;
      const plain = words!.replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)));
      const width = widthOf(plain, face, Number(size));
      const shift = anchor === 'end' ? width : anchor === 'middle' ? width / 2 : 0;
      return { left: Number(x) - shift, right: Number(x) - shift + width, words: plain };
    });
  }

  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 80 }),
    fc.string({ unit: fc.constantFrom('W', 'i', ' ', 'م', 'ע', '🚀', 'x'), minLength: 1, maxLength: 300 }),
    fc.constantFrom('', 'W'.repeat(300), '<script>&"\'', 'مرحبا '.repeat(60), 'a '.repeat(200)),
  );
  const somebody = fc.record({
    name: hostile,
    moment: fc.option(hostile, { nil: undefined }),
    milestone: fc.option(fc.constantFrom(7, 365, 36_500), { nil: undefined }),
  });
  const sums = fc.record({ entries: fc.nat(1_000_000), people: fc.nat(100_000) });
  const week = fc.record({
    first: fc.constant(first),
    last: fc.integer({ min: first, max: first + 15 }),
    community: hostile,
    highlight: fc.option(somebody, { nil: undefined }),
    people: fc.array(somebody, { maxLength: 40 }),
    bug: fc.option(fc.record({ name: hostile, title: hostile, cause: hostile, fix: hostile }), {
      nil: undefined,
    }),
    numbers: fc.option(sums, { nil: undefined }),
    before: fc.option(sums, { nil: undefined }),
  });

  it('never leave the sheet, whatever people write', () => {
    fc.assert(
      fc.property(week, fc.constantFrom('light', 'dark'), (facts, theme) => {
        const { svg, width } = weekDrawing(facts, theme as 'light');
        for (const { left, right, words } of spans(svg)) {
          expect(left, words).toBeGreaterThanOrEqual(40);
          expect(right, words).toBeLessThanOrEqual(width - 40);
        }
        const alt = weekAlt(facts);
        expect(alt.length).toBeLessThanOrEqual(1000);
        expect(alt).not.toMatch(/undefined|NaN/);
      }),
      { numRuns: deep ? 2_000 : 60 },
    );
  });
});

describe('the alternative text of a week', () => {
  it('tells what the picture says', () => {
    const people = [
      { name: 'Bob', moment: 'Deployed it.', milestone: 7 },
      { name: 'Linus', moment: undefined },
    ];
    const numbers = { entries: 12, people: 6 };
    const before = { entries: 9, people: 5 };
    expect(weekAlt(facts({ community: 'Builders', highlight: ada, people, bug, numbers, before }))).toBe(
      'The roundup of 16 – 22 Nov in Builders. 12 entries by 6 people, 9 entries by 5 people before. ' +
        'Built: Ada: Built a rate limiter. Bug of the week, by Grace: ECONNREFUSED as soon as the worker starts. ' +
        'Cause: Redis was not up yet. Fix: wait for its healthcheck. ' +
        'Moments: Bob, 7 days in a row: Deployed it; Linus.',
    );
  });

  it('cuts long words at a word, and says so', () => {
    const moment = `Wrote a parser for ${'long words '.repeat(20)}`;
    expect(weekAlt(facts({ highlight: { name: 'Ada', moment }, people: [] }))).toMatch(
      / long words long(?: words)?…$/,
    );
    const one = 'x'.repeat(200);
    expect(weekAlt(facts({ highlight: { name: 'Ada', moment: one }, people: [] }))).toMatch(/ x{119}…$/);
  });

  it('stays within 1,000 characters and cuts no name', () => {
    const people = Array.from({ length: 60 }, (_, index) => ({
      name: `Margaret Hamilton ${index}`,
      moment: 'x'.repeat(90),
    }));
    const alt = weekAlt(facts({ people, highlight: ada, bug }));
    expect(alt.length).toBeLessThanOrEqual(1000);
    expect(alt).toMatch(/; and \d+ more\.$/);
  });
});

describe('the picture of a week', () => {
  it('is a PNG of the size it says, the same bytes for the same facts', async () => {
    const picture = await weekPicture(facts({ people: crew(3), bug }), 'dark');
    const { width, height } = decodePng(picture.png);
    expect({ width, height }).toEqual({ width: picture.width, height: picture.height });
    const again = await weekPicture(facts({ people: crew(3), bug }), 'dark');
    expect(Buffer.from(again.png).equals(Buffer.from(picture.png))).toBe(true);
  });
});
