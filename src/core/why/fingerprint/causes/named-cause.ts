/** A cause that says itself in several ways: its name, and what the text of such an error matches. */
export type NamedCause = readonly [name: string, pattern: RegExp];
