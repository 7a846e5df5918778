import { renderAsync } from '@resvg/resvg-js';
import { fontFiles, medium } from './fonts.ts';
import { opaquePng } from './png-file.ts';

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

/** Renders and compresses off the main thread, which is busy for a few milliseconds. The drawing must be opaque. */
export async function toPng(drawing: Drawing, width = drawing.width): Promise<Uint8Array> {
  const image = await render(drawing, width);
  return opaquePng(image.pixels, image.width, image.height);
}

/** For small drawings with transparent parts: compresses on the main thread. */
export async function toTransparentPng(drawing: Drawing, width: number): Promise<Uint8Array> {
  return (await render(drawing, width)).asPng();
}

function render(drawing: Drawing, width: number) {
  return renderAsync(drawing.svg, {
    fitTo: { mode: 'width', value: width },
    font: { loadSystemFonts: false, fontFiles: [...fontFiles], defaultFontFamily: medium.family },
  });
}
