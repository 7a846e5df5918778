import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Button, Reply } from '../../src/chat/reply.ts';
import { type Entry, type EntryFilter, readDate, wordsOf } from '../../src/core/log/index.ts';
import { type Person, todayOf } from '../../src/core/people/index.ts';
import { notPostedNote } from '../../src/interactions/not-posted.ts';
import { dateNotUnderstood } from '../../src/messages/dates.ts';
import { entryCard, entryChoice, entryLine } from '../../src/messages/history.ts';
import { count } from '../../src/messages/words.ts';
import { audienceButtons, gone, mine, nothing } from './mine.ts';
import { withPictures } from './pictures.ts';

const pageLength = 10;
/** What fits into a button's id beside the place where the next page begins. */
const carriedLimit = 55;

interface Narrowing {
  readonly date?: string;
  readonly project?: string;
  readonly tag?: string;
}

export async function list(input: Narrowing, context: Context): Promise<Answer> {
  const { person, now } = context;
  if (!person) return nothing(context);
  const day = input.date === undefined ? undefined : readDate(input.date, todayOf(person, now));
  if (input.date !== undefined && day === undefined)
    return privately('wrong-date', md`${dateNotUnderstood(input.date)}`);
  return page(context, person, {
    ...(day !== undefined && { from: day, to: day }),
    ...(input.project && { project: await projectNamed(input.project, context, person) }),
    ...(input.tag && { tag: input.tag.trim().toLowerCase().replace(/^#/, '') }),
  });
}

/** The project as its owner wrote it, whatever the case of what was typed. */
async function projectNamed(
  typed: string,
  { services: { stores } }: Context,
  person: Person,
): Promise<string> {
  const wanted = typed.trim();
  const { projects } = await stores.entries.vocabulary(person.id);
  return projects.find((it) => it.toLowerCase() === wanted.toLowerCase()) ?? wanted;
}

export async function find(search: string, context: Context): Promise<Answer> {
  const { person, commandName } = context;
  const words = wordsOf(search);
  if (words.length === 0)
    return privately(
      'no-words',
      md`What should I look for? Try ${code(`${commandName('history search')} redis`)}.`,
    );
  return person ? page(context, person, { words }) : nothing(context);
}

/** The page after the entry that the button names, by the same filter. */
export async function older([id = '', ...carried]: readonly string[], context: Context): Promise<Answer> {
  const {
    person,
    services: { stores },
  } = context;
  const last = person && (await stores.entries.find(person.id, id, { deleted: true }));
  return person && last ? page(context, person, filterFrom(carried), last) : gone;
}

/** The first page of the same list. */
export const newest = (carried: readonly string[], context: Context): Promise<Answer> =>
  context.person ? page(context, context.person, filterFrom(carried)) : Promise.resolve(nothing(context));

async function page(context: Context, person: Person, filter: EntryFilter, before?: Entry): Promise<Reply> {
  const found = await context.services.stores.entries.list(person.id, filter, {
    limit: pageLength + 1,
    ...(before && { before }),
  });
  const filtered = Object.keys(filter).length > 0;
  if (found.length === 0) {
    if (before) return privately('history-end', md`That's everything.`);
    return filtered
      ? privately('nothing-found', md`Nothing found. Try fewer words or another spelling.`)
      : nothing(context);
  }
  const shown = found.slice(0, pageLength);
  const more = found.length > pageLength;
  const today = todayOf(person, context.now);
  const title = filtered
    ? md`**${count(shown.length, 'entry', 'entries')}${more ? ', and there are more' : ''}**`
    : md`**Your log**`;
  const turns = [
    before && { label: 'Newest', action: { name: 'history.newest', args: carriedBy(filter), inPlace: true } },
    more && olderButton(shown.at(-1) as Entry, filter),
  ].filter((it): it is Button => typeof it === 'object');
  const lines = await Promise.all(
    shown.map(async (it) => entryLine(it, today, person.language, await notPostedNote(context, it))),
  );
  return privately('history', joined([title, ...lines]), {
    select: {
      placeholder: 'Open an entry…',
      action: { name: 'history.show' },
      choices: shown.map((it) => entryChoice(it, today, person.language)),
    },
    ...(turns.length > 0 && { buttons: [turns] }),
  });
}

/** None where the filter is too long to be carried; a narrower one finds the rest. */
function olderButton(last: Entry, filter: EntryFilter): Button | undefined {
  const carried = carriedBy(filter);
  if (carried.map(encodeURIComponent).join('~').length > carriedLimit) return undefined;
  return { label: 'Older', action: { name: 'history.older', args: [last.id, ...carried], inPlace: true } };
}

/** A filter as a button carries it: a letter for what it is, then its value. */
const carriedBy = ({ words, project, tag, from }: EntryFilter): string[] =>
  [
    words && `w${words.join(' ')}`,
    project && `p${project}`,
    tag && `t${tag}`,
    from !== undefined && `d${from}`,
  ].filter((it) => typeof it === 'string');

function filterFrom(carried: readonly string[]): EntryFilter {
  const value = (letter: string) => carried.find((it) => it.startsWith(letter))?.slice(1);
  const [words, project, tag, day] = [value('w'), value('p'), value('t'), value('d')];
  return {
    ...(words && { words: words.split(' ') }),
    ...(project && { project }),
    ...(tag && { tag }),
    ...(day && { from: Number(day), to: Number(day) }),
  };
}

export async function show(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  if (!found) return gone;
  return withPictures(await card(found.entry, found.person, context), found.entry, context);
}

/** One entry, whole, with all that can be done with it. */
export async function card(entry: Entry, person: Person, context: Context): Promise<Reply> {
  const { communityId } = entry;
  const community =
    communityId === undefined ? undefined : await context.services.stores.communities.find(communityId);
  const [buttons, unposted] = await Promise.all([
    audienceButtons(entry, context),
    notPostedNote(context, entry),
  ]);
  return entryCard(entry, person.language, buttons, community?.name, unposted);
}

export async function suggestEntry(typed: string, { person, now, services: { stores } }: Context) {
  if (!person) return [];
  const words = wordsOf(typed);
  const found = await stores.entries.list(person.id, words.length > 0 ? { words } : {}, { limit: 20 });
  return found.map((it) => entryChoice(it, todayOf(person, now), person.language));
}
