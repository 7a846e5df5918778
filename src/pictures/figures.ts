import { bold, medium, widthOf } from './fonts.ts';
import type { Palette } from './palette.ts';
import { boldText, text } from './svg.ts';

export interface Figure {
  readonly value: string;
  readonly label: string;
}

/** Large numbers side by side with their words under them, in columns of equal width. */
export function figures(
  left: number,
  right: number,
  baseline: number,
  shown: readonly Figure[],
  colours: Palette,
): string {
  const column = (right - left) / shown.length;
  const fitted = (value: string, face: typeof bold, size: number) =>
    Math.min(size, (column - 24) / widthOf(value, face, 1));
  return shown
    .map(({ value, label }, index) => {
      const x = left + index * column;
      const size = fitted(value, bold, 64);
      return (
        boldText(x, baseline, value, { size, fill: index === 0 ? colours.accent : colours.text }) +
        text(x, baseline + 44, label, { size: fitted(label, medium, 30), fill: colours.muted })
      );
    })
    .join('');
}
