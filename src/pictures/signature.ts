import { medium, widthOf } from './fonts.ts';
import { boat } from './mark.ts';
import type { Palette } from './palette.ts';
import { text } from './svg.ts';

const productName = 'Shipmate';
const size = 25;

export const signatureWidth = widthOf(productName, medium, size) + 46;

/** The boat and the product's name, ending at `right`. */
export function signature(right: number, baseline: number, colours: Palette): string {
  const x = right - signatureWidth;
  return (
    `<g transform="translate(${x} ${baseline - 31}) scale(0.62)">${boat(colours.accent, colours.text)}</g>` +
    text(right, baseline, productName, { size, fill: colours.muted, anchor: 'end' })
  );
}
