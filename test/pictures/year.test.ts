import { describe, expect, it } from 'vitest';
import type { DayKind, YearDay, YearFacts } from '../../src/pictures/facts.ts';
import { bold, medium, widthOf } from '../../src/pictures/fonts.ts';
import { yearPicture } from '../../src/pictures/index.ts';
import { yearDrawing } from '../../src/pictures/year.ts';
import { decodePng, differences } from './png.ts';

/** Saturday, 2026-11-21. */
const today = 20_778;

function facts(over: Partial<YearFacts> = {}): YearFacts {
  const freezes = { held: 1, max: 2, daysToNext: 3, progress: 11 };
  const milestones = [7, 14, 30, 50, 100, 200, 365];
  return { today, days: [], current: 47, longest: 61, joined: today - 500, freezes, milestones, ...over };
}

function day(ago: number, kind: DayKind, over: Partial<YearDay> = {}): YearDay {
  return { day: today - ago, kind, entries: kind === 'logged' ? 1 : 0, ...over };
}

function states(svg: string): Map<number, string> {
  const cells = [...svg.matchAll(/data-day="(-?\d+)" data-state="(\w+)"/g)];
  return new Map(cells.map(([, at, state]) => [Number(at), state!]));
}

function legend(svg: string): string[] {
  return [...svg.matchAll(/data-legend="(\w+)"/g)].map((it) => it[1]!);
}

function draw(over: Partial<YearFacts> = {}): string {
  return yearDrawing(facts(over), 'light', 'wide').svg;
}

describe('the calendar', () => {
  it('has a cell for each day of 53 ISO weeks, from a Monday to the Sunday of this week', () => {
    const days = [...states(draw()).keys()];
    expect(days).toHaveLength(371);
    expect(new Date(days[0]! * 86_400_000).toUTCString()).toContain('Mon, 17 Nov 2025');
    expect(new Date(days.at(-1)! * 86_400_000).toUTCString()).toContain('Sun, 22 Nov 2026');
  });

  it('draws each kind of day as its own state, days to come as future, and a day nobody spoke of as free', () => {
    const kinds: DayKind[] = ['logged', 'frozen', 'rest', 'pause', 'excused', 'missed', 'free'];
    const drawn = states(draw({ days: kinds.map((kind, ago) => day(ago, kind)) }));
    for (const [ago, kind] of kinds.entries()) expect(drawn.get(today - ago)).toBe(kind);
    expect(drawn.get(today + 1)).toBe('future');
    expect(drawn.get(today - 20)).toBe('free');
  });

  it('gives every state a look of its own', () => {
    const svg = draw({
      days: (['logged', 'frozen', 'rest', 'pause', 'excused', 'missed', 'free'] as const).map((kind, at) =>
        day(at + 1, kind),
      ),
    });
    const looks = [...svg.matchAll(/data-legend="\w+">(.*?)<\/g>/g)].map((it) =>
      it[1]!.replace(/-?[\d.]+/g, '0'),
    );
    expect(new Set(looks).size).toBe(7);
    expect(looks).not.toContain('');
  });

  it('has 13 weeks for whoever joined this week: what has happened, and the sea ahead', () => {
    const drawn = states(draw({ joined: today - 3, current: 2, days: [day(3, 'logged'), day(2, 'logged')] }));
    expect([...drawn.keys()][0]).toBe(today - 5);
    expect(drawn.get(today - 4)).toBe('before');
    expect(drawn.get(today - 3)).toBe('logged');
    expect(drawn.size).toBe(13 * 7);
    const ahead = [...drawn].filter(([day]) => day > today).map(([, state]) => state);
    expect(new Set(ahead)).toEqual(new Set(['future', 'goal']));
  });

  it('grows by a week with each week that has happened, from 13 to 53', () => {
    for (const [joined, weeks] of [
      [today - 12 * 7, 13],
      [today - 13 * 7, 14],
      [today - 30 * 7, 31],
      [today - 52 * 7, 53],
      [today - 90 * 7, 53],
    ] as const) {
      const drawn = states(draw({ joined }));
      expect(drawn.size).toBe(weeks * 7);
      // Once there are 13, nothing lies ahead but the rest of this week.
      expect([...drawn.keys()].at(-1)).toBe(today + 1);
    }
  });

  it('stays inside the picture at every width, wide and square', () => {
    for (const shape of ['wide', 'square'] as const) {
      for (let weeks = 1; weeks <= 53; weeks++) {
        const joined = today - (weeks - 1) * 7;
        const days = Array.from({ length: today - joined + 1 }, (_, ago) => day(ago, 'logged'));
        const { svg, width, height } = yearDrawing(facts({ joined, days }), 'light', shape);
        const grid = [
          ...svg.matchAll(
            /data-day="\d+"[^>]*><rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
          ),
        ];
        for (const [x = 0, y = 0, w = 0, h = 0] of grid.map((it) => it.slice(1).map(Number))) {
          expect(x + w).toBeLessThanOrEqual(width - 40);
          expect(y + h).toBeLessThanOrEqual(height - 80);
          expect(w).toBeGreaterThan(20);
          expect(h).toBeGreaterThan(20);
        }
      }
    }
  });

  it('shows the day ahead on which the next milestone is reached, and none that is not in sight', () => {
    const goals = (over: Partial<YearFacts>) =>
      [...states(draw(over))].filter(([, state]) => state === 'goal').map(([day]) => day - today);
    const joined = today - 5;
    expect(goals({ joined, current: 0 })).toEqual([6]);
    expect(goals({ joined, current: 5, days: [day(0, 'logged')] })).toEqual([2]);
    expect(goals({ joined, current: 5, days: [day(1, 'logged')] })).toEqual([1]);
    expect(goals({ joined, current: 6, days: [day(1, 'logged')] })).toEqual([]);
    expect(goals({ current: 40, days: [day(0, 'logged')] })).toEqual([]);
  });

  it('takes the first known day for the day of joining when none is given', () => {
    const { joined: _, ...rest } = facts({ days: [day(1, 'logged'), day(9, 'logged')] });
    const drawn = states(yearDrawing(rest, 'light', 'wide').svg);
    expect(drawn.get(today - 9)).toBe('logged');
    expect(drawn.get(today - 10)).toBe('before');
  });

  it('puts a star on a logged day that reached a milestone, and on no other', () => {
    const days = [
      day(1, 'logged', { count: 30 }),
      day(2, 'logged', { count: 29 }),
      day(3, 'frozen', { count: 7 }),
    ];
    const drawn = states(draw({ days }));
    expect([1, 2, 3].map((ago) => drawn.get(today - ago))).toEqual(['milestone', 'logged', 'frozen']);
    expect(states(draw({ days, milestones: [29] })).get(today - 2)).toBe('milestone');
  });

  it('rings today once', () => {
    const ring = /data-day="(\d+)"[^>]*>(?:(?!<\/g>).)*stroke-width="3"\/><\/g>/g;
    expect([...draw({ days: [day(0, 'logged')] }).matchAll(ring)].map((it) => Number(it[1]))).toEqual([
      today,
    ]);
  });

  it('names months and weekdays in the language asked for, in English where the font has no letters for it', () => {
    expect(draw({ language: 'de' })).toContain('>Mär<');
    for (const language of ['ja', 'not a tag', '']) expect(draw({ language })).toContain('>Mar<');
  });
});

