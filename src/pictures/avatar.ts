import { medium } from './fonts.ts';
import { boat } from './mark.ts';
import { type DrawnName, drawName } from './names.ts';
import type { Palette } from './palette.ts';
import { boldText, disc, px, text } from './svg.ts';

/** A disc in a colour of the name's own, with its initial, or a boat where the fonts have no letter for it. */
export function avatar(name: string, x: number, y: number, radius: number, colours: Palette): string {
  const fill = colours.avatars[hash(name) % colours.avatars.length]!;
  const base = disc(x, y, radius, `fill="${fill}"`);
  const drawn = drawName(name, radius, Number.POSITIVE_INFINITY);
  return base + (drawn ? letter(drawn, x, y, radius, colours) : boatIn(x, y, radius, colours));
}

function letter(drawn: DrawnName, x: number, y: number, radius: number, colours: Palette): string {
  const style = { size: radius * 1.12, fill: colours.onAvatar, anchor: 'middle' } as const;
  const baseline = y + radius * 0.4;
  return drawn.face === medium
    ? boldText(x, baseline, drawn.initial, style)
    : text(x, baseline, drawn.initial, { ...style, face: drawn.face });
}

function boatIn(x: number, y: number, radius: number, { onAvatar }: Palette): string {
  const scale = radius / 50;
  return `<g transform="translate(${px(x - 32 * scale)} ${px(y - 34 * scale)}) scale(${px(scale)})">${boat(onAvatar, onAvatar)}</g>`;
}

/** FNV-1a, 32 bits. */
function hash(value: string): number {
  let result = 0x811c9dc5;
  for (let index = 0; index < value.length; index++) {
    result = Math.imul(result ^ value.charCodeAt(index), 0x01000193) >>> 0;
  }
  return result;
}
