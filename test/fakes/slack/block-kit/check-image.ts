import { isObject, type Json, text } from '../json.ts';
import type { Problem } from '../schema/check.ts';

/** Says why an uploaded file cannot be shown in an image block, or undefined where it can. */
export type FileCheck = (file: Json) => string | undefined;

/** Slack fetches an image when it is posted: it must be reachable from outside, or an uploaded file that is ready. */
export function checkImage(image: Json, pointer: string, fileProblem: FileCheck): Problem[] {
  if (isObject(image.slack_file)) {
    const fault = fileProblem(image.slack_file);
    return fault ? [{ pointer: `${pointer}/slack_file`, message: fault }] : [];
  }
  const url = parseUrl(text(image.image_url));
  if (url && /^https?:$/.test(url.protocol) && !isPrivate(url.hostname)) return [];
  return [{ pointer: `${pointer}/image_url`, message: 'downloading image failed' }];
}

function parseUrl(address: string): URL | null {
  return URL.canParse(address) ? new URL(address) : null;
}

const isPrivate = (host: string): boolean =>
  /^(localhost|127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|\[|0\.)/.test(host) ||
  !host.includes('.');