describe('the legend', () => {
  it('explains what occurs and nothing else', () => {
    const everyDay = Array.from({ length: 501 }, (_, ago) => day(ago, ago === 5 ? 'frozen' : 'logged'));
    expect(legend(draw({ days: everyDay }))).toEqual(['logged', 'frozen']);
    expect(draw({ days: everyDay })).not.toContain('not logged');
  });

  it('is silent about the day that still lasts', () => {
    const days = Array.from({ length: 501 }, (_, ago) => day(ago, ago === 0 ? 'free' : 'logged'));
    expect(legend(draw({ days }))).toEqual(['logged']);
  });
});

describe('what was missed', () => {
  it('never outshines what was logged: its mark covers a tenth of a logged day at most', () => {
    const svg = draw({ days: [day(1, 'missed'), day(2, 'logged')] });
    const mark = /data-state="missed"><circle [^>]*r="([\d.]+)"[^>]*fill="none"/.exec(svg);
    const cell = /data-state="logged"><rect [^>]*width="([\d.]+)" height="([\d.]+)"/.exec(svg);
    const radius = Number(mark![1]);
    const inked = 2 * Math.PI * radius * 2;
    expect(inked).toBeLessThan((Number(cell![1]) * Number(cell![2])) / 10);
  });

  it('is no part of an invitation: before the first entry there is a boat, and no number', () => {
    const svg = draw({
      joined: today - 2,
      current: 0,
      longest: 0,
      days: [day(0, 'free')],
      name: 'Ada',
    });
    for (const words of ['>Ready to set sail<', '>One line today starts your first streak.<', '>Ada<'])
      expect(svg).toContain(words);
    for (const words of ['longest', 'this year', 'not logged']) expect(svg).not.toContain(words);
    expect(states(svg).size).toBe(13 * 7);
  });
});

