import { type CellState, cell } from './cell.ts';
import type { YearFacts } from './facts.ts';
import { medium, widthOf } from './fonts.ts';
import { counted, grouped } from './numbers.ts';
import type { Palette } from './palette.ts';
import { signature, signatureWidth } from './signature.ts';
import { text } from './svg.ts';
import { nextMilestone, type YearCell } from './year-cells.ts';

const names: readonly (readonly [CellState, string])[] = [
  ['logged', 'logged'],
  ['milestone', 'milestone'],
  ['frozen', 'freeze'],
  ['rest', 'rest'],
  ['pause', 'pause'],
  ['excused', 'excused'],
  ['free', 'day off'],
  ['missed', 'not logged'],
  ['goal', 'next'],
];

const swatch = { width: 26, height: 24 };
const size = 26;
const lineHeight = 44;
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
  const { today } = facts;
  const items = names
    .filter(([state]) => cells.some((it) => it.state === state && !(state === 'free' && it.day === today)))
    .map(([state, name]) => ({ state, name: nameOf(state, name, facts, cells) }));
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

function nameOf(state: CellState, name: string, facts: YearFacts, cells: readonly YearCell[]): string {
  if (state === 'milestone') return milestoneName(cells);
  return state === 'goal' ? `next: ${counted(nextMilestone(facts) ?? 0, 'day')}` : name;
}

/** '7 · 30 · 100 days': the counts that were reached in the picture. */
function milestoneName(cells: readonly YearCell[]): string {
  const reached = cells.filter((it) => it.state === 'milestone').map((it) => it.count);
  const counts = [...new Set(reached)].sort((a, b) => a - b);
  return `${counts.slice(-4).map(grouped).join(' · ')} days`;
}
