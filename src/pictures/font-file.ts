/** What a TrueType or OpenType file says about its glyphs: which characters it draws, and how far each moves the pen. */
export interface FontFile {
  /** True if the font has a glyph of its own for the code point. */
  covers(codePoint: number): boolean;
  /** Advance width in em (1 = the font size); that of a missing glyph is the one of `.notdef`. */
  advance(codePoint: number): number;
}

/** Reads the tables `cmap` (formats 4 and 12), `head`, `hhea` and `hmtx`. Throws if one of them is missing. */
export function readFontFile(bytes: Buffer): FontFile {
  const tables = readTables(bytes);
  const unitsPerEm = bytes.readUInt16BE(table(tables, 'head') + 18);
  const longMetrics = bytes.readUInt16BE(table(tables, 'hhea') + 34);
  const hmtx = table(tables, 'hmtx');
  const glyphs = readGlyphs(bytes, table(tables, 'cmap'));
  return {
    covers: (codePoint) => glyphs.has(codePoint),
    advance(codePoint) {
      const glyph = Math.min(glyphs.get(codePoint) ?? 0, longMetrics - 1);
      return bytes.readUInt16BE(hmtx + glyph * 4) / unitsPerEm;
    },
  };
}

function readTables(bytes: Buffer): Map<string, number> {
  const tables = new Map<string, number>();
  for (let index = 0; index < bytes.readUInt16BE(4); index++) {
    const record = 12 + index * 16;
    tables.set(bytes.toString('latin1', record, record + 4), bytes.readUInt32BE(record + 8));
  }
  return tables;
}

function table(tables: Map<string, number>, name: string): number {
  const offset = tables.get(name);
  if (offset === undefined) throw new Error(`the font has no ${name} table`);
  return offset;
}

function readGlyphs(bytes: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < bytes.readUInt16BE(cmap + 2); index++) {
    const record = cmap + 4 + index * 8;
    const platform = bytes.readUInt16BE(record);
    if (platform !== 0 && platform !== 3) continue;
    const subtable = cmap + bytes.readUInt32BE(record + 4);
    const format = bytes.readUInt16BE(subtable);
    if (format === 4) readSegments(bytes, subtable, glyphs);
    if (format === 12) readGroups(bytes, subtable, glyphs);
  }
  return glyphs;
}

function readSegments(bytes: Buffer, subtable: number, glyphs: Map<number, number>): void {
  const doubleCount = bytes.readUInt16BE(subtable + 6);
  for (let at = 0; at < doubleCount; at += 2) {
    const last = bytes.readUInt16BE(subtable + 14 + at);
    const first = bytes.readUInt16BE(subtable + 16 + doubleCount + at);
    const delta = bytes.readUInt16BE(subtable + 16 + doubleCount * 2 + at);
    const rangeAt = subtable + 16 + doubleCount * 3 + at;
    const range = bytes.readUInt16BE(rangeAt);
    for (let code = first; code <= last && code !== 0xffff; code++) {
      const raw = range === 0 ? code : bytes.readUInt16BE(rangeAt + range + (code - first) * 2);
      const glyph = range !== 0 && raw === 0 ? 0 : (raw + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}

function readGroups(bytes: Buffer, subtable: number, glyphs: Map<number, number>): void {
  for (let index = 0; index < bytes.readUInt32BE(subtable + 12); index++) {
    const group = subtable + 16 + index * 12;
    const first = bytes.readUInt32BE(group);
    const last = bytes.readUInt32BE(group + 4);
    const start = bytes.readUInt32BE(group + 8);
    for (let code = first; code <= last; code++) glyphs.set(code, start + code - first);
  }
}
