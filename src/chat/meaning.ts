/** What somebody means who writes to the bot in a DM without a command. */
export type Meaning =
  /** An answer to what they built; `options`: what was typed beside it, as in `/log built a parser minutes:50`. */
  | { readonly kind: 'answer'; readonly text: string; readonly options?: Readonly<Record<string, string>> }
  /** A command: `typed` is its name and what follows, without a slash. */
  | { readonly kind: 'command'; readonly typed: string }
  /** A pasted error. */
  | { readonly kind: 'error' }
  /** Something about the bot that no command answers. */
  | { readonly kind: 'question' }
  /** There is nothing to log today. */
  | { readonly kind: 'skip' }
  /** Thanks, an emoji, a single word: too little to be sure. */
  | { readonly kind: 'little' };
