import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import type { Answer, Form, FormErrors } from '../../src/chat/reply.ts';
import { prospect } from '../../src/core/account/present.ts';
import { personSettings } from '../../src/settings/scopes.ts';
import type { Facts, LinesForm } from '../../src/settings/setting.ts';
import { applyChanges } from './apply.ts';

const settingOf = (name: string) => personSettings.find((it) => it.name === name);

/** A form with one field of several lines. */
export const formOfLines = ({ title, label, hint, value }: LinesForm, action: Form['action']): Form => ({
  title,
  submitLabel: 'Save',
  action,
  fields: [{ name: 'lines', label, kind: 'paragraph', required: false, hint, value }],
});

/** The form of a setting that is typed in several lines; undefined if there is no such setting. */
export function linesForm(name: string, context: Context): Form | undefined {
  const lines = settingOf(name)?.setting.lines?.(prospect(context).person);
  return lines && formOfLines(lines, { name: 'settings.lines', args: [name] });
}

/** Sets it to what was typed, or says at the field what is wrong. */
export async function submitLines(
  name: string,
  typed: string,
  facts: Facts,
  context: Context,
): Promise<Answer | FormErrors> {
  const one = settingOf(name);
  if (!one) throw new Error(`There is no setting ${name}`);
  const parsed = one.setting.parse(typed, facts);
  if ('wrong' in parsed) return { code: 'wrong-settings', errors: { lines: parsed.wrong } };
  const changed = await applyChanges([{ ...one, value: parsed.value }], facts, context);
  return privately('settings-changed', changed);
}
