/** A realistic error, what its member would answer to any questions, and what a question about it would speak of. */
export interface SampleError {
  readonly id: string;
  readonly text: string;
  readonly errorText: string;
  /** From the surface down to the root. */
  readonly answers: readonly string[];
  /** Words, apart from those of the error and the answers, that show that a question is about this error. */
  readonly topic: string;
  /** What would be the fix. */
  readonly givesAway: RegExp;
}

/** The questions that were asked about one error, in their order, with the answers that came before each. */
export interface Asked {
  readonly error: SampleError;
  readonly questions: readonly string[];
}
