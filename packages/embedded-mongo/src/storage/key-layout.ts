/** How keys are laid out: whose it is (4 bytes), then the record's number or the index's key and the record's number. */
export const recordBytes = 6;

export function prefix(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

export function recordKey(owner: number, record: number): Buffer {
  const bytes = Buffer.allocUnsafe(4 + recordBytes);
  bytes.writeUInt32BE(owner);
  bytes.writeUIntBE(record, 4, recordBytes);
  return bytes;
}

export const recordOf = (key: Buffer): number => key.readUIntBE(key.length - recordBytes, recordBytes);

export function entryKey(index: number, value: Buffer, record: number): Buffer {
  const bytes = Buffer.allocUnsafe(4 + value.length + recordBytes);
  bytes.writeUInt32BE(index);
  value.copy(bytes, 4);
  bytes.writeUIntBE(record, 4 + value.length, recordBytes);
  return bytes;
}

/** The first key above all that begin with `bytes`. */
export function after(bytes: Buffer): Buffer {
  const next = Buffer.from(bytes);
  for (let at = next.length - 1; at >= 0; at--) {
    if (next[at] !== 0xff) {
      next[at]! += 1;
      return next.subarray(0, at + 1);
    }
  }
  return Buffer.alloc(bytes.length + 1, 0xff);
}

export const everything = (owner: number): { start: Buffer; end: Buffer } => ({
  start: prefix(owner),
  end: prefix(owner + 1),
});
