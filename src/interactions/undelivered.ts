import type { Loss } from '../chat/dispatcher.ts';
import { joined, type Markdown, md, quote } from '../chat/markdown.ts';
import type { RenderedReply } from '../chat/rendered.ts';
import { type Answer, opensForm } from '../chat/reply.ts';
import { updatePerson } from '../core/account/index.ts';
import type { EntryStore } from '../core/log/index.ts';
import type { Identity, PeopleStore, Person, Undelivered } from '../core/people/index.ts';
import { withoutMessage } from '../core/streaks/index.ts';

const mostKept = 10;
const wordsShown = 300;

/**
 * Remembers which entries were saved while the answer that said so did not get through, until they are told of or are no more:
 * whoever comes back after a week would log the same again. What such an answer told of the streak is told again (S13).
 */
export async function rememberUndelivered(
  {
    stores,
    now,
    tzdb,
  }: { readonly stores: { people: PeopleStore }; readonly now: number; readonly tzdb: string },
  identity: Identity,
  { saved = [], tells }: RenderedReply,
  loss: Loss,
): Promise<void> {
  if (saved.length === 0 && tells === undefined) return;
  const person = await stores.people.findByIdentity(identity);
  if (!person) return;
  await updatePerson(stores.people, person, { now, tzdb }, (before) => {
    const current = tells !== undefined && loss === 'lost' ? withoutTelling(before, tells) : before;
    if (saved.length === 0) return current;
    const others = (current.undelivered ?? []).filter((it) => !saved.includes(it.entryId));
    const these = saved.map((entryId): Undelivered => ({ entryId, certain: loss === 'lost' }));
    return { ...current, undelivered: [...others, ...these].slice(-mostKept) };
  });
}

/** What the lost message told of the streak is told by the next one (S13). */
function withoutTelling(person: Person, by: string): Person {
  const { streakEvents, ...rest } = person;
  const left = withoutMessage(streakEvents, by);
  return left === streakEvents || !left ? person : { ...rest, streakEvents: left };
}

/** The answer, and what its reader has not been told yet: once, and where nobody else reads it. */
export async function withUndelivered(
  entries: Pick<EntryStore, 'find'>,
  person: Person,
  answer: Answer,
): Promise<{ readonly answer: Answer; readonly told: readonly Undelivered[] }> {
  const told = person.undelivered ?? [];
  if (told.length === 0 || opensForm(answer) || answer.visibility !== 'private') return { answer, told: [] };
  const { saved = [] } = answer;
  const ids = told.map((it) => it.entryId).filter((id) => !saved.includes(id));
  const found = (await Promise.all(ids.map((id) => entries.find(person.id, id)))).filter(
    (it) => it !== undefined,
  );
  if (found.length === 0) return { answer, told };
  const certain = told.every((it) => it.certain);
  const note = noteOf(
    found.map((it) => it.text),
    certain,
    saved.length > 0,
  );
  return {
    answer: {
      ...answer,
      text: joined([answer.text, note], '\n\n'),
      saved: [...found.map((it) => it.id), ...saved],
    },
    told,
  };
}

/** `besides`: the answer itself is about a newer entry. */
function noteOf(texts: readonly string[], certain: boolean, besides: boolean): Markdown {
  const which = besides ? 'earlier' : 'last';
  const lead =
    texts.length === 1
      ? md`Your ${which} entry was saved, but my answer ${certain ? "didn't reach you" : 'may not have reached you'}:`
      : md`Your ${which} ${texts.length} entries were saved, but my answers ${certain ? "didn't reach you" : 'may not have reached you'}:`;
  return joined([lead, ...texts.map((text) => (text === '' ? md`> _(no text)_` : quote(shortened(text))))]);
}

const shortened = (text: string): string =>
  text.length <= wordsShown ? text : `${text.slice(0, wordsShown - 1).toWellFormed()}…`;

export function withoutTold(person: Person, told: readonly Undelivered[]): Person {
  if (told.length === 0 || person.undelivered === undefined) return person;
  const { undelivered, ...rest } = person;
  const left = undelivered.filter((it) => !told.some((one) => one.entryId === it.entryId));
  return left.length > 0 ? { ...rest, undelivered: left } : rest;
}
