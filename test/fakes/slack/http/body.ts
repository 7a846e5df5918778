import type { IncomingMessage } from 'node:http';
import { isObject, type Json } from '../json.ts';

export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The fields of a call: a form, JSON, or the query of a GET. */
export async function readFields(request: IncomingMessage, query: URLSearchParams): Promise<Json> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  const fields: Json = Object.fromEntries(query);
  if (type.startsWith('application/json')) {
    const parsed: unknown = bytes.length > 0 ? JSON.parse(bytes.toString()) : {};
    return isObject(parsed) ? { ...fields, ...parsed } : fields;
  }
  return { ...fields, ...Object.fromEntries(new URLSearchParams(bytes.toString())) };
}

/** The bytes of an upload: the raw body, or the first part of a multipart form. */
export async function readUpload(request: IncomingMessage): Promise<Buffer> {
  const bytes = await readBytes(request);
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/')) return bytes;
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData();
  for (const part of form.values()) {
    if (typeof part !== 'string') return Buffer.from(await part.arrayBuffer());
  }
  return Buffer.alloc(0);
}

/** The token of an Authorization header or of the fields. */
export function readToken(request: IncomingMessage, fields: Json): string | undefined {
  const [, bearer] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  return bearer ?? (typeof fields.token === 'string' && fields.token ? fields.token : undefined);
}

/** A client's id and secret from HTTP Basic, which oauth.v2.access prefers. */
export function readClient(request: IncomingMessage): Json {
  const [, basic] = /^Basic (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  if (!basic) return {};
  const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
  return { client_id: id, client_secret: secret };
}
