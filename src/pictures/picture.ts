import { renderAsync } from '@resvg/resvg-js';
import { fontFiles } from './fonts.ts';

/** A finished picture. The same facts give the same bytes. */
export interface Picture {
  readonly png: Uint8Array;
  /** In pixels of the PNG. */
  readonly width: number;
  readonly height: number;
  /** The facts in words, 1,000 characters at most. */
  readonly alt: string;
  readonly fileName: string;
}

export const altLimit = 1000;

/** A drawing before it is pixels; `svg` has the size `width` x `height`. */
export interface Drawing {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** Renders off the main thread (only the PNG's compression, about 10 ms for a year, runs on it); `width` scales. */
export async function toPng(drawing: Drawing, width = drawing.width): Promise<Uint8Array> {
  const rendered = await renderAsync(drawing.svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: 'Rubik' },
  });
  return rendered.asPng();
}
