import { codeBlock, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button } from '../chat/reply.ts';
import { type DeckCard, dueAfter, type Grade, grades } from '../core/deck/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { WhyChain } from '../core/why/index.ts';
import { count, excerpt } from './words.ts';

/** A card as it is shown: made of the entry and its chain as they are now. */
export interface CardFace {
  readonly broke: string;
  readonly error?: string;
  readonly project?: string;
  readonly tags: readonly string[];
  readonly cause?: string;
  readonly fix?: string;
  readonly rootCause?: string;
  readonly check?: string;
}

const errorShown = 400;

export const faceOf = ({ text, pain, project, tags }: Entry, chain: WhyChain | undefined): CardFace => ({
  broke: text,
  ...(pain?.error !== undefined && { error: shortError(pain.error) }),
  ...(project !== undefined && { project }),
  tags,
  ...(pain?.cause !== undefined && { cause: pain.cause }),
  ...(pain?.fix !== undefined && { fix: pain.fix }),
  ...(chain?.rootCause !== undefined && chain.rootCause !== pain?.cause && { rootCause: chain.rootCause }),
  ...(chain?.check !== undefined && { check: chain.check }),
});

const shortError = (error: string): string =>
  error.length <= errorShown ? error : `${error.slice(0, errorShown - 1).toWellFormed()}…`;

/** The front: what broke. */
export const frontText = (face: CardFace, left: number): Markdown =>
  joined([
    md`_${count(left, 'card')} due${face.project === undefined ? '' : ` · ${excerpt(face.project, 60)}`}_`,
    md`**${excerpt(face.broke, 300)}**`,
    face.error !== undefined && codeBlock(face.error),
    md`Why did it break, and what fixed it?`,
  ]);

/** The back: cause, fix, root cause. */
export const backText = (face: CardFace): Markdown =>
  joined([
    md`**${excerpt(face.broke, 300)}**`,
    ...backLines(face).map(([label, text]) => md`- **${label}:** ${text.replace(/\s+/g, ' ')}`),
    md`How well did you remember?`,
  ]);

export const backLines = ({ cause, fix, rootCause, check }: CardFace): [label: string, text: string][] =>
  (
    [
      ['Cause', cause],
      ['Fix', fix],
      ['Root cause', rootCause],
      ['Check first next time', check],
    ] as const
  ).flatMap(([label, text]) => (text === undefined ? [] : [[label, text]]));

const gradeWords: Readonly<Record<Grade, string>> = {
  again: 'Forgot',
  hard: 'Hard',
  good: 'Good',
  easy: 'Easy',
};

/** The four grades, each with when the card would come back. */
export function gradeButtons(card: DeckCard, now: number): Button[] {
  const due = dueAfter(card, now);
  return grades.map((grade) => ({
    label: `${gradeWords[grade]} – again in ${spanText(due[grade] - now)}`,
    action: { name: 'review.grade', args: [card.entryId, grade, String(card.history.length)], inPlace: true },
    ...(grade === 'good' && { style: 'primary' as const }),
  }));
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** 600,000 as '10 min', 8 days as '8 d', 60 days as '2 mo'. */
export function spanText(milliseconds: number): string {
  if (milliseconds < 60 * minuteMs) return `${Math.max(1, Math.round(milliseconds / minuteMs))} min`;
  if (milliseconds < dayMs) return `${Math.round(milliseconds / (60 * minuteMs))} h`;
  const days = Math.round(milliseconds / dayMs);
  if (days < 60) return `${days} d`;
  return days < 730 ? `${Math.round(days / 30)} mo` : `${Math.round(days / 365)} y`;
}
