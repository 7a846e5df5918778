import { maskSecrets } from '../core/log/masking.ts';
import { identityKey } from '../core/people/index.ts';
import type { Context } from './context.ts';
import { joined, md } from './markdown.ts';
import type { Registry } from './registry.ts';
import type { ActionRef, Answer, Button, Form, FormErrors, Reply } from './reply.ts';

const keptMs = 60 * 60 * 1000;
export const reopenAction = 'mend.form';

type FormRef = Required<Pick<ActionRef, 'name' | 'args'>>;

/**
 * Where a platform cannot mark wrong fields, a form with mistakes is answered with *Fix it*: the button reopens the form
 * with what was typed, secrets masked. The draft is kept for an hour.
 */
export async function formErrorsReply(
  errors: FormErrors,
  values: Readonly<Record<string, string>>,
  form: FormRef,
  context: Context,
): Promise<Reply> {
  const button = await draftButton('Fix it', values, form, context);
  return {
    code: errors.code,
    visibility: 'private',
    text: joined([
      md`Almost there! I kept what you typed:`,
      ...Object.values(errors.errors).map((it) => md`- ${it}`),
    ]),
    buttons: [[button]],
    // What the form was opened on stays until the form is right.
    replaces: false,
  };
}

/** A button that opens a form with these values in it, secrets masked, for an hour. */
export async function draftButton(
  label: string,
  values: Readonly<Record<string, string>>,
  form: FormRef,
  context: Context,
): Promise<Button> {
  const id = context.services.newId();
  await context.services.stores.drafts.put({
    id,
    owner: identityKey(context.actor.identity),
    form: form.name,
    args: form.args,
    values: Object.fromEntries(
      Object.entries(values).map(([name, typed]) => [name, maskSecrets(typed).text]),
    ),
    expiresAt: context.now + keptMs,
  });
  return { label, style: 'primary', action: { name: reopenAction, args: [id, form.name], inPlace: true } };
}

/** The *Fix it* button, which belongs to no command. */
export const reopenForm = {
  is: (name: string): boolean => name === reopenAction,
  step([id = '', formName = '']: readonly string[], registry: Registry) {
    const found = registry.form(formName);
    const named = { name: reopenAction, opensForm: true };
    if (!found) return { ...named, reply: draftGone };
    return {
      ...named,
      command: found.command,
      async run(context: Context): Promise<Answer> {
        const draft = await context.services.stores.drafts.find(
          identityKey(context.actor.identity),
          id,
          context.now,
        );
        if (!draft) return draftGone;
        const form = await found.handler.form(draft.args, context);
        return form ? { code: 'mend', form: filled(form, draft.values) } : draftGone;
      },
    };
  },
};

const draftGone: Reply = {
  code: 'draft-gone',
  visibility: 'private',
  text: md`That draft has expired: I keep one for an hour. Please start again.`,
};

const filled = (form: Form, values: Readonly<Record<string, string>>): Form => ({
  ...form,
  fields: form.fields.map((field) => ({ ...field, value: values[field.name] ?? field.value ?? '' })),
});
