import { type Markdown, md } from '../../chat/markdown.ts';
import { count } from '../../messages/words.ts';
import {
  parseQuestions,
  questionsForm,
  questionsOf,
  typedQuestions,
  withQuestions,
} from '../question-list.ts';
import { personSetting } from '../setting.ts';

export const questions = personSetting<readonly string[]>({
  scope: 'person',
  option: {
    kind: 'text',
    summary: 'Your own questions for the daily prompt, with | between them; none takes them away',
    example: '"What did I learn? | What is next?"',
  },
  parse: parseQuestions,
  apply: (person, value) => withQuestions(person, value),
  confirm: (_person, value) => confirmText(value),
  show: (person) => md`Own questions: **${questionsOf(person).length || 'none'}**`,
  export: typedQuestions,
  lines: (person) => questionsForm(person, 'Your own questions'),
  link: 'primary',
});

function confirmText(value: readonly string[]): Markdown {
  if (value.length === 0) return md`I only ask my own questions now.`;
  return md`I'll ask ${value.length === 1 ? 'your question' : `your ${count(value.length, 'question')} in turn`}, every other day.`;
}
