import type { YearFacts } from './facts.ts';
import { medium, widthOf } from './fonts.ts';
import { boat } from './mark.ts';
import { type CellState, cell } from './marks.ts';
import { grouped } from './numbers.ts';
import type { Palette } from './palette.ts';
import { text } from './svg.ts';
import type { YearCell } from './year-cells.ts';

const names: readonly (readonly [CellState, string])[] = [
  ['logged', 'logged'],
  ['milestone', 'milestone'],
  ['frozen', 'freeze'],
  ['rest', 'rest'],
  ['pause', 'pause'],
  ['excused', 'excused'],
  ['free', 'day off'],
  ['missed', 'not logged'],
];

const swatch = { width: 26, height: 24 };
const size = 25;
const lineHeight = 42;
const between = 26;

export interface Legend {
  readonly svg: string;
  readonly height: number;
}

/** Explains the states that occur, and no other, in one line or two; ends in the product's name. */
export function yearLegend(
  left: number,
  right: number,
  top: number,
  facts: YearFacts,
  cells: readonly YearCell[],
  colours: Palette,
): Legend {
  const items = names
    .filter(([state]) =>
      cells.some((it) => it.state === state && !(state === 'free' && it.day === facts.today)),
    )
    .map(([state, name]) => ({ state, name: state === 'milestone' ? milestoneName(facts, cells) : name }));
  let x = left;
  let y = top;
  let svg = '';
  for (const { state, name } of items) {
    const width = swatch.width + 10 + widthOf(name, medium, size);
    if (x > left && x + width > right) {
      x = left;
      y += lineHeight;
    }
    svg += `<g data-legend="${state}">${cell(state, 2, { x, y, ...swatch }, colours)}</g>`;
    svg += text(x + swatch.width + 10, y + 21, name, { size, fill: colours.muted });
    x += width + between;
  }
  if (x + signatureWidth > right) y += lineHeight;
  return { svg: svg + signature(right, y + 21, colours), height: y + swatch.height - top };
}

/** '7 · 30 · 100 days': the counts that were reached in the picture. */
function milestoneName(facts: YearFacts, cells: readonly YearCell[]): string {
  const shown = facts.milestones.filter((it) =>
    cells.some((cell) => cell.day === it.day && cell.state === 'milestone'),
  );
  const counts = [...new Set(shown.map((it) => it.count))].sort((a, b) => a - b);
  return `${counts.slice(-4).map(grouped).join(' · ')} days`;
}

const productName = 'Shipmate';
const signatureWidth = widthOf(productName, medium, size) + 46;

export function signature(right: number, baseline: number, colours: Palette): string {
  const x = right - signatureWidth;
  return (
    `<g transform="translate(${x} ${baseline - 31}) scale(0.62)">${boat(colours.accent, colours.text)}</g>` +
    text(right, baseline, productName, { size, fill: colours.muted, anchor: 'end' })
  );
}
