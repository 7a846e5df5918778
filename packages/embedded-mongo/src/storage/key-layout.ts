/** How keys are laid out: whose it is (4 bytes), then the record's number or the index's key and the record's number. */
export const recordIdBytes = 6;

export function prefix(id: number): Buffer {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeUInt32BE(id);
  return bytes;
}

export function recordKey(owner: number, recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(4 + recordIdBytes);
  bytes.writeUInt32BE(owner);
  bytes.writeUIntBE(recordId, 4, recordIdBytes);
  return bytes;
}

export const recordIdOf = (key: Buffer): number => key.readUIntBE(key.length - recordIdBytes, recordIdBytes);

export function entryKey(index: number, value: Buffer, recordId: number): Buffer {
  const bytes = Buffer.allocUnsafe(4 + value.length + recordIdBytes);
  bytes.writeUInt32BE(index);
  value.copy(bytes, 4);
  bytes.writeUIntBE(recordId, 4 + value.length, recordIdBytes);
  return bytes;
}

/** The first key above all that begin with `bytes`. */
export function prefixEnd(bytes: Buffer): Buffer {
  const next = Buffer.from(bytes);
  for (let at = next.length - 1; at >= 0; at--) {
    if (next[at] !== 0xff) {
      next[at]! += 1;
      return next.subarray(0, at + 1);
    }
  }
  return Buffer.alloc(bytes.length + 1, 0xff);
}

export const ownedRange = (owner: number): { start: Buffer; end: Buffer } => ({
  start: prefix(owner),
  end: prefix(owner + 1),
});
