import { createHash } from 'node:crypto';

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
  /** Without the query that makes it good for a time. */
  readonly url: string;
  /** What Discord says of its size, where that is not its size. */
  readonly saidSize?: number;
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

const lifetimeMs = 24 * 60 * 60_000;
const markOf = ({ id }: FakeAttachment, until: string): string =>
  createHash('sha256').update(`${id} ${until}`).digest('hex');

/** An attachment's address as it is given out now: good for a day. */
export function signedUrl(it: FakeAttachment, now: number): string {
  const until = Math.floor((now + lifetimeMs) / 1000).toString(16);
  return `${it.url}?ex=${until}&is=${Math.floor(now / 1000).toString(16)}&hm=${markOf(it, until)}`;
}

/** Whether Discord serves the file at an address with this query. */
export function isServed(it: FakeAttachment, query: URLSearchParams, now: number): boolean {
  const until = query.get('ex') ?? '';
  return query.get('hm') === markOf(it, until) && Number.parseInt(until, 16) * 1000 > now;
}

export function attachmentJson(it: FakeAttachment, now: number): object {
  const url = signedUrl(it, now);
  return {
    id: it.id,
    filename: it.filename,
    size: it.saidSize ?? it.bytes.length,
    url,
    proxy_url: url,
    content_type: it.contentType,
    ...(it.description === undefined ? {} : { description: it.description }),
    ...(it.width === undefined ? {} : { width: it.width, height: it.height }),
  };
}