describe('whose it is', () => {
  it('is said where a name is given, and the community beside it', () => {
    expect(draw({ name: 'Ada', community: 'Rust Lisbon' })).toMatch(/>Ada<.*>Rust Lisbon</);
    expect(draw({ name: 'Ada' })).not.toContain('Rust Lisbon');
    expect(draw({ name: '🚀' })).toContain('>a shipmate<');
    expect(draw()).not.toContain('a shipmate');
  });

  it('leaves room for the date, however long the names are', () => {
    const svg = draw({ name: 'W'.repeat(200), community: 'M'.repeat(200) });
    const texts = [
      ...svg.matchAll(
        /<text x="([\d.]+)" y="66"[^>]*font-weight="(\d+)" font-size="([\d.]+)"[^>]*>([^<]*)</g,
      ),
    ];
    const ends = texts.map(([, x, weight, size, words]) => ({
      start: Number(x),
      end: Number(x) + widthOf(words!, weight === '700' ? bold : medium, Number(size)),
    }));
    const [mine, theirs] = ends.slice(-2);
    expect(mine!.end).toBeLessThan(theirs!.start);
    expect(theirs!.end).toBeLessThan(1052 - widthOf('21 Nov 2026', medium, 28));
  });
});

describe('the words', () => {
  it('shows the count large, the longest, the days of this year and the next freeze', () => {
    const days = [day(0, 'logged'), day(1, 'logged'), day(360, 'logged')];
    const svg = draw({ days });
    for (const words of ['>47<', '>streak<', '>61<', '>2<', '>next in 3 days<']) expect(svg).toContain(words);
  });

  it('is friendly at zero, and silent about freezes where there are none', () => {
    const svg = draw({ current: 0, freezes: { held: 0, max: 0 } });
    expect(svg).toContain('>Ready to<');
    expect(svg).not.toContain('>streak<');
    expect(svg).not.toContain('freeze');
  });

  it('says that freezes are full, whichever way the core puts it', () => {
    for (const daysToNext of [0, undefined]) {
      expect(draw({ freezes: { held: 2, max: 2, daysToNext } })).toContain('>freezes ready<');
    }
  });
});

describe('the alternative text', () => {
  it('tells the facts', async () => {
    const days = [day(0, 'logged', { count: 30 }), day(1, 'frozen'), day(2, 'rest'), day(3, 'missed')];
    const { alt } = await yearPicture(facts({ days, loggedThisYear: 212 }), 'light', 'wide');
    expect(alt).toBe(
      'Streak: 47 days, longest 61. 212 days logged this year. Freezes: 1 of 2 held, next in 3 days. ' +
        'The calendar shows 17 Nov 2025 to 21 Nov 2026: 1 day logged, 1 protected by a freeze, 1 rest day, 1 not logged. ' +
        'Milestones: 30 days on 21 Nov 2026.',
    );
  });

  it('stays within 1,000 characters for a year full of milestones', async () => {
    const days = Array.from({ length: 371 }, (_, ago) => day(ago, 'logged', { count: 7 }));
    const { alt } = await yearPicture(facts({ days }), 'light', 'wide');
    expect(alt.length).toBeLessThanOrEqual(1000);
    expect(alt.endsWith('.')).toBe(true);
  });
});

describe('the picture', () => {
  it('is a PNG of the size it says, the same bytes for the same facts', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const picture = await yearPicture(facts({ days: [day(1, 'logged')] }), theme, 'wide');
      const { width, height } = decodePng(picture.png);
      expect({ width, height }).toEqual({ width: picture.width, height: picture.height });
      expect(width).toBe(1100);
      expect(picture.fileName).toBe('shipmate-year.png');
      const again = await yearPicture(facts({ days: [day(1, 'logged')] }), theme, 'wide');
      expect(Buffer.from(again.png).equals(Buffer.from(picture.png))).toBe(true);
    }
  });

  it('draws real figures: another count changes the pixels where it stands, and only there', async () => {
    const [one, other] = await Promise.all(
      [47, 41].map((current) => yearPicture(facts({ current }), 'light', 'wide')),
    );
    const changed = differences(decodePng(one!.png), decodePng(other!.png));
    const inHead = differences(decodePng(one!.png), decodePng(other!.png), {
      x: 40,
      y: 86,
      width: 500,
      height: 140,
    });
    expect(changed).toBeGreaterThan(500);
    expect(inHead).toBe(changed);
  });

  it('is drawn for odd facts as well', async () => {
    const odd: Partial<YearFacts>[] = [
      { current: Number.NaN, longest: -3, loggedThisYear: Number.POSITIVE_INFINITY },
      { current: 123_456, longest: 123_456, loggedThisYear: 366 },
      { joined: today + 5 },
      { freezes: { held: 9, max: 40, daysToNext: 2, progress: Number.NaN } },
      { days: [day(1, 'logged', { entries: -1 }), day(2, 'logged', { entries: 1e9 }), day(2, 'rest')] },
    ];
    for (const over of odd) {
      const { png, alt } = await yearPicture(facts(over), 'dark', 'wide');
      expect(decodePng(png).width).toBe(1100);
      expect(alt).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
