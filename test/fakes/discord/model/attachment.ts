export interface UploadedFile {
  /** The form field: `files[0]`. */
  readonly field: string;
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

export interface FakeAttachment {
  readonly id: string;
  readonly filename: string;
  /** The alt text. */
  readonly description?: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly width?: number;
  readonly height?: number;
}

const pngStart = Uint8Array.of(0x89, 0x50, 0x4e, 0x47);

/** Width and height as Discord finds them; here for PNG alone, the only pictures in use. */
export function dimensions(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes.length < 24 || pngStart.some((byte, index) => bytes[index] !== byte)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

export function attachmentJson(it: FakeAttachment): object {
  return {
    id: it.id,
    filename: it.filename,
    size: it.bytes.length,
    url: it.url,
    proxy_url: it.url,
    content_type: it.contentType,
    ...(it.description === undefined ? {} : { description: it.description }),
    ...(it.width === undefined ? {} : { width: it.width, height: it.height }),
  };
}
