import { renderAsync } from '@resvg/resvg-js';
import type { YearFacts } from '../src/pictures/facts.ts';
import { fontFiles, medium } from '../src/pictures/fonts.ts';
import { yearDrawing } from '../src/pictures/year.ts';
import { yearAlt } from '../src/pictures/year-alt.ts';
import type { Group, Row } from './measure.ts';

const today = 20_900;

/** What of the year's picture is our own work, beside what resvg makes of it. */
export const pictureGroup: Group = { names: ['picture'], open: async () => ({ rows: [yearRow()] }) };

function yearRow(): Row {
  const facts: YearFacts = {
    today,
    days: Array.from({ length: 365 }, (_, n) => ({
      day: today - n,
      kind: n % 5 === 4 ? 'free' : 'logged',
      entries: 1,
    })),
    current: 12,
    longest: 40,
    freezes: { held: 1, max: 2, daysToNext: 3, progress: 11 },
    milestones: [7, 14, 30, 50],
    name: 'Ada Lovelace',
  };
  const { svg, width } = yearDrawing(facts, 'light', 'wide');
  return {
    name: 'picture',
    what: 'drawing the year as SVG with its words, beside rendering it by resvg alone',
    bar: 0.4,
    rounds: 60,
    async ours() {
      yearDrawing(facts, 'light', 'wide');
      yearAlt(facts);
    },
    other: () =>
      renderAsync(svg, {
        fitTo: { mode: 'width', value: width },
        font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: medium.family },
      }),
  };
}
