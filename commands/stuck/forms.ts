import type { Context } from '../../src/chat/context.ts';
import { type Answer, type Form, type FormErrors, isFormErrors } from '../../src/chat/reply.ts';
import type { PainPart } from '../../src/core/log/index.ts';
import { painParts } from '../../src/core/log/index.ts';
import type { Audience } from '../../src/core/people/index.ts';
import {
  painEditFields,
  painFields,
  partField,
  readAbout,
  type TypedPain,
} from '../../src/messages/pain-form.ts';
import { gone, mine } from '../history/mine.ts';
import { picturesOfMessage } from '../log/pictures.ts';
import { changeWords } from './change.ts';
import { writePain } from './write.ts';

interface Carried {
  readonly audience?: Audience;
  readonly date?: string;
  readonly state?: string;
}

export const openNewForm = (
  typed: TypedPain,
  { audience = '' as Audience, date = '', state = '' }: Carried,
): Answer => ({
  code: 'stuck-form',
  form: newForm([audience, carried(date), state], typed),
});

/** As much of a typed date as fits a form's id; what cannot be read stays unreadable, and is named when it is sent. */
function carried(date: string): string {
  const letters = [...date.slice(0, 20).toWellFormed()];
  while (encodeURIComponent(letters.join('')).length > 40) letters.pop();
  return letters.join('');
}

export const newForm = (args: readonly string[], typed: TypedPain): Form => ({
  title: 'What broke?',
  submitLabel: 'Log it',
  action: { name: 'stuck.new', args },
  fields: painFields(typed),
});

export async function submitNew(
  values: Readonly<Record<string, string>>,
  context: Context,
  [audience, date, state, message]: readonly string[],
): Promise<Answer | FormErrors> {
  const { about = '', ...typed } = values;
  const answer = await writePain(
    {
      text: typed.text ?? '',
      ...pick(typed),
      ...readAbout(about),
      ...((audience === 'private' || audience === 'community') && { audience }),
      ...(date && { date }),
      ...(state && { state }),
      ...(message && { pictures: () => picturesOfMessage(message, context) }),
    },
    context,
  );
  return isFormErrors(answer) ? atAbout(answer) : answer;
}

/** Project and tags share a field. */
function atAbout({ code, errors: { project, tag, ...errors } }: FormErrors): FormErrors {
  const about = [project, tag].filter((it) => it !== undefined).join(' ');
  return { code, errors: { ...errors, ...(about !== '' && { about }) } };
}

/** What is known of an earlier one, whole: `id` is its id, `latest`, or words of it. */
export async function openEditForm(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  const form = found && (await editForm([found.entry.id], context));
  return form ? { code: 'stuck-form', form } : gone;
}

/** One missing part, and what goes with it. */
export async function openAddForm(
  id: string | undefined,
  part: string | undefined,
  context: Context,
): Promise<Answer> {
  const form = await editForm([id ?? '', part ?? ''], context);
  return form ? { code: 'stuck-form', form } : gone;
}

export async function editForm(
  [id = '', part]: readonly string[],
  context: Context,
): Promise<Form | undefined> {
  const found = await mine(id, context);
  if (!found) return undefined;
  const { text, pain } = found.entry;
  const parts: readonly PainPart[] =
    part === 'error' ? ['error'] : part === 'fix' ? ['fix', 'cause'] : ['cause', 'fix'];
  const isWhole = !painParts.some((it) => it === part);
  return {
    title: isWhole ? 'What broke' : part === 'error' ? 'The error' : 'Cause and fix',
    submitLabel: 'Save',
    action: { name: 'stuck.edit', args: [found.entry.id, ...(isWhole ? [] : [part as string])] },
    fields: isWhole ? painEditFields(text, pain) : parts.map((it) => partField(it, pain?.[it])),
  };
}

export const submitEdit = (
  values: Readonly<Record<string, string>>,
  context: Context,
  [id = '']: readonly string[],
): Promise<Answer | FormErrors> =>
  changeWords(id, { ...(values.text !== undefined && { text: values.text }), ...pick(values) }, context);

const pick = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(painParts.flatMap((part) => (values[part] === undefined ? [] : [[part, values[part]]])));
