import type { Theme, WeekFacts } from './facts.ts';
import { palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { signature } from './signature.ts';
import { sheet, text } from './svg.ts';
import { weekAlt } from './week-alt.ts';
import { weekBug } from './week-bug.ts';
import { type Part, weekNumbers, weekTitle } from './week-head.ts';
import { weekHighlight, weekMoments } from './week-moments.ts';

const width = 1100;
const left = 56;
const right = width - left;
const between = 44;

/** The roundup of a community as a PNG 1,100 pixels wide; as high as it needs. Never throws for odd names or counts. */
export async function weekPicture(facts: WeekFacts, theme: Theme): Promise<Picture> {
  const drawing = weekDrawing(facts, theme);
  const png = await toPng(drawing);
  const { width, height } = drawing;
  return { png, width, height, alt: weekAlt(facts), fileName: 'shipmate-week.png' };
}

export function weekDrawing(facts: WeekFacts, theme: Theme): Drawing {
  const colours = palettes[theme];
  const isQuiet = facts.highlight === undefined && facts.people.length === 0 && facts.bug === undefined;
  const parts: readonly ((top: number) => Part)[] = [
    (top) => shifted(weekTitle(left, right, facts, colours), top),
    (top) => weekNumbers(left, right, top, facts, colours),
    (top) => weekHighlight(left, right, top, facts, colours),
    (top) => weekMoments(left, right, top, facts, colours),
    (top) => weekBug(left, right, top, facts, colours),
    (top) => (isQuiet ? quiet(top, colours.text) : { svg: '', height: 0 }),
  ];
  let y = 48;
  let svg = '';
  for (const part of parts) {
    const drawn = part(y);
    svg += drawn.svg;
    if (drawn.height > 0) y += drawn.height + between;
  }
  const baseline = y + 10;
  const height = Math.ceil(baseline + 40);
  return {
    svg: sheet(width, height, colours.page, [svg, signature(right, baseline, colours)]),
    width,
    height,
  };
}

const shifted = ({ svg, height }: Part, top: number): Part => ({
  svg: `<g transform="translate(0 ${top})">${svg}</g>`,
  height,
});

const quiet = (top: number, fill: string): Part => ({
  svg: text(left, top + 34, 'A calm sea. The next week is open.', { size: 36, fill }),
  height: 44,
});
