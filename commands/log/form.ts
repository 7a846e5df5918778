import type { Context } from '../../src/chat/context.ts';
import type { Answer, Form, FormErrors } from '../../src/chat/reply.ts';
import { dayAt, formatDay, parseDay } from '../../src/core/calendar/index.ts';
import { type EntryKind, isEntryKind, usualKind } from '../../src/core/log/index.ts';
import type { Audience } from '../../src/core/people/index.ts';
import { entryFields, type TypedEntry } from '../../src/messages/entry-form.ts';
import { wordsOfKind } from '../../src/messages/entry-kinds.ts';
import { writeEntry } from './write.ts';

interface Choice {
  readonly kind?: EntryKind;
  readonly audience?: Audience;
}

/** What a form carries unseen: kind, audience, and the date it was opened for as long as that is today. */
export const formArgs = ({ kind = usualKind, audience }: Choice, date = ''): string[] => [
  kind,
  audience ?? '',
  date,
];

const choiceOf = ([kind, audience]: readonly string[]): Choice & { readonly kind: EntryKind } => ({
  kind: isEntryKind(kind) ? kind : usualKind,
  ...((audience === 'private' || audience === 'community') && { audience }),
});

/** Opens the form with what was typed. Today's date is not shown, yet it stays the entry's if the day ends meanwhile. */
export async function openLogForm(
  args: readonly string[],
  typed: TypedEntry,
  { person, now }: Context,
): Promise<Answer> {
  const today = person && dayAt(person.clocks, now);
  const isToday = typed.date !== undefined && today !== undefined && parseDay(typed.date) === today;
  const { date: _date, ...rest } = typed;
  const form = isToday
    ? logForm(formArgs(choiceOf(args), formatDay(today)), rest)
    : logForm(formArgs(choiceOf(args)), typed);
  return { code: 'log-form', form };
}

export function logForm(args: readonly string[], typed: TypedEntry): Form {
  const { kind } = choiceOf(args);
  return {
    title: wordsOfKind(kind).form.title,
    submitLabel: 'Log it',
    action: { name: 'log.entry', args },
    fields: entryFields(kind, typed, 'today, yesterday, monday or 2026-11-20'),
  };
}

export function submitLogForm(
  values: Readonly<Record<string, string>>,
  context: Context,
  args: readonly string[],
): Promise<Answer | FormErrors> {
  const date = values.date?.trim() || args[2];
  const { text, project, minutes, tag } = values;
  return writeEntry(
    {
      text: text ?? '',
      ...(project && { project }),
      ...(minutes && { minutes }),
      ...(tag && { tag }),
      ...(date && { date }),
      ...choiceOf(args),
    },
    context,
  );
}
