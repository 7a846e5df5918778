import { fitText, isBlank } from './text.ts';
import type { Pain, PainState } from './types.ts';

export const painParts = ['error', 'cause', 'fix'] as const;
export type PainPart = (typeof painParts)[number];

/** What is known of a pain point, as it was typed; `null` or blank removes a part, what is absent stays. */
export type PainWords = { readonly [P in PainPart]?: string | null } & { readonly state?: PainState };

export interface FittedPain {
  readonly pain: Pain;
  /** The parts whose middle was left out. */
  readonly shortened: readonly PainPart[];
  /** How many secrets were masked. */
  readonly masked: number;
}

/**
 * A pain point with these words put in, secrets masked. Without a state of its own a first fix makes it fixed, a first
 * cause understood, and taking such words away takes it back.
 */
export function withPainWords(before: Pain | undefined, words: PainWords): FittedPain {
  const parts: Partial<Record<PainPart, string>> = {};
  const shortened: PainPart[] = [];
  let masked = 0;
  for (const part of painParts) {
    const typed = words[part];
    if (typed === undefined) {
      if (before?.[part] !== undefined) parts[part] = before[part];
      continue;
    }
    if (typed === null || isBlank(typed)) continue;
    const fitted = fitText(typed);
    parts[part] = fitted.text;
    if (fitted.shortened) shortened.push(part);
    masked += fitted.masked;
  }
  return { pain: { ...parts, state: words.state ?? stateAfter(before, parts) }, shortened, masked };
}

function stateAfter(before: Pain | undefined, { cause, fix }: Partial<Record<PainPart, string>>): PainState {
  const state = before?.state ?? 'open';
  const known = cause === undefined ? 'open' : 'understood';
  if (fix !== undefined && before?.fix === undefined) return 'fixed';
  if (fix === undefined && before?.fix !== undefined && state === 'fixed') return known;
  if (cause !== undefined && state === 'open' && before?.cause === undefined) return 'understood';
  if (cause === undefined && before?.cause !== undefined && state === 'understood') return 'open';
  return state;
}
