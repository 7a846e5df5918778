import { createHmac } from 'node:crypto';
import type { Json } from '../json.ts';
import type { SlackState } from '../state.ts';
import type { AckResult, Payload, SignedRequest } from './payload.ts';

/** docs.slack.dev/authentication/verifying-requests-from-slack: version v0. */
export function signatureOf(secret: string, timestamp: number, body: string): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
}

/** A request as Slack would send it: events as JSON, commands as a form, interactions as a form's `payload`. */
export function signRequest(
  state: SlackState,
  url: string,
  payload: Payload,
  timestamp: number,
): SignedRequest {
  const body = serialize(payload);
  const headers: Record<string, string> = {
    'content-type': payload.kind === 'event' ? 'application/json' : 'application/x-www-form-urlencoded',
    'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(state.app.signingSecret, timestamp, body),
  };
  if (payload.retry) {
    headers['x-slack-retry-num'] = String(payload.retry.attempt);
    headers['x-slack-retry-reason'] = payload.retry.reason;
  }
  return { url, headers, body };
}

function serialize({ kind, body }: Payload): string {
  if (kind === 'event') return JSON.stringify(body);
  if (kind === 'interactive') return new URLSearchParams({ payload: JSON.stringify(body) }).toString();
  return new URLSearchParams(
    Object.entries(body).map(([key, value]): [string, string] => [key, String(value)]),
  ).toString();
}

/** Sends a signed request and waits for its answer for so many real milliseconds. */
export async function sendSigned(request: SignedRequest, timeoutMs: number): Promise<AckResult> {
  const since = performance.now();
  try {
    const response = await fetch(request.url, {
      method: 'POST',
      headers: request.headers,
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const said = await response.text();
    const base = {
      ackMs: performance.now() - since,
      status: response.status,
      noRetry: response.headers.get('x-slack-no-retry') === '1',
    };
    if (!response.ok) return { ...base, acked: false, failure: 'http_error' };
    const json = /json/.test(response.headers.get('content-type') ?? '');
    return { ...base, acked: true, body: json ? (JSON.parse(said) as Json) : said };
  } catch (error) {
    const late = error instanceof Error && error.name === 'TimeoutError';
    return {
      acked: false,
      ackMs: performance.now() - since,
      failure: late ? 'timeout' : 'connection_failed',
    };
  }
}
