import type { Context } from '../../src/chat/context.ts';
import type { Answer, Form, FormErrors } from '../../src/chat/reply.ts';
import type { CommunitySetting } from '../../src/settings/setting.ts';
import { communitySettings } from '../../src/settings/table.ts';
import { formOfLines } from '../settings/lines.ts';
import { changeSetting } from './change.ts';
import { here } from './community.ts';

const settings: Readonly<Record<string, CommunitySetting>> = communitySettings;

/** The form of a setting that is typed in several lines; undefined if it has none. */
export function linesForm(name: string, context: Context): Form | undefined {
  const lines = settings[name]?.lines?.form(here(context));
  return lines && formOfLines(lines, { name: 'setup.lines', args: [name] });
}

/** Sets it to what was typed, or says at the field what is wrong. */
export async function submitLines(
  name: string,
  typed: string,
  context: Context,
): Promise<Answer | FormErrors> {
  const setting = settings[name];
  if (!setting?.lines) throw new Error(`There is no setting ${name} with lines`);
  const parsed = setting.lines.parse(typed);
  if ('wrong' in parsed) return { code: 'wrong-settings', errors: { lines: parsed.wrong } };
  return changeSetting(setting, { [setting.lines.option]: typed }, context);
}
