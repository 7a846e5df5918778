import { currentStreak, privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, type Markdown, md } from '../../src/chat/markdown.ts';
import type { Button, Reply } from '../../src/chat/reply.ts';
import { type Entry, wordsOf } from '../../src/core/log/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { shareTarget } from '../../src/core/sharing/index.ts';
import { keepPrivateButton, shareButton } from '../../src/messages/history.ts';
import { streakText } from '../../src/messages/today.ts';

export interface Mine {
  readonly person: Person;
  readonly entry: Entry;
}

export const nothing = ({ commandName }: Context): Reply =>
  privately(
    'nothing-logged',
    md`Nothing here yet. Log your first thing with ${code(`${commandName('log')} …`)}.`,
  );

export const gone: Reply = privately(
  'entry-gone',
  md`I can't find that entry in your log. It may have been deleted.`,
);

/** One's own entry: by id, by words of it (the newest that has them all), or the latest without a word. */
export async function mine(
  typed: string | undefined,
  { person, services: { stores } }: Context,
): Promise<Mine | undefined> {
  if (!person) return undefined;
  const wanted = typed?.trim();
  if (!wanted || wanted === 'latest') return withPerson(person, await stores.entries.latest(person.id));
  const byId = await stores.entries.find(person.id, wanted.slice(0, 64));
  if (byId) return { person, entry: byId };
  const words = wordsOf(wanted);
  if (words.length === 0) return undefined;
  const [byWords] = await stores.entries.list(person.id, { words }, { limit: 1 });
  return withPerson(person, byWords);
}

const withPerson = (person: Person, entry: Entry | undefined): Mine | undefined => entry && { person, entry };

/** What can be done about who sees an entry. */
export async function audienceButtons(entry: Entry, context: Context): Promise<Button[]> {
  if (entry.audience === 'community') return [keepPrivateButton(entry)];
  const target = entry.text === '' ? undefined : await shareTarget(context, entry.personId);
  return target ? [shareButton(entry, target)] : [];
}

/** Where the streak stands after something was taken away or came back. */
export const streakLine = async (context: Context, person: Person): Promise<Markdown> =>
  streakText(await currentStreak(context, person));
