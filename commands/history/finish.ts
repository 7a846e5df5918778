import type { Context } from '../../src/chat/context.ts';
import type { Markdown } from '../../src/chat/markdown.ts';
import { keepLearning } from '../../src/core/learnings/keep-learning.ts';
import type { Entry } from '../../src/core/log/index.ts';
import type { Person } from '../../src/core/people/index.ts';
import { queueShare } from '../../src/core/sharing/index.ts';
import { refusedText } from '../../src/messages/history.ts';
import { editCopies, removeCopies } from '../../src/posts/copies.ts';

/** What follows every change of an entry: its card, its posted copies, the roundups that show it. Says what was refused. */
export async function afterChange(
  { entry, before }: { readonly entry: Entry; readonly before: Entry },
  person: Person,
  context: Context,
): Promise<Markdown | undefined> {
  await keepLearning(context, person, entry, before);
  return refusedText(await editCopies(context, entry, before));
}

/** What follows every removal of an entry's words: its card and its posted copies go. Says what was refused. */
export async function afterRemoval(
  { entry, before }: { readonly entry: Entry; readonly before: Entry },
  person: Person,
  context: Context,
): Promise<Markdown | undefined> {
  await keepLearning(context, person, entry, before);
  return refusedText(await removeCopies(context, before));
}

/** An entry that came back is posted again where it was shared. */
export async function shareAgain(entry: Entry, context: Context): Promise<void> {
  if (entry.audience === 'community') await queueShare(context, entry, `${entry.id}.${entry.version}`);
}
