import { webApi } from '@slack/bolt';

/** Why a call did not work, by Slack's own name. */
export interface SlackFailure {
  /** As `channel_not_found`; 'ratelimited', 'unreachable', 'no-answer' and 'http-503' are named here. */
  readonly code: string;
  /** `unknown`: Slack may have carried it out all the same. */
  readonly fate: 'refused' | 'unknown';
  readonly retryAfterMs?: number;
  /** Where Slack points to (`[json-pointer:/blocks/0]`), or what the network said. For the log. */
  readonly detail: string;
}

/** Slack's own words for "an error on our side; some of it may have happened". */
const halfDone = new Set(['fatal_error', 'internal_error', 'request_timeout']);
/** The request never left, so nothing can have happened. */
const neverSent = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

export function failureOf(error: unknown): SlackFailure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return { code: 'ratelimited', fate: 'refused', retryAfterMs: error.retryAfter * 1000, detail: '' };
  }
  if (error instanceof webApi.WebAPIPlatformError) {
    const { error: code, response_metadata: metadata } = error.data;
    if (!/^[a-z0-9_]+$/.test(code)) return { code: 'no-answer', fate: 'unknown', detail: code.slice(0, 200) };
    const needed = 'needed' in error.data ? [`needs ${String(error.data.needed)}`] : [];
    return {
      code,
      fate: halfDone.has(code) ? 'unknown' : 'refused',
      detail: [...needed, ...(metadata?.messages ?? [])].join('; '),
    };
  }
  if (error instanceof webApi.WebAPIHTTPError) {
    const refused = error.statusCode < 500 || error.statusCode === 503;
    return {
      code: `http-${error.statusCode}`,
      fate: refused ? 'refused' : 'unknown',
      detail: error.statusMessage,
    };
  }
  const message = error instanceof Error ? error.message : String(error);
  if (/Retry header/.test(message)) {
    return { code: 'ratelimited', fate: 'refused', retryAfterMs: 30_000, detail: message };
  }
  const code = networkCode(error);
  return neverSent.has(code)
    ? { code: 'unreachable', fate: 'refused', detail: code }
    : { code: 'no-answer', fate: 'unknown', detail: message };
}

/** What is missing and who can fix it, where the workspace did not grant a scope that the call needs. */
export function missingScope({ code, detail }: SlackFailure): string | undefined {
  if (code !== 'missing_scope') return undefined;
  const scope = /^needs ([\w:.,\- ]+)/.exec(detail)?.[1];
  const what = scope === undefined ? 'a permission of mine' : `my permission ${scope}`;
  return `${what} is missing in this workspace; whoever installed me can install me again with the present manifest`;
}
/** Slack's servers or the way to them failed; it may work in a moment. */
export const isTransient = ({ code }: SlackFailure): boolean =>
  code === 'unreachable' ||
  code === 'no-answer' ||
  code === 'service_unavailable' ||
  code.startsWith('http-5') ||
  halfDone.has(code);

/** The request did not leave this machine. */
export const isNeverSent = (error: unknown): boolean => neverSent.has(networkCode(error));

/** The innermost error's code: the SDK and fetch wrap it. */
function networkCode(error: unknown): string {
  let current: unknown = error;
  let code = '';
  for (let depth = 0; depth < 6 && typeof current === 'object' && current !== null; depth++) {
    if ('code' in current && typeof current.code === 'string') code = current.code;
    current = 'original' in current ? current.original : 'cause' in current ? current.cause : undefined;
  }
  return code;
}

/** Named here: it is not known yet whose token it is; there is no token for the workspace; the token cannot be read now. */
export const notConnected = 'not_connected';
export const notInstalled = 'not_installed';
export const tokenUnreadable = 'token_unreadable';

/** So Slack refuses a token whose app is gone from the workspace. */
export const removed = new Set(['account_inactive', 'token_revoked']);

/** Slack does not take the token, whatever it is used for. */
export const tokenRefused = new Set([...removed, 'invalid_auth', 'not_authed', 'token_expired']);

/** The credentials are not those that the call wants. */
export const badCredentials = new Set([...tokenRefused, 'not_allowed_token_type']);

/** A message whose shape Slack does not take: a defect of ours. */
export const badShape = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_too_long',
  'msg_blocks_too_long',
  'invalid_arguments',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'metadata_too_large',
  'no_text',
]);
