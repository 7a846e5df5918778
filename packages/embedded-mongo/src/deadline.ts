/** Until when a command may run, by the machine's clock; `maxTimeMS` of a command. */
export interface Deadline {
  readonly at: number;
}

export const noDeadline: Deadline = { at: Number.POSITIVE_INFINITY };

export const deadlineAfter = (ms: number | undefined): Deadline =>
  ms ? { at: performance.now() + ms } : noDeadline;
