import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { joined, md } from '../../src/chat/markdown.ts';
import type { Answer, Reply } from '../../src/chat/reply.ts';
import { keepLearning } from '../../src/core/learnings/keep-learning.ts';
import { blankEntry, deleteEntry, type Entry, factsWithout, restoreEntry } from '../../src/core/log/index.ts';
import { foldStreak } from '../../src/core/streaks/index.ts';
import { readFacts } from '../../src/core/streaks/read.ts';
import { costText, refusedText } from '../../src/messages/history.ts';
import { dateText, excerpt } from '../../src/messages/words.ts';
import { rewriteRoundupsWith } from '../../src/posts/roundup-copies.ts';
import { afterRemoval, shareAgain } from './finish.ts';
import { card } from './look.ts';
import { gone, type Mine, mine, nothing, streakLine } from './mine.ts';
import { dropKept } from './pictures.ts';

/** What was logged within this time is taken back without a question. */
const freshMs = 24 * 60 * 60 * 1000;

/** Says what a deletion would do to the streak before it is done, and offers to keep the day (S8). */
export async function askDelete(id: string | undefined, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  if (!found) return id === undefined ? nothing(context) : gone;
  const { person, entry } = found;
  const facts = await readFacts(context.services.stores, person, context.now);
  const before = foldStreak(facts, context.services.rules.freezes);
  const after = foldStreak(factsWithout(facts, entry), context.services.rules.freezes);
  const cost = costText(before, after);
  const what = md`**Delete this?** ${dateText(entry.day, person.language)}: ${words(entry, 200)}`;
  const remove = {
    label: cost ? 'Delete anyway' : 'Delete',
    style: 'danger',
    action: { name: 'history.remove', args: [entry.id], inPlace: true },
  } as const;
  const keep = {
    label: 'Keep it',
    action: { name: 'history.show', args: [entry.id], inPlace: true },
  } as const;
  if (!cost) {
    return privately('delete-asked', joined([what, md`Your streak won't change.`]), {
      buttons: [[remove, keep]],
    });
  }
  const blanking = {
    label: 'Keep the day, clear the text',
    style: 'primary',
    action: { name: 'history.blank', args: [entry.id], inPlace: true },
  } as const;
  return privately('delete-lowers', joined([what, cost]), { buttons: [[blanking, remove, keep]] });
}

export async function remove(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return gone;
  const deleted = await deleteEntry(stores, person, id, now);
  return deleted.ok ? removed('deleted', { person, entry: deleted.before }, context) : gone;
}

/** What was taken away, and the way back. */
async function removed(
  code: 'deleted' | 'undone',
  { person, entry }: Mine,
  context: Context,
): Promise<Reply> {
  const refused = await afterRemoval(
    { entry: { ...entry, deletedAt: context.now }, before: entry },
    person,
    context,
  );
  const done = code === 'undone' ? md`Undone` : md`Deleted`;
  return privately(
    code,
    joined([
      md`${done}: ${words(entry, 120)}`,
      await streakLine(context, person),
      md`You can restore it for 7 days.`,
      refused,
    ]),
    {
      buttons: [[{ label: 'Restore', action: { name: 'history.restore', args: [entry.id], inPlace: true } }]],
    },
  );
}

export async function blank(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return gone;
  const blanked = await blankEntry(stores, person, id, now);
  if (!blanked.ok) return gone;
  const refused = await afterRemoval(blanked, person, context);
  await dropKept(blanked.before, context);
  return privately(
    'blanked',
    joined([
      blanked.before.pictures
        ? md`The text and the pictures are gone, but the day still counts.`
        : md`The text is gone, but the day still counts.`,
      await streakLine(context, person),
      md`You can restore the text for 7 days.`,
      refused,
    ]),
    {
      buttons: [
        [{ label: 'Restore the text', action: { name: 'history.revert', args: [id], inPlace: true } }],
      ],
    },
  );
}

/** Takes the last entry back, once for each event. */
export async function undoLast(context: Context): Promise<Answer> {
  const found = await mine(undefined, context);
  if (!found) return nothing(context);
  const {
    now,
    eventId,
    services: { stores },
  } = context;
  const key = `${eventId}:undo`;
  if (await stores.events.seen(key)) return privately('undone-before', md`That's undone already.`);
  await stores.events.remember([key], now);
  return undo(found.entry.id, context);
}

/** Takes an entry back at once while it is fresh; later it is a deletion, and asks first. */
export async function undo(id: string, context: Context): Promise<Answer> {
  const found = await mine(id, context);
  if (!found || id === '') return gone;
  const { person, entry } = found;
  if (entry.at < context.now - freshMs) return askDelete(id, context);
  const deleted = await deleteEntry(context.services.stores, person, entry.id, context.now);
  return deleted.ok ? removed('undone', { person, entry: deleted.before }, context) : gone;
}

export async function restore(id: string, context: Context): Promise<Answer> {
  const {
    person,
    now,
    services: { stores },
  } = context;
  if (!person) return gone;
  const restored = await restoreEntry(stores, person, id, now);
  if (!restored.ok) return gone;
  const { entry } = restored;
  await shareAgain(entry, context);
  await keepLearning(context, person, entry, restored.before);
  const refused = await rewriteRoundupsWith(context.services, entry);
  const shown = await card(entry, person, context);
  return {
    ...shown,
    code: 'restored',
    text: joined([md`**Restored.**`, shown.text, await streakLine(context, person), refusedText(refused)]),
  };
}

const words = ({ text }: Pick<Entry, 'text'>, limit: number): string => excerpt(text || '(no text)', limit);
