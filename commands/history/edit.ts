import { currentStreak, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Form, FormErrors } from '../../src/chat/reply.ts';
import { type Day, formatDay } from '../../src/core/calendar/index.ts';
import {
  type Changed,
  editEntry,
  dateProblem as findDateProblem,
  revertEntry,
} from '../../src/core/log/index.ts';
import { type Person, todayOf } from '../../src/core/people/index.ts';
import { entryFields, readEntryParts } from '../../src/messages/entry-form.ts';
import { dateProblemText } from '../../src/messages/logged.ts';
import { count } from '../../src/messages/words.ts';
import { afterChange, shareAgain } from './finish.ts';
import { card } from './look.ts';
import { gone, mine, nothing, streakLine } from './mine.ts';

export async function openEdit(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  const form = found && (await editForm([found.entry.id], context));
  return form ? { code: 'edit-form', form } : id === undefined ? nothing(context) : gone;
}

export async function editForm([id]: readonly string[], context: Context): Promise<Form | undefined> {
  const found = await mine(id, context);
  if (!found) return undefined;
  const { text, project = '', minutes = '', tags, day, kind } = found.entry;
  const shown = { text, project, minutes, tag: tags.join(', '), date: formatDay(day) };
  return {
    title: 'Edit your entry',
    submitLabel: 'Save',
    action: { name: 'history.edit', args: [found.entry.id] },
    fields: entryFields(kind, shown, 'You can move it to any day that is still open'),
  };
}

export async function submitEdit(
  values: Readonly<Record<string, string>>,
  context: Context,
  [id = '']: readonly string[],
): Promise<Answer | FormErrors> {
  const found = await mine(id, context);
  if (!found) return gone;
  const { person, entry } = found;
  const today = todayOf(person, context.now);
  const { backdateDays } = context.services.rules;
  const dateProblem = (day: Day) => {
    const problem =
      day === entry.day
        ? undefined
        : (findDateProblem(person, entry.day, today, backdateDays) ??
          findDateProblem(person, day, today, backdateDays));
    return problem && { code: problem.code, text: dateProblemText(problem, today, person.language) };
  };
  const parts = readEntryParts(values, today, { emptyText, dateProblem });
  if ('errors' in parts) return parts;
  const { project = null, minutes = null, ...rest } = parts;
  const changed = await editEntry(
    context.services.stores,
    person,
    entry.id,
    { ...rest, text: values.text ?? '', project, minutes },
    { now: context.now, backdateDays },
  );
  return changed.ok ? saved(changed, person, context) : problem(changed, person, context);
}

const emptyText = 'Please write something. To remove the entry, delete it instead.';

function problem(
  found: Exclude<Changed, { ok: true }>,
  person: Person,
  { now }: Context,
): Answer | FormErrors {
  if ('earliest' in found)
    return {
      code: found.code,
      errors: { date: dateProblemText(found, todayOf(person, now), person.language) },
    };
  if (found.code === 'empty-text') return { code: 'empty-text', errors: { text: emptyText } };
  return gone;
}

async function saved(
  { entry, before, masked, shortened }: Extract<Changed, { ok: true }>,
  person: Person,
  context: Context,
): Promise<Answer> {
  const refused = await afterChange({ entry, before }, person, context);
  const shown = await card(entry, person, context);
  const rows = shown.buttons ?? [];
  const undo = {
    label: 'Undo the edit',
    action: { name: 'history.revert', args: [entry.id], inPlace: true },
  };
  return {
    ...shown,
    code: 'edited',
    text: joined([
      md`**Saved.**`,
      shown.text,
      masked > 0 && md`_I masked ${count(masked, 'secret')}._`,
      shortened && md`_It was longer than 3,000 characters, so I left out the middle._`,
      entry.day !== before.day && (await streakLine(context, person)),
      refused,
    ]),
    buttons: [...rows.slice(0, -1), [...(rows.at(-1) ?? []), undo]],
  };
}

/** Takes the last edit back; pressed again, it takes back the one before. */
export async function revert(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores, rules },
  } = context;
  if (!person) return gone;
  const back = await revertEntry(stores, person, id, { now, backdateDays: rules.backdateDays });
  if (!back.ok) {
    if (back.code === 'nothing-earlier')
      return privately('nothing-earlier', md`There's no earlier version. I keep those for 7 days.`);
    return gone;
  }
  const refused = await afterChange(back, person, context);
  for (const it of back.apart) await shareAgain(it, context);
  const shown = await card(back.entry, person, context);
  const { current } = await currentStreak(context, person);
  return {
    ...shown,
    code: 'reverted',
    text: joined([
      md`**Edit undone.**`,
      shown.text,
      back.apart.length > 0 && md`What I had added to it is an entry of its own again.`,
      back.entry.day !== back.before.day && md`Streak: **${count(current, 'day')}**.`,
      refused,
    ]),
  };
}
