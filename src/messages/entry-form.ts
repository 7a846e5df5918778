import { checkOptions } from '../chat/check-options.ts';
import type { FormErrors, FormField } from '../chat/reply.ts';
import type { Day } from '../core/calendar/index.ts';
import {
  type EntryKind,
  isBlank,
  parseProject,
  parseTags,
  projectLimit,
  readDate,
  tagLimit,
  tagsLimit,
} from '../core/log/index.ts';
import { dateNotUnderstood } from './dates.ts';
import { wordsOfKind } from './entry-kinds.ts';
import { hashed, joinedErrors, splitHashed } from './hashed-tags.ts';

/** The option that takes the minutes of an entry, in commands and forms alike. */
export const minutesOption = {
  kind: 'integer',
  summary: 'How long it took, in minutes',
  min: 1,
  max: 1440,
} as const;

/** The option that says who may see an entry. */
export const audienceOption = {
  kind: 'choice',
  summary: 'Who can see it',
  choices: [
    { value: 'private', label: 'Only me' },
    { value: 'community', label: 'This community' },
  ],
} as const;

/** What an entry is made of as it was typed, into options or into a form. */
export interface TypedEntry {
  readonly text?: string;
  readonly project?: string;
  readonly minutes?: string | number;
  readonly tag?: string;
  readonly date?: string;
}

/** The fields in which an entry is written, five at most. `audience` asks who sees it, where there is a choice. */
export const newEntryFields = (
  kind: EntryKind,
  typed: TypedEntry,
  audience: FormField | undefined,
): FormField[] => [
  textField(kind, typed),
  projectField(typed),
  {
    name: 'minutes',
    label: 'Minutes and #tags',
    kind: 'line',
    placeholder: '50 #redis #node',
    ...filled([typed.minutes, ...hashed(typed.tag ?? '')].filter((it) => it !== undefined).join(' ')),
  },
  dateField(typed, 'today, yesterday, monday or 2026-11-20'),
  ...(audience ? [audience] : []),
];

/** What a form that logs an entry calls minutes, which has the tags in it as well. */
export function readMinutesAndTags(typed: string): Pick<TypedEntry, 'minutes' | 'tag'> {
  const { words, tag } = splitHashed(typed);
  return { ...(words !== '' && { minutes: words }), ...(tag !== '' && { tag }) };
}

/** What is wrong with minutes and tags, said at the field that holds both. */
export const errorsAtMinutes = (errors: FormErrors): FormErrors =>
  joinedErrors(errors, ['minutes', 'tag'], 'minutes');

/** The five fields in which an entry is edited. */
export function entryFields(kind: EntryKind, typed: TypedEntry, dateHint: string): FormField[] {
  return [
    textField(kind, typed),
    projectField(typed),
    { name: 'minutes', label: 'Minutes', kind: 'line', placeholder: '50', ...filled(typed.minutes) },
    { name: 'tag', label: 'Tags', kind: 'line', placeholder: 'redis, node', ...filled(typed.tag) },
    dateField(typed, dateHint),
  ];
}

const textField = (kind: EntryKind, { text }: TypedEntry): FormField => ({
  name: 'text',
  label: wordsOfKind(kind).form.textLabel,
  kind: 'paragraph',
  required: true,
  placeholder: 'One line is enough',
  ...filled(text),
});

const projectField = ({ project }: TypedEntry): FormField => ({
  name: 'project',
  label: 'Project',
  kind: 'line',
  suggest: { command: 'log', option: 'project' },
  ...filled(project),
});

const dateField = ({ date }: TypedEntry, hint: string): FormField => ({
  name: 'date',
  label: 'Day',
  kind: 'line',
  placeholder: 'today',
  hint,
  ...filled(date),
});

const filled = (value: string | number | undefined) =>
  value === undefined || value === '' ? {} : { value: String(value) };

export interface EntryParts {
  readonly project?: string;
  readonly minutes?: number;
  readonly tags: readonly string[];
  /** Absent when no date was typed. */
  readonly day?: Day;
}

/** What else must hold: what is said of a text without words, and of a day on which nothing may be logged. */
export interface EntryChecks {
  readonly emptyText?: string;
  readonly dateProblem?: (day: Day) => { readonly code: string; readonly text: string } | undefined;
}

/** The parts of an entry beside its text, or what is wrong with each of its fields, all at once. */
export function readEntryParts(
  typed: TypedEntry,
  today: Day,
  { emptyText, dateProblem }: EntryChecks = {},
): EntryParts | FormErrors {
  const errors: Record<string, string> = {};
  const codes: Record<string, string> = {};
  if (emptyText !== undefined && isBlank(typed.text ?? '')) {
    errors.text = emptyText;
    codes.text = 'empty-text';
  }
  const minutes = readMinutes(typed.minutes);
  if (minutes === 'wrong')
    errors.minutes = `Minutes must be a whole number from ${minutesOption.min} to ${minutesOption.max}.`;
  const project = parseProject(typed.project ?? '');
  if (project === undefined) errors.project = `A project name can have up to ${projectLimit} characters.`;
  const tags = parseTags(typed.tag ?? '');
  if (!tags) errors.tag = `Use up to ${tagsLimit} tags with up to ${tagLimit} characters each.`;
  const day = typed.date?.trim() ? readDate(typed.date, today) : undefined;
  if (typed.date?.trim() && day === undefined) errors.date = dateNotUnderstood(typed.date);
  const closed = day === undefined ? undefined : dateProblem?.(day);
  if (closed) {
    errors.date = closed.text;
    codes.date = closed.code;
  }
  const [first] = Object.keys(errors);
  if (first !== undefined) return { code: codes[first] ?? `wrong-${first}`, errors };
  return {
    ...(project && { project }),
    ...(minutes !== undefined && minutes !== 'wrong' && { minutes }),
    tags: tags ?? [],
    ...(day !== undefined && { day }),
  };
}

function readMinutes(typed: string | number | undefined): number | 'wrong' | undefined {
  const given = typeof typed === 'string' ? typed.trim() : typed;
  const checked = checkOptions({ minutes: minutesOption }, { minutes: given });
  return checked.ok ? (checked.input.minutes as number | undefined) : 'wrong';
}
