import { toTransparentPng } from './picture.ts';

/**
 * The product's mark: a small boat whose sail is a prompt, `>`. On its badge it stands on light and on dark; it is
 * drawn for 24 pixels and more. For a page's icon, a bot's avatar, the README.
 */
export const markSvg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64" viewBox="0 0 64 64" role="img" aria-label="Shipmate">' +
  `<rect width="64" height="64" rx="16" fill="#0b7468"/>${boat('#ffffff', '#ffc94d')}</svg>`;

/** The boat alone in a box of 64 x 64, to be placed in a drawing. */
export function boat(sail: string, hull: string): string {
  return (
    `<path d="M22 10V48" stroke="${sail}" stroke-width="5" stroke-linecap="round"/>` +
    `<path d="M29 11.5L49 25.5L29 38.5L34.5 25Z" fill="${sail}" stroke="${sail}" stroke-width="4" stroke-linejoin="round"/>` +
    '<path d="M10 46C17 49 47 49 54 46C52 54 45 57.5 38 57.5H26C19 57.5 12 54 10 46Z"' +
    ` fill="${hull}" stroke="${hull}" stroke-width="3" stroke-linejoin="round"/>`
  );
}

/** The mark as a square PNG, `size` pixels wide, its corners transparent. */
export function markPng(size: number): Promise<Uint8Array> {
  return toTransparentPng({ svg: markSvg, width: 64, height: 64 }, size);
}
