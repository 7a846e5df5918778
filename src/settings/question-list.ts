import { type ChosenSettings, chosenIn, withChosen } from '../core/people/index.ts';
import type { LinesForm, Parsed } from './setting.ts';

export const mostQuestions = 10;
export const longestQuestion = 150;
/** What is typed for none. */
const none = 'none';
/** Between questions in one line; in a form each has its own line. */
const between = /[\n|]+/;

interface Asker {
  readonly chosen?: ChosenSettings;
}

/** The questions that a person or a community's organisers wrote, in their order. */
export function questionsOf(owner: Asker): readonly string[] {
  const stored = chosenIn(owner, 'questions');
  return typeof stored === 'string' ? stored.split('\n') : [];
}

export const withQuestions = <Owner extends Asker>(owner: Owner, questions: readonly string[]): Owner =>
  withChosen(owner, 'questions', questions.length > 0 ? questions.join('\n') : undefined);

/** One question a line, or several in one line with `|` between; `none` takes them away. */
export function parseQuestions(typed: string): Parsed<readonly string[]> {
  if (typed.trim().toLowerCase() === none) return { value: [] };
  const lines = typed.split(between).map((it) => it.replace(/\s+/g, ' ').trim());
  const value = [...new Set(lines.filter((it) => it !== ''))];
  if (value.length > mostQuestions)
    return { wrong: `questions can be ${mostQuestions} at most; that was ${value.length}.` };
  const long = value.find((it) => it.length > longestQuestion);
  if (long)
    return {
      wrong: `A question can have ${longestQuestion} characters; "${long.slice(0, 30)}…" has ${long.length}.`,
    };
  return { value };
}

/** What one would type to set them as they are. */
export const typedQuestions = (owner: Asker): string => questionsOf(owner).join(' | ') || none;

/** What the form for several lines shows. */
export const questionsForm = (owner: Asker, title: string): LinesForm => ({
  title,
  label: 'One question on each line',
  hint: `Up to ${mostQuestions}. Leave it empty for none.`,
  value: questionsOf(owner).join('\n'),
});
