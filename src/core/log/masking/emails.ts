import type { Span } from './spans.ts';

const address = /(?<![\w.%+-])[\w.%+-]{1,64}@((?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24})(?![\w@])/g;
/** What a stack trace or an asset has after an `@`. */
const fileEnding = /\.(?:[cm]?[jt]sx?|json|map|vue|css|html|png|jpe?g|gif|svg|webp)$/i;

/** E-mail addresses; `git@host` in a remote's address is not one. */
export function* emailAddresses(text: string): Generator<Span> {
  for (const match of text.matchAll(address)) {
    if (match[0].startsWith('git@') || fileEnding.test(match[1]!)) continue;
    yield { start: match.index, end: match.index + match[0].length, kind: 'email', yields: true };
  }
}
