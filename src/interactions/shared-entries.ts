import type { Context } from '../chat/context.ts';
import type { Choice } from '../chat/reply.ts';
import type { Entry } from '../core/log/index.ts';
import { excerpt, nameText } from '../messages/words.ts';

const recentMs = 14 * 24 * 60 * 60 * 1000;
const choicesShown = 25;

export interface SharedEntry {
  readonly entry: Entry;
  /** Its author's name in the community. */
  readonly name: string;
}

/** What was shared with the community around in the last two weeks, the newest first. */
export async function recentlyShared({
  community,
  now,
  services: { stores },
}: Context): Promise<readonly SharedEntry[]> {
  if (!community) return [];
  const [entries, members] = await Promise.all([
    stores.entries.sharedWith(community.id, now - recentMs, now + 1),
    stores.members.listOfCommunity(community.id),
  ]);
  const names = new Map(members.map((it) => [it.personId, it.displayName]));
  return entries.toReversed().map((entry) => ({ entry, name: nameText(names.get(entry.personId)) }));
}

/**
 * One shared entry by its id, or the newest whose author and words hold what was typed; one that is `preferred` goes
 * before the others.
 */
export async function findShared(
  typed: string,
  context: Context,
  preferred: (entry: Entry) => boolean = () => true,
): Promise<Entry | undefined> {
  const wanted = typed.trim();
  const {
    community,
    services: { stores },
  } = context;
  const byId =
    community && /^[\w-]{8,40}$/.test(wanted)
      ? await stores.entries.findShared(community.id, wanted)
      : undefined;
  if (byId) return byId;
  const words = wanted.toLowerCase().replace(/^@/, '');
  if (words === '') return undefined;
  const matching = (await recentlyShared(context)).filter((it) => holds(it, words));
  return (matching.find((it) => preferred(it.entry)) ?? matching[0])?.entry;
}

const holds = ({ name, entry }: SharedEntry, words: string): boolean =>
  `${name}: ${entry.text}`.toLowerCase().includes(words);

export const sharedChoices = (shared: readonly SharedEntry[]): readonly Choice[] =>
  shared
    .slice(0, choicesShown)
    .map(({ entry, name }) => ({ value: entry.id, label: excerpt(`${name}: ${entry.text}`, 75) }));

/** Those of them that hold what was typed, to choose from. */
export const choicesFor = (typed: string, shared: readonly SharedEntry[]): readonly Choice[] =>
  sharedChoices(shared.filter((it) => holds(it, typed.trim().toLowerCase())));

/** What is shared with the community, to choose from while one types. */
export const suggestShared = async (typed: string, context: Context): Promise<readonly Choice[]> =>
  choicesFor(typed, await recentlyShared(context));
