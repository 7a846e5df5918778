import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Choice, FormErrors } from '../../src/chat/reply.ts';
import { keepLearning } from '../../src/core/learnings/keep-learning.ts';
import { type Entry, editEntry, type PainState, type PainWords, wordsOf } from '../../src/core/log/index.ts';
import { todayOf } from '../../src/core/people/index.ts';
import { readEntryParts } from '../../src/messages/entry-form.ts';
import { entryChoice, refusedText } from '../../src/messages/history.ts';
import { shortenedText, stateWords } from '../../src/messages/pain.ts';
import type { TypedPain } from '../../src/messages/pain-form.ts';
import { count } from '../../src/messages/words.ts';
import { editCopies } from '../../src/posts/copies.ts';
import { card } from '../history/look.ts';
import { gone, mine } from '../history/mine.ts';

/** Puts words into an earlier pain point and shows it; what is not given stays, what is blank goes. */
export async function changeWords(
  id: string,
  { text, project, tag, error, cause, fix, state }: TypedPain & { readonly state?: string },
  context: Context,
): Promise<Answer | FormErrors> {
  const found = await mine(id, context);
  if (!found) return gone;
  const { person, entry } = found;
  const {
    now,
    services: { stores, rules },
  } = context;
  const parts = readEntryParts(
    {
      ...(text !== undefined && { text }),
      ...(project !== undefined && { project }),
      ...(tag !== undefined && { tag }),
    },
    todayOf(person, now),
    text === undefined ? {} : { emptyText },
  );
  if ('errors' in parts) return parts;
  const pain: PainWords = {
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    ...(fix !== undefined && { fix }),
    ...(isState(state) && { state }),
  };
  const changed = await editEntry(
    stores,
    person,
    entry.id,
    {
      pain,
      ...(text !== undefined && { text }),
      ...(project !== undefined && { project: parts.project ?? null }),
      ...(tag !== undefined && { tags: parts.tags }),
    },
    { now, backdateDays: rules.backdateDays },
  );
  if (!changed.ok) {
    if (changed.code !== 'empty-text') return gone;
    return { code: 'empty-text', errors: { text: emptyText } };
  }
  await keepLearning(context, person, changed.entry, changed.before);
  const refused = await editCopies(context, changed.entry, changed.before);
  const shown = await card(changed.entry, person, context);
  return {
    ...shown,
    code: 'stuck-saved',
    text: joined([
      md`**Saved.**`,
      shown.text,
      changed.shortened && md`_It was longer than 3,000 characters, so I left out the middle._`,
      shortenedText(changed.shortenedParts),
      changed.masked > 0 && md`_I masked ${count(changed.masked, 'secret')}._`,
      refusedText(refused),
    ]),
  };
}

/** How it stands, by a button. */
export async function changeState(id: string, state: string, context: Context): Promise<Answer> {
  const answer = await changeWords(id, { state }, context);
  return 'errors' in answer ? gone : answer;
}

const emptyText = 'Please write something. One line is enough.';

export const isState = (state: string | undefined): state is PainState =>
  state !== undefined && Object.hasOwn(stateWords, state);

/** `stuck state:fixed`: about the one that it can be about; where there are several, one chooses. */
export async function changeStateOfOne(state: PainState, context: Context): Promise<Answer> {
  const {
    person,
    now,
    commandName,
    services: { stores },
  } = context;
  const pains = person ? await stores.entries.list(person.id, { kind: 'pain' }, { limit: 50 }) : [];
  const found = pains.filter((it) => it.text !== '' && it.pain?.state !== state);
  const [only] = found;
  if (!person || !only)
    return privately(
      'nothing-to-mark',
      pains.length > 0
        ? md`Everything that broke is already marked as ${stateWords[state]}.`
        : md`You haven't logged anything that broke. When something does, use ${code(commandName('stuck'))}.`,
    );
  if (found.length === 1) return changeState(only.id, state, context);
  const today = todayOf(person, now);
  return privately('stuck-choice', md`Which one is ${stateWords[state]}?`, {
    select: {
      placeholder: 'Choose one…',
      action: { name: 'stuck.mark', args: [state] },
      choices: openFirst(found)
        .slice(0, 25)
        .map((it) => entryChoice(it, today, person.language)),
    },
  });
}

const openFirst = (pains: readonly Entry[]): Entry[] =>
  pains.toSorted((a, b) => Number(b.pain?.state === 'open') - Number(a.pain?.state === 'open'));

/** Pain points to choose from, those still open first. */
export async function suggestPain(
  typed: string,
  { person, now, services: { stores } }: Context,
): Promise<Choice[]> {
  if (!person) return [];
  const words = wordsOf(typed);
  const found = await stores.entries.list(
    person.id,
    { kind: 'pain', ...(words.length > 0 && { words }) },
    { limit: 50 },
  );
  const today = todayOf(person, now);
  return openFirst(found)
    .slice(0, 25)
    .map((it) => entryChoice(it, today, person.language));
}
