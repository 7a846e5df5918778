import { givesAnswer } from './question-check/answers.ts';
import type { QuestionContext } from './question-check/context.ts';
import { leaks } from './question-check/leaks.ts';
import { hasCode, hasLink, hasMention, isPlain } from './question-check/plain.ts';
import { isOnTopic } from './question-check/topic.ts';

export type { QuestionContext } from './question-check/context.ts';

export const questionLimit = 200;

export type QuestionProblem =
  | 'empty'
  | 'too-long'
  | 'not-plain'
  | 'not-a-question'
  | 'several-questions'
  | 'link'
  | 'mention'
  | 'code'
  | 'leak'
  | 'answer'
  | 'repeat'
  | 'off-topic';

export type QuestionVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: QuestionProblem };

/**
 * The gate for every question, whoever made it: one question about this error, plain text of at most 200 characters, without
 * links, mentions, code, answers and repetitions, and nothing of the instructions. What does not pass is never shown.
 */
export function checkQuestion(text: string, context: QuestionContext): QuestionVerdict {
  const reason = problemOf(text, context);
  return reason === undefined ? { ok: true } : { ok: false, reason };
}

function problemOf(typed: string, context: QuestionContext): QuestionProblem | undefined {
  if (typed.trim() === '') return 'empty';
  if (typed.length > questionLimit) return 'too-long';
  if (!isPlain(typed)) return 'not-plain';
  const text = typed.normalize('NFKC');
  if (hasLink(text)) return 'link';
  if (hasMention(text)) return 'mention';
  if (leaks(text, context.secrets ?? [])) return 'leak';
  if (hasCode(text)) return 'code';
  const marks = text.match(/\?+/g)?.length ?? 0;
  if (marks === 0 || !/\?["'”’)]?$/.test(text.trim())) return 'not-a-question';
  if (marks > 1) return 'several-questions';
  if (wordsIn(text).length < 4) return 'not-a-question';
  if (givesAnswer(text)) return 'answer';
  if (context.asked.some((earlier) => alike(earlier, text))) return 'repeat';
  if (!isOnTopic(text, context)) return 'off-topic';
  return undefined;
}

const wordsIn = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}']+/gu) ?? [];

/** The same question in other clothes: most of the words are shared, quotes aside. */
function alike(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => new Set(wordsIn(text.replace(/“[^”]*”/g, ' '))));
  const common = [...x!].filter((word) => y!.has(word)).length;
  return (2 * common) / (x!.size + y!.size || 1) >= 0.72;
}
