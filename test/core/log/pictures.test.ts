import { describe, expect, test } from 'vitest';
import {
  type AttachedFile,
  choosePictures,
  pictureBytesAtMost,
  pictureTypeOf,
} from '../../../src/core/log/index.ts';
import { jpegOf, pngOf } from '../../support/pictures.ts';

const holder = { platform: 'discord', channel: 'dm', message: 'm1' };
const file = (id: string, more: Partial<AttachedFile> = {}): AttachedFile => ({
  id,
  name: `${id}.png`,
  contentType: 'image/png',
  size: 10,
  ...more,
});

describe('the pictures of an entry (R48)', () => {
  test('are four at most; every other file is named with its reason', () => {
    const { pictures, leftOut } = choosePictures(
      [
        file('a', { contentType: 'image/PNG; charset=binary' }),
        file('pdf', { name: 'notes.pdf', contentType: 'application/pdf' }),
        file('svg', { contentType: 'image/svg+xml' }),
        file('big', { size: pictureBytesAtMost + 1 }),
        file('b', { size: pictureBytesAtMost }),
        file('c'),
        file('d'),
        file('e'),
        file('f', { isClosed: true }),
      ],
      holder,
    );
    expect(pictures.map((it) => it.file)).toEqual(['a', 'b', 'c', 'd']);
    expect(pictures[0]).toEqual({ ...holder, file: 'a', name: 'a.png', contentType: 'image/png', size: 10 });
    expect(leftOut).toEqual([
      { name: 'notes.pdf', reason: 'not-a-picture' },
      { name: 'svg.png', reason: 'not-a-picture' },
      { name: 'big.png', reason: 'too-big' },
      { name: 'e.png', reason: 'too-many' },
      { name: 'f.png', reason: 'closed' },
    ]);
  });

  test('have names and descriptions on one line, without paths and secrets', () => {
    const [picture] = choosePictures(
      [
        file('a', {
          name: '../../home/ada/a\u202egnp.png\n',
          alt: 'the log\nwith password=hunter2-is-secret',
        }),
      ],
      holder,
    ).pictures;
    expect(picture?.name).toBe('a gnp.png');
    expect(picture?.alt).toContain('the log with');
    expect(picture?.alt).not.toContain('hunter2');
    expect(choosePictures([file('a', { name: '/' })], holder).pictures[0]?.name).toBe('picture');
  });

  test('are told by their bytes', () => {
    expect(pictureTypeOf(pngOf('x'))).toBe('image/png');
    expect(pictureTypeOf(jpegOf('x'))).toBe('image/jpeg');
    expect(pictureTypeOf(Buffer.from('GIF89a…'))).toBe('image/gif');
    expect(pictureTypeOf(Buffer.from('RIFF\0\0\0\0WEBPVP8 '))).toBe('image/webp');
    for (const other of ['', 'GIF', 'GIF80a', '<svg xmlns="x"/>', '%PDF-1.7', 'RIFF\0\0\0\0WAVE'])
      expect(pictureTypeOf(Buffer.from(other))).toBeUndefined();
  });
});
