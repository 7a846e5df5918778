import type { Json } from '../json.ts';
import type { Rate } from '../rate-limits.ts';
import type { Call } from './call.ts';

/** What a call counts against: the bucket's name within the workspace (and method), and how fast it fills. */
export type Counted = readonly [bucket: string, rate: Rate];

export interface Method {
  /** The kind of token it takes; a bot's unless said otherwise. */
  token?: 'app' | 'bot' | 'none';
  /** The bot scope that every call needs. What depends on the arguments is asked for in `run`. */
  scope?: string;
  rates: Counted[] | ((call: Call) => Counted[]);
  /** Carries the call out and gives what the answer holds beside `ok`; throws ApiError to refuse. */
  run(call: Call): Json;
}

export type MethodTable = Record<string, Method>;
