import { describe, expect, it } from 'vitest';
import { markPng, markSvg } from '../../src/pictures/index.ts';
import { decodePng } from './png.ts';

describe('the mark', () => {
  it('is a square PNG of the size asked for, with transparent corners and a boat in three colours', async () => {
    for (const size of [24, 256]) {
      const { width, height, pixels } = decodePng(await markPng(size));
      expect([width, height]).toEqual([size, size]);
      expect(pixels[3]).toBe(0);
      const colours = new Set<string>();
      for (let at = 0; at < pixels.length; at += 4) colours.add([...pixels.subarray(at, at + 3)].join());
      for (const colour of ['11,116,104', '255,255,255', '255,201,77']) expect(colours).toContain(colour);
    }
  });

  it('is an SVG that stands alone, named for a screen reader', () => {
    expect(markSvg).toMatch(/^<svg xmlns=.*aria-label="Shipmate".*<\/svg>$/);
    expect(markSvg).not.toMatch(/href|url\(|<text/);
  });
});
