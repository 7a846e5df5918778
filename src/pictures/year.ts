import type { Shape, Theme, YearFacts } from './facts.ts';
import { palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { sheet } from './svg.ts';
import { yearAlt } from './year-alt.ts';
import { yearCells } from './year-cells.ts';
import { type GridRoom, gridLayout, yearGrid } from './year-grid.ts';
import { headHeight, yearHead } from './year-head.ts';
import { yearLegend } from './year-legend.ts';

interface Form {
  readonly width: number;
  /** Absent: as high as it needs. */
  readonly height?: number;
  readonly left: number;
  readonly room: Omit<GridRoom, 'width'>;
}

const forms: Readonly<Record<Shape, Form>> = {
  wide: { width: 1100, left: 48, room: { oneRow: 27, twoRows: 20, tallest: [54, 40], ratio: 0.88 } },
  square: {
    width: 1080,
    height: 1080,
    left: 56,
    room: { oneRow: 18, twoRows: 13, tallest: [82, 44], ratio: 1.15 },
  },
};

/**
 * The year of a streak as a PNG, legible when a chat shows it at 360 pixels: 1,100 wide, or a square of 1,080. Never throws for
 * odd facts.
 */
export async function yearPicture(facts: YearFacts, theme: Theme, shape: Shape): Promise<Picture> {
  const drawing = yearDrawing(facts, theme, shape);
  const png = await toPng(drawing);
  const { width, height } = drawing;
  return { png, width, height, alt: yearAlt(facts), fileName: 'shipmate-year.png' };
}

export function yearDrawing(facts: YearFacts, theme: Theme, shape: Shape): Drawing {
  const colours = palettes[theme];
  const { width, left, room, height: fixed } = forms[shape];
  const right = width - left;
  const cells = yearCells(facts);
  const layout = gridLayout(cells.length / 7, { ...room, width: right - left });
  const legend = yearLegend(left, right, 0, facts, cells, colours);
  const margin = 40;
  const between = 26;
  const height = fixed ?? Math.ceil(headHeight + layout.height + between + legend.height + margin);
  const legendTop = height - margin - legend.height;
  const gridTop = headHeight + (legendTop - between - headHeight - layout.height) / 2;
  const svg = sheet(width, height, colours.page, [
    yearHead(left, right, facts, colours),
    yearGrid(left, gridTop, layout, cells, facts, colours),
    `<g transform="translate(0 ${legendTop})">${legend.svg}</g>`,
  ]);
  return { svg, width, height };
}
