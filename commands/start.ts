import { privately } from '../src/chat/answers.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import { md } from '../src/chat/markdown.ts';
import { type Answer, isFormErrors } from '../src/chat/reply.ts';
import { suggestZone } from '../src/messages/zones.ts';
import { begin, chooseOfferedZone } from './start/begin.ts';
import { audiences, openStartForm, startForm } from './start/form.ts';

export default {
  name: 'start',
  summary: 'Get a daily prompt by DM at your local time',
  group: 'first',
  leaf: leaf({
    summary: 'Get a daily prompt by DM at your local time; without options, a form opens',
    options: {
      zone: {
        kind: 'text',
        summary: 'Your time zone: a city like Lisbon',
        suggest: suggestZone,
        maxLength: 100,
      },
      time: { kind: 'text', summary: 'When I should ask, in your local time: 09:00', maxLength: 20 },
      audience: { kind: 'choice', summary: 'Who can see what you log here', choices: audiences },
    },
    opensForm: (input) => Object.keys(input).length === 0,
    async run(input, context) {
      if (Object.keys(input).length === 0) return openStartForm(context);
      const answer = await begin(input, context);
      if (!isFormErrors(answer)) return answer;
      return privately(answer.code, md`${Object.values(answer.errors).join(' ')} Nothing was changed yet.`);
    },
  }),
  actions: {
    join: { opensForm: true, run: (_args, context) => openStartForm(context) },
    again: { run: async (_args, context) => (await begin({}, context)) as Answer },
    zone: { run: ([zone = ''], context) => chooseOfferedZone(zone, context) },
  },
  forms: { start: { form: (_args, context) => startForm(context), run: begin } },
} satisfies Command;
