import { privately } from '../src/chat/answers.ts';
import { checkOptions } from '../src/chat/check-options.ts';
import { type Command, leaf } from '../src/chat/command.ts';
import type { Context } from '../src/chat/context.ts';
import { code, joined, md } from '../src/chat/markdown.ts';
import type { Answer, Form, FormErrors, Reply } from '../src/chat/reply.ts';
import { owePost } from '../src/chat/share.ts';
import {
  blankEntry,
  type Changed,
  deleteEntry,
  type Entry,
  type EntryFilter,
  editEntry,
  factsWithout,
  parseProject,
  parseTags,
  projectLimit,
  readDate,
  restoreEntry,
  setAudience,
  tagLimit,
  tagsLimit,
  wordsOf,
} from '../src/core/log/index.ts';
import { type Person, todayOf } from '../src/core/people/index.ts';
import { foldStreak } from '../src/core/streaks/index.ts';
import { readFacts } from '../src/core/streaks/read.ts';
import { editCopies, removeCopies } from '../src/messages/copies.ts';
import { entryCard, entryChoice, entryLine, refusedText } from '../src/messages/history.ts';
import { dateNotUnderstood, dateProblemText } from '../src/messages/logged.ts';
import { count, dateText, excerpt } from '../src/messages/words.ts';

const pageLength = 10;
const minutes = { kind: 'integer', summary: 'Minutes', min: 1, max: 1440 } as const;
const entryOption = {
  kind: 'text',
  summary: 'Which entry; the latest unless told',
  suggest: suggestEntry,
  free: true,
  maxLength: 100,
} as const;

export default {
  name: 'history',
  summary: 'Your log: look, search, edit, delete, undo',
  subcommands: {
    list: leaf({
      summary: 'What you logged, the newest first',
      options: {
        date: { kind: 'text', summary: 'Only one day: yesterday, monday, 2026-11-20', maxLength: 20 },
        project: { kind: 'text', summary: 'Only one project', maxLength: 80 },
        tag: { kind: 'text', summary: 'Only one tag', maxLength: 33 },
      },
      run: (input, context) => list(input, context),
    }),
    search: leaf({
      summary: 'Search text, projects and tags',
      options: {
        search: { kind: 'text', summary: 'Words to look for', free: true, required: true, maxLength: 200 },
      },
      run: ({ search }, context) => find(search, context),
    }),
    edit: leaf({
      summary: 'Edit an entry in a form',
      options: { entry: entryOption },
      opensForm: () => true,
      run: ({ entry }, context) => edit(entry, context),
    }),
    delete: leaf({
      summary: 'Delete an entry; it can be brought back for 7 days',
      options: { entry: entryOption },
      run: ({ entry }, context) => askDelete(entry, context),
    }),
    undo: leaf({
      summary: 'Take back the last thing you logged',
      run: (_input, context) => undo(undefined, context),
    }),
  },
  actions: {
    show: { run: ([id], context, [selected]) => show(selected ?? id, context) },
    edit: { opensForm: true, run: ([id], context) => edit(id, context) },
    delete: { run: ([id], context) => askDelete(id, context) },
    remove: { run: ([id = ''], context) => remove(id, context) },
    blank: { run: ([id = ''], context) => blank(id, context) },
    undo: { run: ([id], context) => undo(id, context) },
    restore: { run: ([id = ''], context) => restore(id, context) },
    hide: { run: ([id = ''], context) => keepPrivate(id, context) },
    share: { run: ([id = '', communityId = ''], context) => share(id, communityId, context) },
    older: {
      run: ([day, at, id], context) => page(context, {}, { day: Number(day), at: Number(at), id: id ?? '' }),
    },
  },
  forms: { edit: { form: editForm, run: (values, context, [id = '']) => saveEdit(id, values, context) } },
} satisfies Command;

const nothing = ({ commandName }: Context): Reply =>
  privately(
    'nothing-logged',
    md`Nothing here yet. ${code(`${commandName('log')} …`)} writes the first line.`,
  );

