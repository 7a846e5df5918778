import { privately } from '../../chat/answers.ts';
import { md } from '../../chat/markdown.ts';
import { count } from '../../messages/words.ts';
import { parseQuestions, questionsForm, questionsOf, withQuestions } from '../question-list.ts';
import { communitySetting } from '../setting.ts';

export const questions = communitySetting({
  scope: 'community',
  summary: 'Questions that members find in their daily prompts',
  options: {
    questions: {
      kind: 'text',
      summary: 'One or more with | between them; none takes them away. Without it, a form opens',
      free: true,
      example: '"What did you ship this week? | What are you stuck on?"',
    },
  },
  parse({ questions: typed = '' }) {
    const parsed = parseQuestions(typed);
    return 'wrong' in parsed
      ? { refused: privately('wrong-questions', md`${parsed.wrong} Nothing was changed.`) }
      : parsed;
  },
  apply: (community, value: readonly string[]) => withQuestions(community, value),
  confirm: (_community, value) =>
    value.length === 0
      ? md`Members only get my own questions now.`
      : md`Members now find ${value.length === 1 ? 'your question' : `your ${count(value.length, 'question')}`} among mine, every other day.`,
  lines: {
    option: 'questions',
    form: (community) => questionsForm(community, 'Questions for members'),
    parse: parseQuestions,
  },
  show: (community) => md`Own questions: **${questionsOf(community).length || 'none'}**`,
});
