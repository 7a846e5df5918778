import type { Context } from '../../src/chat/context.ts';
import { type Answer, type Form, type FormErrors, isFormErrors } from '../../src/chat/reply.ts';
import type { PainPart } from '../../src/core/log/index.ts';
import { painParts } from '../../src/core/log/index.ts';
import type { Audience } from '../../src/core/people/index.ts';
import { errorsAtAbout, readAbout } from '../../src/messages/about-field.ts';
import { painEditFields, painFields, partField, type TypedPain } from '../../src/messages/pain-form.ts';
import { gone, mine } from '../history/mine.ts';
import { askAudience, readAudience } from '../log/audience.ts';
import { picturesOfMessage } from '../log/pictures.ts';
import { changeWords } from './change.ts';
import { writePain } from './write.ts';

interface Carried {
  readonly audience?: Audience;
  readonly date?: string;
  readonly state?: string;
}

/** What a form carries that has project and tags in it beside the audience. */
const withAbout = 'about';

export const openNewForm = async (
  typed: TypedPain,
  { audience, date = '', state = '' }: Carried,
  context: Context,
): Promise<Answer> => {
  const about = typed.project !== undefined || typed.tag !== undefined ? withAbout : '';
  return {
    code: 'stuck-form',
    form: await newForm([audience ?? '', carried(date), state, about], typed, context),
  };
};

/** As much of a typed date as fits a form's id; what cannot be read stays unreadable, and is named when it is sent. */
function carried(date: string): string {
  const letters = [...date.slice(0, 20).toWellFormed()];
  while (encodeURIComponent(letters.join('')).length > 40) letters.pop();
  return letters.join('');
}

/** `args`: what is known of who sees it, the date, how it stands, and whether project and tags are asked as well. */
export async function newForm(
  [audience, date = '', state = '', about = '']: readonly string[],
  typed: TypedPain,
  context: Context,
): Promise<Form> {
  const asked = await askAudience(context, audience);
  return {
    title: 'What broke?',
    submitLabel: 'Log it',
    action: { name: 'stuck.new', args: [asked.carried, date, state, about] },
    fields: painFields(typed, {
      keepsAbout: about === withAbout,
      ...(asked.field && { audience: asked.field }),
    }),
  };
}

export async function submitNew(
  values: Readonly<Record<string, string>>,
  context: Context,
  [carriedAudience = '', date, state, message]: readonly string[],
): Promise<Answer | FormErrors> {
  const { about = '', audience, ...typed } = values;
  const answer = await writePain(
    {
      text: typed.text ?? '',
      ...pick(typed),
      ...readAbout(about),
      ...(await readAudience(audience, carriedAudience, context)),
      ...(date && { date }),
      ...(state && { state }),
      ...(message && { pictures: () => picturesOfMessage(message, context) }),
    },
    context,
  );
  return isFormErrors(answer) ? errorsAtAbout(answer) : answer;
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
