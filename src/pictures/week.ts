import type { Theme, WeekFacts } from './facts.ts';
import { grouped } from './numbers.ts';
import { type Palette, palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { signature } from './signature.ts';
import { sheet, text } from './svg.ts';
import { weekAlt } from './week-alt.ts';
import { headHeight, weekHead } from './week-head.ts';
import { weekMilestones } from './week-milestones.ts';
import { weekPeople } from './week-people.ts';
import { weekTotals } from './week-totals.ts';

const width = 1100;
const left = 48;
const right = width - left;
const between = 32;

/** The roundup of a community as a PNG 1,100 pixels wide; as high as it needs. Never throws for odd names or counts. */
export async function weekPicture(facts: WeekFacts, theme: Theme): Promise<Picture> {
  const drawing = weekDrawing(facts, theme);
  const png = await toPng(drawing);
  const { width, height } = drawing;
  return { png, width, height, alt: weekAlt(facts), fileName: 'shipmate-week.png' };
}

export function weekDrawing(facts: WeekFacts, theme: Theme): Drawing {
  const colours = palettes[theme];
  const milestonesTop = headHeight + between;
  const milestones = weekMilestones(left, right, milestonesTop, facts, colours);
  const peopleTop = milestonesTop + (milestones.height > 0 ? milestones.height + between - 12 : 0);
  const people = weekPeople(left, right, peopleTop, facts, colours);
  const footBaseline = peopleTop + people.height + 44;
  const height = footBaseline + 38;
  const svg = sheet(width, height, colours.page, [
    weekHead(left, right, facts, colours),
    milestones.svg,
    people.svg,
    more(facts, footBaseline, colours),
    signature(right, footBaseline, colours),
  ]);
  return { svg, width, height };
}

function more(facts: WeekFacts, baseline: number, colours: Palette): string {
  const { more, people } = weekTotals(facts);
  const style = { size: 27, fill: colours.muted };
  if (people === 0) return text(left, baseline, 'A calm sea. The next week is open.', style);
  if (more === 0) return '';
  const words = more === people ? `${grouped(more)} showed up` : `and ${grouped(more)} more`;
  return text(left, baseline, words, style);
}
