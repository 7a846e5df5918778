import { describe, expect, it } from 'vitest';
import type { DayKind, YearDay } from '../../src/pictures/facts.ts';
import { milestonePicture, monthPicture, recapPicture } from '../../src/pictures/index.ts';
import { milestoneAlt, milestoneDrawing } from '../../src/pictures/milestone.ts';
import { monthAlt, monthDrawing } from '../../src/pictures/month.ts';
import { recapAlt, recapDrawing } from '../../src/pictures/recap.ts';
import { decodePng } from './png.ts';

/** Saturday, 2026-11-21. */
const today = 20_778;
const milestones = [7, 14, 30];

function day(ago: number, kind: DayKind = 'logged', over: Partial<YearDay> = {}): YearDay {
  return { day: today - ago, kind, entries: kind === 'logged' ? 1 : 0, ...over };
}
/** Logged days of November, the 1st to the 21st, but for the 10th (missed) and the 11th (saved by a freeze). */
const november = Array.from({ length: 21 }, (_, index) =>
  index === 9
    ? day(20 - index, 'missed', { count: 0 })
    : index === 10
      ? day(20 - index, 'frozen', { count: 0 })
      : day(20 - index, 'logged', { count: index < 9 ? index + 1 : index - 10 }),
);

const states = (svg: string) =>
  new Map(
    [...svg.matchAll(/data-day="(\d+)" data-state="(\w+)"/g)].map(([, at, state]) => [Number(at), state]),
  );

describe('the month', () => {
  const facts = { month: today, today, days: november, milestones, name: 'Ada', community: 'Builders' };

  it('has each of its days once, those to come too', () => {
    const drawn = states(monthDrawing(facts, 'light').svg);
    expect([...drawn.keys()]).toEqual(Array.from({ length: 30 }, (_, index) => today - 20 + index));
    expect([today - 14, today - 11, today - 10, today + 1].map((it) => drawn.get(it))).toEqual([
      'milestone',
      'missed',
      'frozen',
      'future',
    ]);
  });

  it('sums up its own days alone, and says whose they are', () => {
    const days = [...november, day(21), day(22)];
    const { svg } = monthDrawing({ ...facts, days }, 'dark');
    for (const words of [
      '>November 2026<',
      '>19<',
      '>days logged<',
      '>10<',
      '>best run<',
      '>Ada<',
      '>Builders<',
    ])
      expect(svg).toContain(words);
    expect(monthAlt({ ...facts, days })).toBe(
      'November 2026: 19 days logged, 19 entries, best run 10 days. Milestones: 7 days, 7 days.',
    );
  });

  it('fits six weeks, 28 days and an unknown language', () => {
    for (const month of [Date.UTC(2026, 7, 31), Date.UTC(2027, 1, 1), Date.UTC(2028, 1, 1)]) {
      const { svg } = monthDrawing({ ...facts, month: month / 86_400_000, language: 'xx-nope' }, 'light');
      const bottoms = [...svg.matchAll(/data-day="\d+"[^>]*><text [^>]*y="([\d.]+)"/g)].map((it) =>
        Number(it[1]),
      );
      expect(Math.max(...bottoms)).toBeLessThan(860);
    }
  });
});

describe('the calendar year', () => {
  const facts = { year: 2026, today, days: november, milestones, name: 'Ada' };

  it('is told so far while it lasts, and by its number once it is over', () => {
    expect(recapDrawing(facts, 'light').svg).toContain('>2026 so far<');
    expect(recapDrawing({ ...facts, today: today + 41 }, 'light').svg).toContain('>2026<');
  });

  it('says what it came to, by its own days alone', () => {
    expect(recapAlt({ ...facts, days: [...november, day(400), day(401)] })).toBe(
      '2026 so far: 19 days logged, 19 entries, best run 10 days. Best month: November, 19 days.',
    );
    expect(recapAlt({ ...facts, days: [] })).toBe('2026 so far: 0 days logged, 0 entries, best run 0 days.');
  });

  it('shows no mark for a missed day', () => {
    const [missed, logged] = (['missed', 'logged'] as const).map(
      (kind) => recapDrawing({ ...facts, days: [day(3, kind)] }, 'light').svg,
    );
    const none = recapDrawing({ ...facts, days: [] }, 'light').svg;
    expect(missed!.match(/<circle/g)).toHaveLength(none.match(/<circle/g)!.length);
    expect(logged!.match(/<circle/g)).toHaveLength(none.match(/<circle/g)!.length - 1);
  });
});

describe('the card of a milestone', () => {
  const facts = { count: 30, reached: today, began: today - 30, freezesUsed: 1, next: 50, name: 'Ada' };

  it('says the days, whose they are, since when, and what is next', () => {
    const { svg } = milestoneDrawing(facts, 'dark');
    for (const words of [
      '>30<',
      '>days in a row<',
      '>22 Oct 2026 – 21 Nov 2026<',
      '>next: 50 days<',
      '>Ada<',
    ])
      expect(svg).toContain(words);
    expect(milestoneAlt(facts)).toBe(
      'Ada: 30 days in a row, from 22 Oct 2026 to 21 Nov 2026, with the help of 1 freeze. Next: 50 days.',
    );
  });

  it('counts years as years, and names nobody who is not named', () => {
    const year = milestoneDrawing({ ...facts, count: 365 }, 'light').svg;
    expect(year).toContain('>a year of days in a row<');
    expect(milestoneDrawing({ ...facts, count: 1095 }, 'light').svg).toContain('>3 years of days in a row<');
    const { name: _name, ...nameless } = facts;
    expect(milestoneDrawing(nameless, 'light').svg).not.toContain('Ada');
    expect(milestoneAlt({ ...nameless, freezesUsed: 0 })).toMatch(/^30 days in a row, from .* 2026\. Next/);
  });
});

describe('each square', () => {
  it('is a PNG of 1,080 by 1,080 that never fails for odd facts', async () => {
    const odd = {
      days: [day(1, 'logged', { entries: Number.NaN })],
      milestones: [],
      today,
      name: '\u0000🚀',
    };
    for (const theme of ['light', 'dark'] as const)
      for (const picture of [
        await monthPicture({ ...odd, month: today, joined: today + 9 }, theme),
        await recapPicture({ ...odd, year: 2026 }, theme),
        await milestonePicture(
          {
            count: Number.NaN,
            reached: today,
            began: today,
            freezesUsed: -1,
            next: 7,
            name: 'W'.repeat(500),
          },
          theme,
        ),
      ]) {
        const { width, height } = decodePng(picture.png);
        expect([width, height, picture.width, picture.height]).toEqual([1080, 1080, 1080, 1080]);
        expect(picture.alt).not.toMatch(/NaN|undefined/);
        expect(picture.alt.length).toBeLessThanOrEqual(1000);
      }
  });
});
