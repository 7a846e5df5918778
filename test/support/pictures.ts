/** A file that begins as a PNG does and holds these words, so that it can be found again wherever it went. */
export function pngOf(words: string, length = 200): Uint8Array {
  const bytes = Buffer.alloc(Math.max(length, 64 + Buffer.byteLength(words)), 1);
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]).copy(bytes);
  bytes.write('IHDR', 12);
  bytes.writeUInt32BE(4, 16);
  bytes.writeUInt32BE(3, 20);
  bytes.write(words, 40);
  return new Uint8Array(bytes);
}

export const jpegOf = (words: string): Uint8Array =>
  new Uint8Array(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(words)]));

/** Which of these words the pictures hold. */
export const wordsIn = (pictures: readonly Uint8Array[], words: readonly string[]): readonly string[] =>
  words.filter((word) => pictures.some((it) => Buffer.from(it).includes(word)));
