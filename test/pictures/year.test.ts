import { describe, expect, it } from 'vitest';
import type { DayKind, YearDay, YearFacts } from '../../src/pictures/facts.ts';
import { yearPicture } from '../../src/pictures/index.ts';
import { yearDrawing } from '../../src/pictures/year.ts';
import { decodePng, differences } from './png.ts';

/** Saturday, 2026-11-21. */
const today = 20_778;

function facts(over: Partial<YearFacts> = {}): YearFacts {
  const freezes = { held: 1, max: 2, daysToNext: 3, progress: 11 };
  return { today, days: [], current: 47, longest: 61, joined: today - 500, freezes, ...over };
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
  return yearDrawing(facts(over), 'light').svg;
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

  it('begins with the week of joining for whoever joined less than a year ago', () => {
    const drawn = states(draw({ joined: today - 3, days: [day(3, 'logged'), day(2, 'logged')] }));
    expect([...drawn.keys()][0]).toBe(today - 5);
    expect(drawn.get(today - 4)).toBe('before');
    expect(drawn.get(today - 3)).toBe('logged');
    expect([...drawn.values()].filter((it) => it === 'future')).toHaveLength(371 - 6);
  });

  it('takes the first known day for the day of joining when none is given', () => {
    const { joined: _, ...rest } = facts({ days: [day(1, 'logged'), day(9, 'logged')] });
    const drawn = states(yearDrawing(rest, 'light').svg);
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

describe('the words', () => {
  it('shows the count large, the longest, the days of this year and the next freeze', () => {
    const days = [day(0, 'logged'), day(1, 'logged'), day(360, 'logged')];
    const svg = draw({ days });
    for (const words of ['>47<', '>streak<', '>61<', '>2<', '>next in 3 days<']) expect(svg).toContain(words);
  });

  it('is friendly at zero, and silent about freezes where there are none', () => {
    const svg = draw({ current: 0, freezes: { held: 0, max: 0 } });
    expect(svg).toContain('>ready to<');
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
    const { alt } = await yearPicture(facts({ days, loggedThisYear: 212 }), 'light');
    expect(alt).toBe(
      'Streak: 47 days, longest 61. 212 days logged this year. Freezes: 1 of 2 held, next in 3 days. ' +
        'The calendar shows 17 Nov 2025 to 21 Nov 2026: 1 day logged, 1 protected by a freeze, 1 rest day, 1 not logged. ' +
        'Milestones: 30 days on 21 Nov 2026.',
    );
  });

  it('stays within 1,000 characters for a year full of milestones', async () => {
    const days = Array.from({ length: 371 }, (_, ago) => day(ago, 'logged', { count: 7 }));
    const { alt } = await yearPicture(facts({ days }), 'light');
    expect(alt.length).toBeLessThanOrEqual(1000);
    expect(alt.endsWith('.')).toBe(true);
  });
});

describe('the picture', () => {
  it('is a PNG of the size it says, the same bytes for the same facts', async () => {
    for (const theme of ['light', 'dark'] as const) {
      const picture = await yearPicture(facts({ days: [day(1, 'logged')] }), theme);
      const { width, height } = decodePng(picture.png);
      expect({ width, height }).toEqual({ width: picture.width, height: picture.height });
      expect(width).toBe(1100);
      expect(picture.fileName).toBe('shipmate-year.png');
      const again = await yearPicture(facts({ days: [day(1, 'logged')] }), theme);
      expect(Buffer.from(again.png).equals(Buffer.from(picture.png))).toBe(true);
    }
  });

  it('draws real figures: another count changes the pixels where it stands, and only there', async () => {
    const [one, other] = await Promise.all(
      [47, 41].map((current) => yearPicture(facts({ current }), 'light')),
    );
    const changed = differences(decodePng(one!.png), decodePng(other!.png));
    const inHead = differences(decodePng(one!.png), decodePng(other!.png), {
      x: 40,
      y: 30,
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
      const { png, alt } = await yearPicture(facts(over), 'dark');
      expect(decodePng(png).width).toBe(1100);
      expect(alt).not.toMatch(/NaN|Infinity|undefined/);
    }
  });
});
