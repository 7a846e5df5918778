import { privately } from '../src/chat/answers.ts';
import { type Command, leaf, type Options } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { md } from '../src/chat/markdown.ts';
import { type Answer, type FormErrors, isFormErrors } from '../src/chat/reply.ts';
import type { PainState } from '../src/core/log/index.ts';
import type { Audience } from '../src/core/people/index.ts';
import { audienceOption } from '../src/messages/entry-form.ts';
import type { TypedPain } from '../src/messages/pain-form.ts';

import { show } from './history/look.ts';
import { suggestProject, suggestTag } from './log/suggest.ts';
import { changeState, changeStateOfOne, changeWords, isState, suggestPain } from './stuck/change.ts';
import { cameBack, held } from './stuck/follow-up.ts';
import {
  editForm,
  newForm,
  openAddForm,
  openEditForm,
  openNewForm,
  submitEdit,
  submitNew,
} from './stuck/forms.ts';
import { writePain } from './stuck/write.ts';

const options = {
  text: { kind: 'text', summary: 'What broke, in your own words', free: true },
  error: { kind: 'text', summary: 'The error message; paste long ones into the form' },
  cause: { kind: 'text', summary: 'Why it broke, if you know' },
  fix: { kind: 'text', summary: 'What fixed it, if you know' },
  project: { kind: 'text', summary: 'The project it belongs to', suggest: suggestProject },
  tag: { kind: 'text', summary: 'Tags, like "redis, node"', suggest: suggestTag },
  entry: {
    kind: 'text',
    summary: 'Add to one you logged before; latest is the last one',
    suggest: suggestPain,
    maxLength: 100,
  },
  state: {
    kind: 'choice',
    summary: 'Where it stands',
    choices: [
      { value: 'open', label: 'still stuck' },
      { value: 'understood', label: 'understood' },
      { value: 'fixed', label: 'fixed' },
    ],
  },
  audience: audienceOption,
  date: { kind: 'text', summary: 'The day it counts for: today, yesterday, monday, 2026-11-20' },
} satisfies Options;
const { text: _text, ...besideText } = options;
const optionNames = Object.keys(besideText);

export default {
  name: 'stuck',
  summary: 'Log what broke: the error, its cause, its fix',
  group: 'first',
  leaf: leaf({
    summary: 'Log what broke; without text, a form opens. You can add cause and fix later',
    options,
    opensForm: (input) => stateOnly(input) === undefined && opensForm(input),
    async run(input, context) {
      const state = stateOnly(input);
      if (state) return changeStateOfOne(state, context);
      return write(input, context);
    },
  }),
  actions: {
    open: { opensForm: true, run: ([date], context) => openNewForm({}, date ? { date } : {}, context) },
    show: { run: ([id], context, [selected]) => show(selected ?? id, context) },
    edit: { opensForm: true, run: ([id], context) => openEditForm(id, context) },
    add: { opensForm: true, run: ([id, part], context) => openAddForm(id, part, context) },
    /** Chosen from a menu; from before there was one, a button for each. */
    state: { run: ([id = '', state = ''], context, [chosen]) => changeState(id, chosen ?? state, context) },
    mark: { run: ([state = ''], context, [id = '']) => changeState(id, state, context) },
    held: { run: ([id = ''], context) => held(id, context) },
    back: { run: ([id = ''], context) => cameBack(id, context) },
  },
  forms: {
    new: { form: (args, context) => newForm(args, {}, context), run: submitNew },
    edit: { form: editForm, run: submitEdit },
  },
} satisfies Command;

type Given = TypedPain & {
  readonly entry?: string;
  readonly state?: string;
  readonly audience?: string;
  readonly date?: string;
};

/** `state:fixed` and nothing else, or the bare word, is about something that is logged already. */
function stateOnly({ text, state, ...rest }: Given): PainState | undefined {
  if (Object.keys(rest).length > 0 || (text !== undefined && state !== undefined)) return undefined;
  const word = state ?? text?.trim().toLowerCase();
  return isState(word) ? word : undefined;
}

async function write({ entry, state, audience, date, ...typed }: Given, context: Context): Promise<Answer> {
  const known = state !== undefined && { state };
  if (entry !== undefined) {
    if (opensForm({ ...typed, entry, ...known })) return openEditForm(entry, context);
    return said(await changeWords(entry, { ...typed, ...known }, context));
  }
  const rest = {
    ...(audience && { audience: audience as Audience }),
    ...(date !== undefined && { date }),
    ...known,
  };
  if (opensForm(typed)) return openNewForm(typed, rest, context);
  return said(await writePain({ ...typed, ...rest, optionNames }, context));
}

/** Something to write down is there: for a new one what broke, for an earlier one anything. */
const opensForm = ({ entry, text, error, cause, fix, project, tag, state }: Given): boolean =>
  entry === undefined
    ? text === undefined && error === undefined
    : [text, error, cause, fix, project, tag, state].every((it) => it === undefined);

const said = (answer: Answer | FormErrors): Answer =>
  isFormErrors(answer)
    ? privately(answer.code, md`${Object.values(answer.errors).join(' ')} Nothing was changed.`)
    : answer;
