import { inflateSync } from 'node:zlib';

export interface DecodedPng {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue, alpha of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

/** Decodes what a renderer of RGBA PNGs writes (8 bits, not interlaced); throws on anything else. */
export function decodePng(png: Uint8Array): DecodedPng {
  const bytes = Buffer.from(png);
  if (bytes.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG signature');
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length));
  }
  const width = bytes.readUInt32BE(16);
  const height = bytes.readUInt32BE(20);
  if (bytes.readUInt32BE(24) !== 0x08060000 || bytes[28] !== 0) throw new Error('not 8-bit RGBA');
  return { width, height, pixels: unfilter(inflateSync(Buffer.concat(data)), width * 4, height) };
}

function unfilter(raw: Buffer, stride: number, height: number): Uint8Array {
  if (raw.length !== (stride + 1) * height) throw new Error('wrong amount of data');
  const out = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (stride + 1)]!;
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x;
      const left = x >= 4 ? out[at - 4]! : 0;
      const up = y > 0 ? out[at - stride]! : 0;
      const corner = x >= 4 && y > 0 ? out[at - stride - 4]! : 0;
      out[at] = raw[y * (stride + 1) + 1 + x]! + predict(filter, left, up, corner);
    }
  }
  return out;
}

function predict(filter: number, left: number, up: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return up;
  if (filter === 3) return (left + up) >> 1;
  if (filter !== 4) throw new Error(`unknown filter ${filter}`);
  const guess = left + up - corner;
  const distances = [left, up, corner].map((it) => Math.abs(guess - it));
  return [left, up, corner][distances.indexOf(Math.min(...distances))]!;
}

/** Pixels of the box in which two pictures of one size differ; the whole picture without a box. */
export function differences(
  one: DecodedPng,
  other: DecodedPng,
  box?: { x: number; y: number; width: number; height: number },
) {
  const { x, y, width, height } = box ?? { x: 0, y: 0, width: one.width, height: one.height };
  let count = 0;
  for (let row = y; row < y + height; row++) {
    for (let column = x; column < x + width; column++) {
      const at = (row * one.width + column) * 4;
      if ([0, 1, 2, 3].some((channel) => one.pixels[at + channel] !== other.pixels[at + channel])) count++;
    }
  }
  return count;
}
