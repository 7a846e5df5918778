import type { Json } from '../json.ts';

/** Something that Slack tells the app. */
export interface Payload {
  kind: 'command' | 'event' | 'interactive';
  /** For records: the command, the interaction's type or the event's. */
  type: string;
  body: Json;
  retry?: { attempt: number; reason: string };
}

export interface AckResult {
  /** Answered well within 3 s: over HTTP with a 2xx status. */
  acked: boolean;
  /** Real milliseconds until the answer, or until Slack gave up. */
  ackMs: number;
  /** What the acknowledgement carried: JSON, or a text. */
  body?: unknown;
  status?: number;
  failure?: 'connection_failed' | 'connection_lost' | 'http_error' | 'no_connection' | 'timeout';
  /** The answer asked not to be retried (x-slack-no-retry). */
  noRetry?: boolean;
}

/** A payload with what became of it. */
export interface DeliveryRecord {
  payload: Payload;
  result?: AckResult;
  /** The request as it was signed, over HTTP: for replays. */
  signed?: SignedRequest;
}

export interface SignedRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}
