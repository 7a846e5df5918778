/** What goes wrong on a call, decided before it is carried out. */
export interface Verdict {
  delayMs: number;
  /** The connection is cut before or after the call has had its effect. */
  drop?: 'before' | 'after';
  status?: number;
  error?: string;
  retryAfter?: number;
}

type Fault = Partial<Verdict> & { left: number };

/** Faults on demand. A method is a Web API method's name, `response_url` or `upload`; `*` is every method. */
export class Faults {
  readonly #queues = new Map<string, Fault[]>();
  /** Every event arrives so many more times, as retries. */
  eventCopies = 0;
  /** Every command, action and submission arrives so many more times. */
  interactionCopies = 0;

  /** The call is carried out, but the connection is cut before the answer. */
  dropAfterAccept(method: string, times = 1): void {
    this.#add(method, { drop: 'after', left: times });
  }

  /** The connection is cut before anything happens. */
  dropBeforeAccept(method: string, times = 1): void {
    this.#add(method, { drop: 'before', left: times });
  }

  /** Slack's servers answer with an HTTP status such as 500 or 503 and do nothing. */
  status(method: string, code: number, times = 1): void {
    this.#add(method, { status: code, left: times });
  }

  /** The method answers `{ ok: false, error }`. */
  error(method: string, error: string, times = 1): void {
    this.#add(method, { error, left: times });
  }

  /** The answer comes so many real milliseconds later. */
  delay(method: string, delayMs: number, times = Number.POSITIVE_INFINITY): void {
    this.#add(method, { delayMs, left: times });
  }

  /** The method answers 429 with Retry-After in seconds. */
  rateLimit(method: string, times = 1, retryAfter = 1): void {
    this.#add(method, { retryAfter, left: times });
  }

  duplicateEvents(copies: number): void {
    this.eventCopies = copies;
  }

  duplicateInteractions(copies: number): void {
    this.interactionCopies = copies;
  }

  clear(): void {
    this.#queues.clear();
    this.eventCopies = 0;
    this.interactionCopies = 0;
  }

  /** What happens to the next call of a method; uses the planned faults up. */
  next(method: string): Verdict {
    const verdict: Verdict = { delayMs: 0 };
    for (const key of [method, '*']) {
      const queue = this.#queues.get(key) ?? [];
      const [first] = queue.filter((fault) => fault.delayMs === undefined);
      for (const fault of queue) {
        if (fault.delayMs === undefined && fault !== first) continue;
        const { left, ...effect } = fault;
        fault.left = left - 1;
        Object.assign(verdict, effect);
      }
      this.#queues.set(
        key,
        queue.filter((fault) => fault.left > 0),
      );
    }
    return verdict;
  }

  #add(method: string, fault: Fault): void {
    this.#queues.set(method, [...(this.#queues.get(method) ?? []), fault]);
  }
}
