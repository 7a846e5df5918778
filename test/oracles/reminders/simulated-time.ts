import type { Instant } from './local-time.ts';

export interface Span {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is the same for everybody in a simulation. */
export interface SimulatedTime extends Span {
  readonly downtimes: readonly Span[];
  /** In milliseconds. */
  readonly lateWindow: number;
}

/** When something due at an instant is attended to: then, or when the process is up again. */
export const attendedAt = ({ downtimes }: SimulatedTime, due: Instant): Instant =>
  downtimes.find((it) => it.from <= due && due < it.to)?.to ?? due;
