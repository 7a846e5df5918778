import type { FetchedPicture } from '../chat/messenger.ts';
import { pictureBytesAtMost, pictureTypeOf } from '../core/log/index.ts';

const failed = (reason: Extract<FetchedPicture, { ok: false }>['reason']): FetchedPicture => ({
  ok: false,
  reason,
});

/**
 * Reads a picture from a platform's own address, which the caller has checked (R48). It follows no redirect, so that a token goes
 * nowhere else; reads no byte over the limit; and goes by the bytes, whatever the file calls itself. Never throws.
 */
export async function downloadPicture(
  address: string,
  { withinMs, token }: { readonly withinMs: number; readonly token?: string },
): Promise<FetchedPicture> {
  // What is not wanted is not read: the connection is closed.
  const enough = new AbortController();
  const signal = AbortSignal.any([AbortSignal.timeout(Math.ceil(withinMs)), enough.signal]);
  try {
    const response = await fetch(address, {
      redirect: 'manual',
      signal,
      ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
    });
    if (!response.ok || !response.body) {
      // Slack sends whoever may not read a file to its sign-in page.
      if (response.status >= 300 && response.status < 400) return failed('closed');
      return failed(goneStatuses.has(response.status) ? 'gone' : 'unavailable');
    }
    const bytes = await readAtMost(response.body, pictureBytesAtMost);
    if (!bytes) return failed('too-big');
    const contentType = pictureTypeOf(bytes);
    return contentType ? { ok: true, bytes, contentType } : failed('not-a-picture');
  } catch {
    return failed('unavailable');
  } finally {
    enough.abort();
  }
}

const goneStatuses = new Set([403, 404, 410]);

/** All bytes, or undefined once there are more; then the rest is not read. */
async function readAtMost(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array | undefined> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.byteLength;
    if (length > limit) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
}
