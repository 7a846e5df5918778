import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type FontFile, readFontFile } from './font-file.ts';

/** A typeface and weight that a picture may use; no font of the machine is ever asked. */
export interface Face {
  readonly family: string;
  readonly weight: number;
  readonly path: string;
  readonly font: FontFile;
}

const require = createRequire(import.meta.url);

/** Rubik (Latin, Cyrillic, Arabic, Hebrew) draws everything; Manrope lends Greek and Vietnamese to names. Both OFL. */
export const medium = face('Rubik', 500, '@expo-google-fonts/rubik/500Medium/Rubik_500Medium.ttf');
export const bold = face('Rubik', 700, '@expo-google-fonts/rubik/700Bold/Rubik_700Bold.ttf');
export const fallback = face(
  'Manrope',
  600,
  '@expo-google-fonts/manrope/600SemiBold/Manrope_600SemiBold.ttf',
);

export const fontFiles: readonly string[] = [medium.path, bold.path, fallback.path];

/** Width of a text in pixels at a size, without kerning or shaping: joined scripts come out a little narrower. */
export function widthOf(text: string, face: Face, size: number): number {
  let width = 0;
  for (const character of text) width += face.font.advance(character.codePointAt(0)!);
  return width * size;
}

function face(family: string, weight: number, file: string): Face {
  const path = require.resolve(file);
  return { family, weight, path, font: readFontFile(readFileSync(path)) };
}
