import { assignedSecrets } from './masking/assignments.ts';
import { emailAddresses } from './masking/emails.ts';
import { headerSecrets } from './masking/headers.ts';
import { keyBlocks } from './masking/key-blocks.ts';
import { mergeSpans, type Span } from './masking/spans.ts';
import { knownTokens } from './masking/tokens.ts';
import { type Unwrapped, unwrap, widthOf } from './masking/unwrap.ts';
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
  if (text === '') return { text, masked: [] };
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

/** Lines of this length may have been broken by a window that was narrower than the longest of them. */
const likelyWidth = 40;

/** Looks at the text as it stands and, where lines may have been broken by a terminal, also at the joined ones. */
function secretsIn(text: string): readonly Span[] {
  const blanked = text.replace(marker, (found) => '\0'.repeat(found.length));
  if (!blanked.includes('\n')) return spansIn([unwrap(blanked, Number.POSITIVE_INFINITY)]);
  const width = widthOf(blanked);
  const views = [unwrap(blanked, Number.POSITIVE_INFINITY), unwrap(blanked, width)];
  if (width > likelyWidth) views.push(unwrap(blanked, likelyWidth));
  const different = views.filter((view, index) => !views.slice(0, index).some((it) => it.text === view.text));
  return spansIn(different);
}

const spansIn = (views: readonly Unwrapped[]): readonly Span[] =>
  mergeSpans(finders.flatMap((find) => views.map((view) => spansOf(find, view))));

/** The spans that hold anything but what is masked already. */
const spansOf = (find: (text: string) => Iterable<Span>, { text, toOriginal }: Unwrapped): readonly Span[] =>
  [...find(text)]
    .filter(({ start, end }) => text.slice(start, end).replace(/[\0\s]/g, '') !== '')
    .map((span) => ({ ...span, start: toOriginal(span.start), end: toOriginal(span.end - 1) + 1 }));
