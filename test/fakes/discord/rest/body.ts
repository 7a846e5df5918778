import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from '../model/attachment.ts';
import { notJson, tooLarge } from './errors.ts';

export interface ReceivedBody {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** What an app may upload without boosts, per file. */
export const attachmentSizeLimit = 10 * 1024 * 1024;

export async function rawBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** JSON, or a form with `payload_json` and `files[n]`. Throws the ApiError that Discord would answer. */
export async function parseBody(raw: Buffer, contentType: string): Promise<ReceivedBody> {
  if (raw.length === 0) return { json: undefined, files: [] };
  if (!contentType.startsWith('multipart/form-data'))
    return { json: parsed(raw.toString('utf8')), files: [] };
  const form = await new Response(new Uint8Array(raw), {
    headers: { 'content-type': contentType },
  }).formData();
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [field, value] of form) {
    if (typeof value !== 'string') {
      const bytes = new Uint8Array(await value.arrayBuffer());
      if (bytes.length > attachmentSizeLimit) throw tooLarge();
      files.push({ field, name: value.name, contentType: value.type, bytes });
    } else if (field === 'payload_json') json = parsed(value);
    else (json as Record<string, unknown>)[field] = value;
  }
  return { json, files };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw notJson();
  }
}
