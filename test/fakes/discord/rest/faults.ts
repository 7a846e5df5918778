import type { Json } from '../model/json.ts';
import { limited } from './limits.ts';
import { anonymous } from './router.ts';

/** A route ("POST /channels/:id/messages", whatever its parameters are called) or a pattern over "METHOD /path". */
export type RoutePattern = string | RegExp;

export interface StatusFault {
  /** Discord's JSON error code and message. Without a code, the body is empty for 5xx. */
  readonly code?: number;
  readonly message?: string;
  /** For a 429. */
  readonly retryAfterMs?: number;
  readonly scope?: 'user' | 'shared' | 'global';
}

type Kind =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: unknown;
    }
  | { readonly kind: 'drop'; readonly accept: boolean; readonly abrupt: boolean }
  | { readonly kind: 'delay'; readonly ms: number; readonly before: boolean }
  | { readonly kind: 'storm'; readonly endsAt: number; readonly scope: NonNullable<StatusFault['scope']> };

export type Fault = Kind & { readonly pattern: RoutePattern; left: number };

/** What a test asks to go wrong with the next requests to a route. */
export class RestFaults {
  #planned: Fault[] = [];

  /** The next n requests are carried out, but their answer never arrives: the connection is reset (or just closed). */
  dropAfterAccept(pattern: RoutePattern, times = 1, how: 'reset' | 'close' = 'reset'): void {
    this.#plan(pattern, times, { kind: 'drop', accept: true, abrupt: how === 'reset' });
  }

  /** The next n requests are lost before Discord acts on them. */
  dropBeforeAccept(pattern: RoutePattern, times = 1, how: 'reset' | 'close' = 'reset'): void {
    this.#plan(pattern, times, { kind: 'drop', accept: false, abrupt: how === 'reset' });
  }

  /** The next n requests are answered so, without being carried out. */
  status(pattern: RoutePattern, status: number, times = 1, fault: StatusFault = {}): void {
    this.#plan(pattern, times, { kind: 'answer', ...answerFor(status, fault) });
  }

  /** Slow answers: after the request is carried out, or (`before`) ahead of it. */
  delay(
    pattern: RoutePattern,
    ms: number,
    times = Number.POSITIVE_INFINITY,
    when: 'before' | 'after' = 'after',
  ): void {
    this.#plan(pattern, times, { kind: 'delay', ms, before: when === 'before' });
  }

  /** For so long (in real time) every request is answered 429, with what is left of the storm as the time to wait. */
  storm(pattern: RoutePattern, forMs: number, scope: NonNullable<StatusFault['scope']> = 'global'): void {
    const endsAt = performance.now() + forMs;
    this.#plan(pattern, Number.POSITIVE_INFINITY, { kind: 'storm', endsAt, scope });
  }

  clear(): void {
    this.#planned = [];
  }

  /** How many planned faults were not met yet. */
  get pending(): number {
    return this.#planned.length;
  }

  /** The first fault planned for a request, if any, and one less of it from now on. */
  next(method: string, path: string, pattern: string): Fault | undefined {
    const now = performance.now();
    this.#planned = this.#planned.filter((it) => it.kind !== 'storm' || it.endsAt > now);
    const fault = this.#planned.find((it) => fits(it.pattern, method, path, pattern));
    if (fault && --fault.left <= 0) this.#planned = this.#planned.filter((it) => it !== fault);
    if (fault?.kind !== 'storm') return fault;
    const { scope, endsAt } = fault;
    return { ...fault, kind: 'answer', ...answerFor(429, { scope, retryAfterMs: endsAt - now }) };
  }

  #plan(pattern: RoutePattern, times: number, kind: Kind): void {
    if (times > 0) this.#planned.push({ ...kind, pattern, left: times });
  }
}

const fits = (wanted: RoutePattern, method: string, path: string, pattern: string): boolean =>
  typeof wanted === 'string' ? anonymous(wanted) === anonymous(pattern) : wanted.test(`${method} ${path}`);

function answerFor(
  status: number,
  fault: StatusFault,
): { status: number; headers: Record<string, string>; body: unknown } {
  if (status === 429) {
    const scope = fault.scope ?? 'user';
    const global: Record<string, string> = scope === 'global' ? { 'x-ratelimit-global': 'true' } : {};
    const refusal = limited(fault.retryAfterMs ?? 100, { ...global, 'x-ratelimit-scope': scope });
    return { status, headers: { ...refusal.headers }, body: refusal.body };
  }
  const body: Json | undefined =
    fault.code === undefined && status >= 500
      ? undefined
      : { message: fault.message ?? `${status}: planned by the test`, code: fault.code ?? 0 };
  return { status, headers: { 'content-type': 'application/json' }, body };
}
