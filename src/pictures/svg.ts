import { bold, type Face, medium } from './fonts.ts';

/** For text and attribute values; characters that XML forbids are dropped. */
function escapeXml(text: string): string {
  return [...text]
    .filter(allowedInXml)
    .join('')
    .replace(/[&<>"']/g, (it) => `&#${it.charCodeAt(0)};`);
}

function allowedInXml(character: string): boolean {
  const code = character.codePointAt(0)!;
  if (code < 0x20) return false;
  return !(code >= 0x7f && code <= 0x9f) && !(code >= 0xd800 && code <= 0xdfff) && (code & 0xfffe) !== 0xfffe;
}

/** A number as short as it can be: two decimals at most. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly face?: Face;
  readonly anchor?: 'start' | 'middle' | 'end';
}

export function text(x: number, baseline: number, content: string, style: TextStyle): string {
  const face = style.face ?? medium;
  const anchor = style.anchor && style.anchor !== 'start' ? ` text-anchor="${style.anchor}"` : '';
  return (
    `<text x="${px(x)}" y="${px(baseline)}" font-family="${face.family}" font-weight="${face.weight}"` +
    ` font-size="${px(style.size)}" fill="${style.fill}"${anchor}>${escapeXml(content)}</text>`
  );
}

export function boldText(x: number, baseline: number, content: string, style: TextStyle): string {
  return text(x, baseline, content, { ...style, face: bold });
}

export function rect(
  x: number,
  y: number,
  width: number,
  height: number,
  radius: number,
  paint: string,
): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${px(radius)}" ${paint}/>`;
}

export function disc(x: number, y: number, radius: number, paint: string): string {
  return `<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" ${paint}/>`;
}

export function sheet(width: number, height: number, page: string, parts: readonly string[]): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${px(width)}" height="${px(height)}" viewBox="0 0 ${px(width)} ${px(height)}">` +
    `${rect(0, 0, width, height, 0, `fill="${page}"`)}${parts.join('')}</svg>`
  );
}
