import { type Command, leaf } from '../src/chat/command.ts';
import { exportLearnings, searchLearnings } from './learnings/search.ts';
import { suggestProject, suggestTag } from './log/suggest.ts';

export default {
  name: 'learnings',
  summary: 'Search your learning log, or get it as Markdown',
  group: 'learn',
  leaf: leaf({
    summary: 'Search your learning log by words, tag, project, state and date, or get it as Markdown',
    options: {
      search: {
        kind: 'text',
        summary: 'Words, also from errors, causes and fixes',
        free: true,
        maxLength: 200,
      },
      tag: { kind: 'text', summary: 'Only one tag', maxLength: 33, suggest: suggestTag },
      project: { kind: 'text', summary: 'Only one project', maxLength: 80, suggest: suggestProject },
      state: {
        kind: 'choice',
        summary: 'Only what broke, by state',
        choices: [
          { value: 'open', label: 'still stuck' },
          { value: 'understood', label: 'understood' },
          { value: 'fixed', label: 'fixed' },
        ],
      },
      date: { kind: 'text', summary: 'Only one day: yesterday, monday, 2026-11-20', maxLength: 20 },
      from: { kind: 'text', summary: 'Starting on this day', maxLength: 20 },
      to: { kind: 'text', summary: 'Up to this day', maxLength: 20 },
      as: {
        kind: 'choice',
        summary: 'A list (the default) or a file',
        choices: [
          { value: 'list', label: 'a list' },
          { value: 'markdown', label: 'a Markdown file, by project and date' },
        ],
      },
    },
    run: ({ as, ...typed }, context) =>
      as === 'markdown' ? exportLearnings(typed, context) : searchLearnings(typed, context),
  }),
  actions: { markdown: { run: (_args, context) => exportLearnings({}, context) } },
} satisfies Command;
