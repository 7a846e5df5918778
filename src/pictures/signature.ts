import type { Signed } from './facts.ts';
import { bold, medium, widthOf } from './fonts.ts';
import { boat } from './mark.ts';
import { drawName } from './names.ts';
import type { Palette } from './palette.ts';
import { text } from './svg.ts';

const productName = 'Shipmate';
const size = 26;

/** Somebody whose name cannot be drawn. */
export const nameless = 'a shipmate';

export const signatureWidth = widthOf(productName, medium, size) + 46;

/** The boat and the product's name, ending at `right`. */
export function signature(right: number, baseline: number, colours: Palette): string {
  const x = right - signatureWidth;
  return (
    `<g transform="translate(${x} ${baseline - 31}) scale(0.62)">${boat(colours.accent, colours.text)}</g>` +
    text(right, baseline, productName, { size, fill: colours.muted, anchor: 'end' })
  );
}

/** A name in bold; where the fonts have no letter of it, who it is stays unsaid. */
const shownName = (name: string, size: number, room: number) =>
  drawName(name, size, room, bold) ?? { text: nameless, face: medium };

/** Whose picture it is: the name, and beside it the community's; nothing where the picture names nobody. */
export function owner(
  left: number,
  right: number,
  baseline: number,
  { name, community }: Signed,
  size: number,
  colours: Palette,
): string {
  const room = right - left;
  const mine = name === undefined ? undefined : shownName(name, size, room * (community ? 0.6 : 1));
  const gap = mine ? 18 : 0;
  const start = left + (mine ? widthOf(mine.text, mine.face, size) : 0) + gap;
  const small = size * 0.85;
  const theirs = community === undefined ? undefined : drawName(community, small, right - start);
  return (
    (mine ? text(left, baseline, mine.text, { size, fill: colours.text, face: mine.face }) : '') +
    (theirs
      ? text(start, baseline, theirs.text, { size: small, fill: colours.muted, face: theirs.face })
      : '')
  );
}
