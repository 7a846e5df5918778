import type { Context } from '../../src/chat/context.ts';
import type { Markdown } from '../../src/chat/markdown.ts';
import {
  type AssistantSession,
  painEntryOf,
  type StoredChain,
  withQuestion,
} from '../../src/core/learnings/index.ts';
import { type Entry, isPain } from '../../src/core/log/index.ts';
import { type Person, todayOf } from '../../src/core/people/index.ts';
import { isQuestionDue, type WhyChain } from '../../src/core/why/index.ts';
import { spentText } from '../../src/messages/why.ts';
import { mine } from '../history/mine.ts';

/** A pain point of the person's own and what was asked about it so far. */
export interface Subject {
  readonly person: Person;
  readonly entry: Entry;
  readonly stored: StoredChain | undefined;
}

/** By id, by words, or `latest`; undefined when it is none of theirs, or nothing that broke. */
export async function subjectOf(typed: string, context: Context): Promise<Subject | undefined> {
  const {
    person,
    services: { stores },
  } = context;
  if (!person) return undefined;
  const isLatest = typed.trim() === 'latest' || typed.trim() === '';
  const [latest] = isLatest ? await stores.entries.list(person.id, { kind: 'pain' }, { limit: 1 }) : [];
  const entry = isLatest ? latest : (await mine(typed, context))?.entry;
  if (!entry || !isPain(entry) || entry.text === '') return undefined;
  return { person, entry, stored: await stores.chains.find(person.id, entry.id) };
}

/** The chain with its next question, when one is due; and what is to be said beside it. */
export async function asked(
  { person, entry }: Subject,
  chain: WhyChain,
  context: Context,
): Promise<{ readonly chain: WhyChain; readonly note?: Markdown }> {
  const desk = isQuestionDue(chain) ? await deskOf(person, entry, context) : undefined;
  const next = await withQuestion(painEntryOf(entry), chain, desk?.asker);
  return { chain: next, ...(desk?.spent && { note: spentText(desk.spent) }) };
}

/** The model, if there is one, its member wants it and its community has not switched it off. */
async function deskOf(person: Person, entry: Entry, context: Context): Promise<AssistantSession | undefined> {
  if (!context.services.assistant || person.learning?.assistant !== true) return undefined;
  const { communityId } = entry;
  const community =
    context.community ??
    (communityId === undefined ? undefined : await context.services.stores.communities.find(communityId));
  if (community?.assistantOff) return undefined;
  return context.services.assistant.openSession({
    personId: person.id,
    day: todayOf(person, context.now),
    ...(community && { communityId: community.id }),
  });
}

/** Writes the chain; when somebody else's write came first, theirs stands. */
export async function save(
  { person, entry, stored }: Subject,
  chain: WhyChain,
  context: Context,
): Promise<WhyChain> {
  const {
    now,
    services: { stores },
  } = context;
  const written = await stores.chains.save({
    personId: person.id,
    entryId: entry.id,
    chain,
    updatedAt: now,
    version: stored?.version ?? 0,
  });
  if (written.ok) return chain;
  return (await stores.chains.find(person.id, entry.id))?.chain ?? chain;
}
