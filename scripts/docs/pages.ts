import { messagesPage } from './messages/page.ts';

/** A document that is made from the code as a whole. */
export interface Page {
  /** From the root. */
  readonly file: string;
  text(): Promise<string>;
}

export const pages: readonly Page[] = [{ file: 'docs/messages.md', text: messagesPage }];
