import { describe, expect, it } from 'vitest';
import { type Palette, palettes } from '../../src/pictures/palette.ts';

/** Relative luminance of '#rrggbb', WCAG 2.2. */
function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

describe.each(Object.entries(palettes))('the %s palette', (_, colours: Palette) => {
  it('has text at 4.5 : 1 or more', () => {
    const pairs = [
      [colours.text, colours.page],
      [colours.muted, colours.page],
      [colours.accent, colours.page],
      [colours.text, colours.chip],
      [colours.accent, colours.chip],
      [colours.muted, colours.chip],
      [colours.onSea, colours.sea[2]],
      [colours.star, colours.milestone],
      ...colours.avatars.map((it) => [colours.onAvatar, it]),
    ];
    for (const [front, back] of pairs)
      expect(contrast(front!, back!), `${front} on ${back}`).toBeGreaterThanOrEqual(4.5);
  });

  it('has cells that carry a meaning at 3 : 1 or more', () => {
    const { page, logged, iceLine, rest, pause, excused, missed, free, milestone } = colours;
    for (const colour of [...logged, iceLine, rest, pause, excused, missed, free, milestone]) {
      expect(contrast(colour, page), colour).toBeGreaterThanOrEqual(3);
    }
    for (const colour of logged) expect(contrast(colours.onLogged, colour), colour).toBeGreaterThanOrEqual(3);
    expect(contrast(iceLine, colours.ice)).toBeGreaterThanOrEqual(3);
  });

  it('has no red for a day that was not logged', () => {
    const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colours.missed.slice(at, at + 2), 16));
    expect(red!).toBeLessThanOrEqual(Math.max(green!, blue!));
  });

  it('darkens or lightens with the number of entries, in one direction', () => {
    const steps = colours.logged.map((it) => contrast(it, colours.page));
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });
});