const gone: Reply = privately(
  'entry-gone',
  md`That entry is not there any more, or it never was yours to see.`,
);

type Mine = { readonly person: Person; readonly entry: Entry };

/** One's own entry by id, `latest`, or the latest one without a word. */
async function mine(id: string | undefined, { person, stores }: Context): Promise<Mine | undefined> {
  if (!person) return undefined;
  const wanted = id?.trim();
  const entry =
    !wanted || wanted === 'latest'
      ? await stores.entries.latest(person.id)
      : await stores.entries.find(person.id, wanted.slice(0, 64));
  return entry && { person, entry };
}

async function list(
  input: { date?: string; project?: string; tag?: string },
  context: Context,
): Promise<Answer> {
  const { person, now } = context;
  if (!person) return nothing(context);
  const day = input.date === undefined ? undefined : readDate(input.date, todayOf(person, now));
  if (input.date !== undefined && day === undefined)
    return privately('wrong-date', md`${dateNotUnderstood(input.date)}`);
  return page(context, {
    ...(day !== undefined && { from: day, to: day }),
    ...(input.project && { project: input.project.trim() }),
    ...(input.tag && { tag: input.tag.trim().toLowerCase().replace(/^#/, '') }),
  });
}

async function find(search: string, context: Context): Promise<Answer> {
  const words = wordsOf(search);
  if (words.length === 0)
    return privately(
      'no-words',
      md`Give me a word or two to look for: ${code(`${context.commandName('history search')} redis`)}.`,
    );
  return page(context, { words });
}

async function page(
  context: Context,
  filter: EntryFilter,
  before?: Pick<Entry, 'day' | 'at' | 'id'>,
): Promise<Answer> {
  const { person, stores, now } = context;
  if (!person) return nothing(context);
  const today = todayOf(person, now);
  const found = await stores.entries.list(person.id, filter, {
    limit: pageLength + 1,
    ...(before && { before }),
  });
  const filtered = Object.keys(filter).length > 0;
  if (found.length === 0) {
    return filtered
      ? privately('nothing-found', md`Nothing found. Fewer words or another spelling may help.`)
      : nothing(context);
  }
  const shown = found.slice(0, pageLength);
  const last = shown.at(-1) as Entry;
  const more = found.length > pageLength;
  const title = filtered
    ? md`**${count(shown.length, 'entry', 'entries')}${more ? ', the newest' : ''}**`
    : md`**Your log**`;
  return privately('history', joined([title, ...shown.map((it) => entryLine(it, today, person.language))]), {
    select: {
      placeholder: 'Open an entry…',
      action: { name: 'history.show' },
      choices: shown.map((it) => entryChoice(it, today, person.language)),
    },
    ...(more &&
      !filtered && {
        buttons: [
          [
            {
              label: 'Older',
              action: { name: 'history.older', args: [String(last.day), String(last.at), last.id] },
            },
          ],
        ],
      }),
  });
}

async function show(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  if (!found) return gone;
  const { person, entry } = found;
  const community =
    entry.communityId === undefined ? undefined : await context.stores.communities.find(entry.communityId);
  return entryCard(entry, person.language, community?.name);
}

async function edit(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  const form = found && (await editForm([found.entry.id], context));
  return form ? { code: 'edit-form', form } : id === undefined ? nothing(context) : gone;
}

async function editForm([id]: readonly string[], context: Context): Promise<Form | undefined> {
  const found = await mine(id, context);
  if (!found) return undefined;
  const { entry } = found;
  return {
    title: 'Edit your entry',
    submitLabel: 'Save',
    action: { name: 'history.edit', args: [entry.id] },
    fields: [
      {
        name: 'text',
        label: entry.kind === 'pain' ? 'What broke' : 'What you built',
        kind: 'paragraph',
        required: true,
        value: entry.text,
      },
      {
        name: 'project',
        label: 'Project',
        kind: 'line',
        value: entry.project ?? '',
        suggest: { command: 'log', option: 'project' },
      },
      { name: 'minutes', label: 'Minutes', kind: 'line', value: entry.minutes?.toString() ?? '' },
      { name: 'tag', label: 'Tags', kind: 'line', value: entry.tags.join(', ') },
      {
        name: 'date',
        label: 'Day',
        kind: 'line',
        value: isoDay(entry.day),
        hint: 'A day can move within the last days that are open',
      },
    ],
  };
}

const isoDay = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

async function saveEdit(
  id: string,
  values: Readonly<Record<string, string>>,
  context: Context,
): Promise<Answer | FormErrors> {
  const found = await mine(id, context);
  if (!found) return gone;
  const { person } = found;
  const wrong = (field: string, message: string, outcome = `wrong-${field}`): FormErrors => ({
    code: outcome,
    errors: { [field]: message },
  });
  const checked = checkOptions({ minutes }, { minutes: values.minutes?.trim() });
  if (!checked.ok) return wrong('minutes', 'Minutes are a whole number from 1 to 1440.');
  const project = parseProject(values.project ?? '');
  if (project === undefined)
    return wrong('project', `A project's name has at most ${projectLimit} characters.`);
  const tags = parseTags(values.tag ?? '');
  if (!tags) return wrong('tag', `Up to ${tagsLimit} tags of at most ${tagLimit} characters each, please.`);
  const day = values.date ? readDate(values.date, todayOf(person, context.now)) : undefined;
  if (values.date && day === undefined) return wrong('date', dateNotUnderstood(values.date));
  const changed = await editEntry(
    context.stores,
    person,
    id,
    {
      text: values.text ?? '',
      project: project || null,
      minutes: (checked.input.minutes as number | undefined) ?? null,
      tags,
      ...(day !== undefined && { day }),
    },
    { now: context.now, backdateDays: context.rules.backdateDays },
  );
  return changed.ok ? saved(changed, person, context) : editProblem(changed, person, wrong);
}

function editProblem(
  problem: Exclude<Changed, { ok: true }>,
  person: Person,
  wrong: (field: string, message: string, outcome?: string) => FormErrors,
): Answer | FormErrors {
  if ('earliest' in problem) return wrong('date', dateProblemText(problem, person.language), problem.code);
  if (problem.code === 'empty-text')
    return wrong('text', 'There are no words in it. Delete the entry if it should go.', 'empty-text');
  return gone;
}

async function saved(
  changed: Extract<Changed, { ok: true }>,
  person: Person,
  context: Context,
): Promise<Answer> {
  const refused = await editCopies(context, changed.entry);
  const card = entryCard(changed.entry, person.language);
  const masked = changed.masked > 0 && md`_I masked ${count(changed.masked, 'secret')} in it._`;
  const cut = changed.shortened && md`_It was longer than 3,000 characters, so I left out its middle._`;
  return {
    ...card,
    code: 'edited',
    text: joined([md`**Saved.**`, card.text, masked, cut, refusedText(refused)]),
  };
}

/** Says what a deletion would do to the streak before it is done, and offers to keep the day (rule 8). */
async function askDelete(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  if (!found) return id === undefined ? nothing(context) : gone;
  const { person, entry } = found;
  const { stores, now, rules } = context;
  const facts = await readFacts(stores, person, now);
  const before = foldStreak(facts, rules.freezes);
  const after = foldStreak(factsWithout(facts, entry), rules.freezes);
  const lowers =
    after.current < before.current ||
    after.longest < before.longest ||
    after.freezes.held < before.freezes.held;
  const what = md`**Delete this?** ${dateText(entry.day, person.language)}: ${excerpt(entry.text || '(no words kept)', 200)}`;
  const remove = {
    label: lowers ? 'Delete anyway' : 'Delete',
    style: 'danger',
    action: { name: 'history.remove', args: [entry.id] },
  } as const;
  const keep = { label: 'Keep it', action: { name: 'history.show', args: [entry.id] } } as const;
  if (!lowers)
    return privately('delete-asked', joined([what, md`Your streak stays as it is.`]), {
      buttons: [[remove, keep]],
    });
  const cost = md`It is the only entry of that day: your streak would go from ${count(before.current, 'day')} to ${after.current} (longest ${before.longest} to ${after.longest}, freezes ${before.freezes.held} to ${after.freezes.held}).`;
  const blanking = {
    label: 'Keep the day, clear the words',
    style: 'primary',
    action: { name: 'history.blank', args: [entry.id] },
  } as const;
  return privately('delete-lowers', joined([what, cost]), { buttons: [[blanking, remove, keep]] });
}

async function remove(id: string, context: Context): Promise<Answer> {
  const { person, stores, now } = context;
  const deleted = person && (await deleteEntry(stores, person, id, now));
  if (!deleted?.ok) return gone;
  const refused = await removeCopies(context, deleted.before.posts);
  return privately(
    'deleted',
    joined([md`Deleted. You can bring it back for 7 days.`, refusedText(refused)]),
    {
      buttons: [[{ label: 'Bring it back', action: { name: 'history.restore', args: [id] } }]],
    },
  );
}

async function blank(id: string, context: Context): Promise<Answer> {
  const { person, stores, now } = context;
  const blanked = person && (await blankEntry(stores, person, id, now));
  if (!blanked?.ok) return gone;
  const refused = await removeCopies(context, blanked.before.posts);
  return privately('blanked', joined([md`The words are gone, the day stays.`, refusedText(refused)]));
}

async function undo(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  if (!found) return id === undefined ? nothing(context) : gone;
  const { entry } = found;
  const removed = await remove(entry.id, context);
  if (removed.code !== 'deleted' || !('text' in removed)) return removed;
  return {
    ...removed,
    code: 'undone',
    text: joined([md`Taken back: ${excerpt(entry.text || '(no words kept)', 120)}`, removed.text]),
  };
}

async function restore(id: string, context: Context): Promise<Answer> {
  const { person, stores, now } = context;
  const restored = person && (await restoreEntry(stores, person, id, now));
  if (!restored?.ok) return gone;
  const { entry } = restored;
  if (entry.audience === 'community') await owePost(context, entry, `${entry.id}.${entry.version}`);
  return show(id, context);
}

async function keepPrivate(id: string, context: Context): Promise<Answer> {
  const { person, stores } = context;
  const changed = person && (await setAudience(stores, person, id, { audience: 'private' }));
  if (!changed?.ok) return gone;
  const refused = await removeCopies(context, changed.before.posts);
  return privately('made-private', joined([md`Only you can see it now.`, refusedText(refused)]));
}

async function share(id: string, communityId: string, context: Context): Promise<Answer> {
  const { person, stores } = context;
  const member = person && (await stores.members.find(communityId, person.id));
  const community = member && (await stores.communities.find(communityId));
  if (!person || !community) return gone;
  const found = await mine(id, context);
  if (!found) return gone;
  if (found.entry.audience === 'community') return privately('shared-before', md`It is shared already.`);
  const changed = await setAudience(stores, person, id, { audience: 'community', communityId });
  if (!changed.ok) return gone;
  await owePost(context, changed.entry, `${id}.${changed.entry.version}`);
  return privately('shared', md`Shared with ${community.name}.`, {
    buttons: [[{ label: 'Keep it private', action: { name: 'history.hide', args: [id] } }]],
  });
}

async function suggestEntry(typed: string, { person, stores, now }: Context) {
  if (!person) return [];
  const words = wordsOf(typed);
  const found = await stores.entries.list(person.id, words.length > 0 ? { words } : {}, { limit: 20 });
  return found.map((it) => entryChoice(it, todayOf(person, now), person.language));
}
