import type { ErrorKind } from './kinds.ts';

/** What is known of a pain point when a chain begins; the text and the error as they are stored, secrets masked. */
export interface PainEntry {
  readonly id: string;
  /** What broke, in the member's words. */
  readonly text: string;
  /** The error as it was pasted; empty when only `text` was written. */
  readonly errorText?: string;
}

export interface WhyStep {
  readonly question: string;
  /** Absent when it was skipped. */
  readonly answer?: string;
}

/**
 * Where a chain is:
 * `asking` (a question is open or the next one is due), `concluding` (a root cause is proposed or to be written),
 * `closing` (the root cause is confirmed, the one thing to check is open), `done`, `stopped`.
 */
export type ChainState = 'asking' | 'concluding' | 'closing' | 'done' | 'stopped';

/** A chain of whys about one entry. Plain data: JSON and back is the same chain. */
export interface WhyChain {
  readonly version: 1;
  readonly entryId: string;
  readonly kind: ErrorKind;
  /** The fingerprint's key and headline. */
  readonly key: string;
  readonly headline: string;
  readonly state: ChainState;
  readonly steps: readonly WhyStep[];
  /** The question that waits for an answer. */
  readonly pending?: string;
  /** Questions gone back over; they are not asked again. */
  readonly dropped: readonly string[];
  /** A sentence made of the member's own words, until it is confirmed or edited. */
  readonly proposal?: string;
  readonly rootCause?: string;
  readonly check?: string;
}
