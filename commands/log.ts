import { privately, streakNow } from '../src/chat/answers.ts';
import { checkOptions } from '../src/chat/check-options.ts';
import { type Command, leaf, type MessageFacts } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, md } from '../src/chat/markdown.ts';
import { ensurePerson } from '../src/chat/person.ts';
import type { Answer, Form, FormErrors } from '../src/chat/reply.ts';
import { isFormErrors } from '../src/chat/reply.ts';
import { owePost, shareTarget } from '../src/chat/share.ts';
import { dayAt, parseDay } from '../src/core/calendar/index.ts';
import {
  type EntryKind,
  logEntry,
  parseProject,
  parseTags,
  projectLimit,
  readDate,
  tagLimit,
  tagsLimit,
} from '../src/core/log/index.ts';
import type { Audience } from '../src/core/people/index.ts';
import { dateNotUnderstood, dateProblemText, loggedReply } from '../src/messages/logged.ts';

interface Typed {
  readonly text: string;
  readonly project?: string;
  readonly minutes?: number;
  readonly tag?: string;
  readonly audience?: Audience;
  readonly date?: string;
  readonly kind?: EntryKind;
}

const minutes = { kind: 'integer', summary: 'How long it took, in minutes', min: 1, max: 1440 } as const;

export default {
  name: 'log',
  summary: 'Log what you built, or what broke',
  leaf: leaf({
    summary: 'Log what you built, or what broke; without text a form opens',
    options: {
      text: { kind: 'text', summary: 'What you built, or what broke', free: true },
      project: { kind: 'text', summary: 'The project it belongs to', suggest: suggestProject },
      minutes,
      tag: { kind: 'text', summary: 'Tags, as "redis, node"', suggest: suggestTag },
      audience: {
        kind: 'choice',
        summary: 'Who may see it',
        choices: [
          { value: 'private', label: 'Only me' },
          { value: 'community', label: 'This community' },
        ],
      },
      date: { kind: 'text', summary: 'The day it counts for: today, yesterday, monday, 2026-11-20' },
      kind: {
        kind: 'choice',
        summary: 'Something built (the default) or something that broke',
        choices: [
          { value: 'progress', label: 'built' },
          { value: 'pain', label: 'broke' },
        ],
      },
    },
    opensForm: (input) => input.text === undefined,
    async run(input, context) {
      if (input.text === undefined)
        return openForm(await logForm([input.date ?? '', input.kind ?? ''], context));
      const { text, ...rest } = input;
      const answer = await save({ text, ...(rest as Omit<Typed, 'text'>) }, context, context.eventId);
      return isFormErrors(answer)
        ? privately(answer.code, md`${Object.values(answer.errors).join(' ')} Nothing was logged yet.`)
        : answer;
    },
  }),
  actions: {
    open: { opensForm: true, run: async (args, context) => openForm(await logForm(args, context)) },
  },
  forms: {
    entry: {
      form: logForm,
      async run(values, context, [date = '', kind = '']) {
        const checked = checkOptions({ minutes }, { minutes: values.minutes?.trim() });
        if (!checked.ok)
          return { code: 'wrong-minutes', errors: { minutes: 'Minutes are a whole number from 1 to 1440.' } };
        const typed: Typed = {
          text: values.text ?? '',
          ...(values.project && { project: values.project }),
          ...(checked.input.minutes !== undefined && { minutes: Number(checked.input.minutes) }),
          ...(values.tag && { tag: values.tag }),
          ...((values.date || date) && { date: values.date || date }),
          ...(kind && { kind: kind as EntryKind }),
        };
        return save(typed, context, context.eventId);
      },
    },
  },
  messageShortcuts: [
    { label: 'Log this as progress', run: (message, context) => logMessage(message, 'progress', context) },
    { label: 'Log this as what broke', run: (message, context) => logMessage(message, 'pain', context) },
  ],
} satisfies Command;

const openForm = (form: Form): Answer => ({ code: 'log-form', form });

