import { describe, expect, it } from 'vitest';
import { bold, fallback, medium, widthOf } from '../../src/pictures/fonts.ts';
import { cleanName, drawName, shortName } from '../../src/pictures/names.ts';
import { toPng } from '../../src/pictures/picture.ts';
import { sheet, text } from '../../src/pictures/svg.ts';
import { decodePng, differences } from './png.ts';

const size = 28;

function drawn(name: string, room = 300): string | undefined {
  return drawName(name, size, room)?.text;
}

describe('a name', () => {
  it('is drawn as it is where the fonts have its letters', () => {
    for (const name of [
      'Ada Lovelace',
      'José Ñandú',
      'Łukasz',
      'Владимир',
      'Αθηνά',
      'Nguyễn Thị Ánh',
      'עדה',
      'محمد پژمان',
    ]) {
      expect(drawn(name)).toBe(name);
    }
  });

  it('loses what cannot be drawn, and is undefined when no letter or digit remains', () => {
    expect(drawn('Hedy 🌟 (田中)')).toBe('Hedy ()');
    expect(drawn('Ǫ̹rla')).toBe('Orla');
    for (const name of ['', '田中', '🚀🔥', '—!?', '\u0301\u0301', ' \n '])
      expect(drawn(name)).toBeUndefined();
  });

  it('fits its room, with an ellipsis', () => {
    const name = drawName('W'.repeat(100), size, 200)!;
    expect(name.text).toMatch(/^W+…$/);
    expect(widthOf(name.text, name.face, size)).toBeLessThanOrEqual(200);
  });

  it('has an initial that its font can draw', () => {
    const initials = ['ada', '"éric"', '9lives', 'ßen', '田 bo', 'αθηνά'].map(
      (it) => drawName(it, size, 300)?.initial,
    );
    expect(initials).toEqual(['A', 'É', '9', 'ß', 'B', 'Α']);
  });

  it('is cleaned of control, format and surrogate characters, and joined into one line', () => {
    expect(cleanName(' a\u202e\u200bb\n\n\ud800c\u0000 ')).toBe('ab c');
  });

  it('is shortened between characters as a reader counts them', () => {
    expect(shortName('👍🏽👍🏽👍🏽', 2)).toBe('👍🏽…');
    expect(shortName('Ada', 3)).toBe('Ada');
  });
});

describe('the bundled fonts', () => {
  it('hold every character that the pictures write by themselves', () => {
    const own = `ABCDEFGHIJKLMNOPQRSTUVWXYZ abcdefghijklmnopqrstuvwxyz 0123456789 ,.+·–…`;
    for (const face of [medium, bold])
      expect([...own].filter((it) => !face.font.covers(it.codePointAt(0)!))).toEqual([]);
  });

  it('draw letters, not the box for a missing glyph', async () => {
    const letters = 'Aa7 Жя אב Ωλ ễ'.replaceAll(' ', '');
    const box = await glyph('\u{e123}', medium.family, medium.weight);
    for (const letter of letters) {
      const face = medium.font.covers(letter.codePointAt(0)!) ? medium : fallback;
      const picture = await glyph(letter, face.family, face.weight);
      expect(differences(picture, box)).toBeGreaterThan(50);
      expect(differences(picture, await glyph(' ', face.family, face.weight))).toBeGreaterThan(50);
    }
  });

  it.each(['Shipmate 147', 'iiiiiiiiiiii', 'WWWWWWWW', '••••'])(
    'are as wide as measured: %s',
    async (word) => {
      const width = widthOf(word, medium, 40);
      const content = text(0, 45, word, { size: 40, fill: '#000000' });
      const picture = decodePng(
        await toPng({ svg: sheet(400, 60, '#ffffff', [content]), width: 400, height: 60 }),
      );
      let right = 0;
      for (let at = 0; at < picture.pixels.length; at += 4) {
        if (picture.pixels[at]! < 128) right = Math.max(right, (at / 4) % picture.width);
      }
      expect(Math.abs(right - width)).toBeLessThan(6);
    },
  );
});

async function glyph(letter: string, family: string, weight: number) {
  const face = family === medium.family && weight === medium.weight ? medium : fallback;
  const content = text(20, 45, letter, { size: 40, fill: '#000000', face });
  return decodePng(await toPng({ svg: sheet(80, 60, '#ffffff', [content]), width: 80, height: 60 }));
}
