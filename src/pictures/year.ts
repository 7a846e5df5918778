import type { Theme, YearFacts } from './facts.ts';
import { palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { sheet } from './svg.ts';
import { yearAlt } from './year-alt.ts';
import { yearCells } from './year-cells.ts';
import { gridHeight, yearGrid } from './year-grid.ts';
import { yearHead } from './year-head.ts';
import { yearLegend } from './year-legend.ts';

const width = 1100;
const left = 48;
const right = width - left;
const gridTop = 186;

/** The year of a streak as a PNG 1,100 pixels wide, legible when a chat shows it at 360. Never throws for odd facts. */
export async function yearPicture(facts: YearFacts, theme: Theme): Promise<Picture> {
  const drawing = yearDrawing(facts, theme);
  const png = await toPng(drawing);
  const { width, height } = drawing;
  return { png, width, height, alt: yearAlt(facts), fileName: 'shipmate-year.png' };
}

export function yearDrawing(facts: YearFacts, theme: Theme): Drawing {
  const colours = palettes[theme];
  const cells = yearCells(facts);
  const legendTop = gridTop + gridHeight + 22;
  const legend = yearLegend(left, right, legendTop, facts.today, cells, colours);
  const height = legendTop + legend.height + 40;
  const svg = sheet(width, height, colours.page, [
    yearHead(left, right, facts, colours),
    yearGrid(left, gridTop, cells, facts.today, facts.language, colours),
    legend.svg,
  ]);
  return { svg, width, height };
}
