import type { Context } from '../../src/chat/context.ts';
import { type Answer, type Form, type FormErrors, isFormErrors } from '../../src/chat/reply.ts';
import { dayAt, formatDay, parseDay } from '../../src/core/calendar/index.ts';
import { type EntryKind, isEntryKind, usualKind } from '../../src/core/log/index.ts';
import type { Audience } from '../../src/core/people/index.ts';
import {
  errorsAtMinutes,
  newEntryFields,
  readMinutesAndTags,
  type TypedEntry,
} from '../../src/messages/entry-form.ts';
import { wordsOfKind } from '../../src/messages/entry-kinds.ts';
import { askAudience, readAudience } from './audience.ts';
import { writeEntry } from './write.ts';

interface Choice {
  readonly kind?: EntryKind;
  readonly audience?: Audience;
}

/** What a form carries unseen: kind, what is known of who sees it, and the date it was opened for as long as that is today. */
export const formArgs = ({ kind = usualKind, audience }: Choice, date = ''): string[] => [
  kind,
  audience ?? '',
  date,
];

const kindOf = ([kind]: readonly string[]): EntryKind => (isEntryKind(kind) ? kind : usualKind);

/** Opens the form with what was typed. Today's date is not shown, yet it stays the entry's if the day ends meanwhile. */
export async function openLogForm(
  [kind = '', audience = '']: readonly string[],
  typed: TypedEntry,
  context: Context,
): Promise<Answer> {
  const { person, now } = context;
  const today = person && dayAt(person.clocks, now);
  const isToday = typed.date !== undefined && today !== undefined && parseDay(typed.date) === today;
  const { date: _date, ...rest } = typed;
  const form = isToday
    ? await logForm([kind, audience, formatDay(today)], rest, context)
    : await logForm([kind, audience, ''], typed, context);
  return { code: 'log-form', form };
}

export async function logForm(args: readonly string[], typed: TypedEntry, context: Context): Promise<Form> {
  const kind = kindOf(args);
  const asked = await askAudience(context, args[1]);
  return {
    title: wordsOfKind(kind).form.title,
    submitLabel: 'Log it',
    action: { name: 'log.entry', args: [kind, asked.carried, args[2] ?? ''] },
    fields: newEntryFields(kind, typed, asked.field),
  };
}

export async function submitLogForm(
  values: Readonly<Record<string, string>>,
  context: Context,
  args: readonly string[],
): Promise<Answer | FormErrors> {
  const date = values.date?.trim() || args[2];
  const { text, project } = values;
  // A form that was opened before an update has a field of its own for tags.
  const { minutes, tag } = {
    ...readMinutesAndTags(values.minutes ?? ''),
    ...(values.tag && { tag: values.tag }),
  };
  const answer = await writeEntry(
    {
      text: text ?? '',
      ...(project && { project }),
      ...(minutes && { minutes }),
      ...(tag && { tag }),
      ...(date && { date }),
      kind: kindOf(args),
      ...(await readAudience(values.audience, args[1] ?? '', context)),
    },
    context,
  );
  return isFormErrors(answer) && values.tag === undefined ? errorsAtMinutes(answer) : answer;
}
