/** A question, one that is asked only where a pattern fits the error or what was answered, or where an error was pasted. */
export type BankQuestion =
  | string
  | { readonly when: RegExp; readonly ask: string }
  | { readonly ofError: string };

/** Two causes that look alike from afar, and what one would look at to tell them apart. Plain phrases, no sentences. */
export interface Observation {
  readonly first: string;
  readonly second: string;
  readonly observation: string;
}

/**
 * What to ask about one kind of error. Slots: `{tech}` the service, `{name}` the thing that the error names, `{said}` a few
 * words of the last answer. A question whose slot cannot be filled is left out.
 */
export interface KindQuestions {
  /** Where the way forks first; patterns are matched with the error text. */
  readonly first: readonly BankQuestion[];
  /** Further down; patterns are matched with the answers, then with the error text. */
  readonly deeper: readonly BankQuestion[];
  readonly observations: readonly Observation[];
  /** What to look at first next time. */
  readonly checks: readonly string[];
}
