import { assignedSecrets } from './masking/assignments.ts';
import { emailAddresses } from './masking/emails.ts';
import { headerSecrets } from './masking/headers.ts';
import { keyBlocks } from './masking/key-blocks.ts';
import { mergeSpans, type Span } from './masking/spans.ts';
import { knownTokens } from './masking/tokens.ts';
import { unwrap } from './masking/unwrap.ts';
import { urlSecrets } from './masking/urls.ts';

export interface MaskedText {
  readonly text: string;
  /** What was masked in this call, by kind (kebab-case, say `github-token`), in the order of the kinds' names. */
  readonly masked: readonly { readonly kind: string; readonly count: number }[];
}

/** In the order of their precedence: where two overlap, the earlier one names the kind. */
const finders: readonly ((text: string) => Iterable<Span>)[] = [
  keyBlocks,
  knownTokens,
  urlSecrets,
  headerSecrets,
  assignedSecrets,
  emailAddresses,
];

const marker = /\[masked [a-z0-9-]{1,40}\]/g;
/** More than enough: a second pass is needed only where masking has moved a line's end. */
const passes = 4;

/**
 * Replaces what must not be stored, logged, shown or sent (keys, tokens, passwords, cookies, e-mail addresses) by
 * `[masked kind]`. Linear in the text's length; masking a masked text changes nothing. See docs/adr/0005-mask-secrets.md.
 */
export function maskSecrets(text: string): MaskedText {
  const counts = new Map<string, number>();
  let current = text;
  for (let pass = 0; pass < passes; pass++) {
    const spans = secretsIn(current);
    if (spans.length === 0) break;
    let masked = '';
    let from = 0;
    for (const { start, end, kind } of spans) {
      masked += `${current.slice(from, start)}[masked ${kind}]`;
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      from = end;
    }
    current = masked + current.slice(from);
  }
  const masked = [...counts].map(([kind, count]) => ({ kind, count }));
  return { text: current, masked: masked.sort((a, b) => (a.kind < b.kind ? -1 : 1)) };
}

/** Looks at the text as it stands and, where lines may have been broken by a terminal, also at the joined one. */
function secretsIn(text: string): readonly Span[] {
  const blanked = text.replace(marker, (found) => '\0'.repeat(found.length));
  const joined = unwrap(blanked);
  const lists = finders.flatMap((find) => {
    const asItStands = freshSpans(find, blanked);
    if (joined.text === blanked) return [asItStands];
    const acrossLines = freshSpans(find, joined.text).map(({ start, end, ...rest }) => ({
      ...rest,
      start: joined.toOriginal(start),
      end: joined.toOriginal(end - 1) + 1,
    }));
    return [asItStands, acrossLines];
  });
  return mergeSpans(lists);
}

/** The spans that hold anything but what is masked already. */
const freshSpans = (find: (text: string) => Iterable<Span>, text: string): readonly Span[] =>
  [...find(text)].filter(({ start, end }) => text.slice(start, end).replace(/[\0\s]/g, '') !== '');