async function logForm([date = '', kind = '']: readonly string[], { person, now }: Context): Promise<Form> {
  const today = person && dayAt(person.clocks, now);
  const shown = date !== '' && parseDay(date) !== today ? date : '';
  return {
    title: kind === 'pain' ? 'What broke?' : 'What did you build?',
    submitLabel: 'Log it',
    action: { name: 'log.entry', args: [date, kind] },
    fields: [
      {
        name: 'text',
        label: kind === 'pain' ? 'What broke' : 'What you built',
        kind: 'paragraph',
        required: true,
        placeholder: 'One line is enough',
      },
      { name: 'project', label: 'Project', kind: 'line' },
      { name: 'minutes', label: 'Minutes', kind: 'line', placeholder: '50' },
      { name: 'tag', label: 'Tags', kind: 'line', placeholder: 'redis, node' },
      {
        name: 'date',
        label: 'Day',
        kind: 'line',
        value: shown,
        placeholder: 'today',
        hint: 'today, yesterday, monday or 2026-11-20',
      },
    ],
  };
}

async function save(typed: Typed, context: Context, eventKey: string): Promise<Answer | FormErrors> {
  const { now, stores, rules } = context;
  const wrong = (field: string, message: string, code = `wrong-${field}`): FormErrors => ({
    code,
    errors: { [field]: message },
  });
  const project = typed.project === undefined ? undefined : parseProject(typed.project);
  if (typed.project !== undefined && project === undefined) {
    return wrong('project', `A project's name has at most ${projectLimit} characters.`);
  }
  const tags = parseTags(typed.tag ?? '');
  if (!tags) return wrong('tag', `Up to ${tagsLimit} tags of at most ${tagLimit} characters each, please.`);

  const { person, member } = await ensurePerson(context);
  const today = dayAt(person.clocks, now);
  const day = typed.date === undefined ? today : readDate(typed.date, today);
  if (day === undefined) return wrong('date', dateNotUnderstood(typed.date ?? ''));

  const wanted = typed.audience ?? member?.audience ?? 'private';
  const { community } = context;
  const before = await streakNow(context, person);
  const logged = await logEntry(
    stores,
    person,
    {
      id: context.newId(),
      kind: typed.kind ?? 'progress',
      text: typed.text,
      ...(project && { project }),
      ...(typed.minutes !== undefined && { minutes: typed.minutes }),
      tags,
      audience: community ? wanted : 'private',
      ...(community && { communityId: community.id }),
      identity: context.actor.identity,
      day,
      eventKey,
    },
    { now, backdateDays: rules.backdateDays },
  );
  if (!logged.ok) {
    if ('earliest' in logged) return wrong('date', dateProblemText(logged, person.language), logged.code);
    if (logged.code === 'empty-text') {
      return wrong('text', 'There are no words in it. One line is enough.', 'empty-text');
    }
    return privately(
      'erased-before',
      md`That message was from before you erased your data; nothing was written.`,
    );
  }
  const { entry } = logged;
  if (entry.audience === 'community') await owePost(context, entry, entry.id);
  const shareable = entry.audience === 'private' ? await shareTarget(context, person.id) : undefined;
  return loggedReply({
    ...logged,
    today,
    language: person.language,
    before,
    streak: await streakNow(context, person),
    ...(entry.audience === 'community' && community && { sharedWith: community.name }),
    ...(shareable && { shareable }),
  });
}

async function logMessage(message: MessageFacts, kind: EntryKind, context: Context): Promise<Answer> {
  if (message.authorId !== context.actor.identity.user) {
    return privately(
      'not-yours',
      md`That message is somebody else's; only they can log it. ${code(context.commandName('kudos'))} would make their day, though.`,
    );
  }
  // One message is one entry, however often it is logged.
  const answer = await save(
    { text: message.text, kind },
    context,
    `${context.place.platform}:message:${message.channelId}:${message.id}`,
  );
  return isFormErrors(answer)
    ? privately(answer.code, md`${Object.values(answer.errors).join(' ')}`)
    : answer;
}

async function suggestProject(typed: string, { person, stores }: Context) {
  const { projects } = person ? await stores.entries.vocabulary(person.id) : { projects: [] };
  return matching(projects, typed);
}

/** Completes the last tag of those typed. */
async function suggestTag(typed: string, { person, stores }: Context) {
  const { tags } = person ? await stores.entries.vocabulary(person.id) : { tags: [] };
  const [, before = '', last = ''] = /^(.*?)([^\s,]*)$/s.exec(typed) ?? [];
  return matching(tags, last).map(({ value }) => ({ value: before + value, label: before + value }));
}

const matching = (known: readonly string[], typed: string) =>
  known
    .filter((it) => it.toLowerCase().includes(typed.trim().toLowerCase()))
    .slice(0, 25)
    .map((it) => ({ value: it, label: it }));
