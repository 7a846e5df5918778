import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { withoutCopies } from '../../src/core/log/index.ts';
import { queueShare } from '../../src/core/sharing/index.ts';
import { findShared, suggestShared } from '../../src/interactions/shared-entries.ts';
import { refusedText } from '../../src/messages/history.ts';
import { excerpt } from '../../src/messages/words.ts';
import { removeCopies } from '../../src/posts/copies.ts';
import { rewriteRoundupsWith } from '../../src/posts/roundup-copies.ts';
import { here } from './community.ts';

export async function chooseHidden(context: Context): Promise<Answer> {
  const choices = await suggestShared('', context);
  if (choices.length === 0) return privately('nothing-shared', md`Nothing is shared here right now.`);
  return privately(
    'hide-choice',
    md`Which shared entry should I hide? Its author keeps it and isn't notified.`,
    {
      namesOthers: true,
      select: { placeholder: 'Choose an entry…', action: { name: 'setup.hide' }, choices },
    },
  );
}

/** Hides an entry from the community; by id, or the newest that has these words. Its author keeps it. */
export async function hide(typed: string, context: Context): Promise<Answer> {
  const entry = await findShared(typed, context);
  if (!entry)
    return privately(
      'entry-gone',
      md`I can't find that shared entry. See what's shared with ${code(context.commandName('setup hide'))}.`,
    );
  const written = await context.services.stores.entries.save({ ...withoutCopies(entry), hidden: true });
  if (!written.ok) return privately('busy', md`It was changed at the same moment. Please try again.`);
  const refused = await removeCopies(context, entry);
  return privately(
    'hidden',
    joined([
      md`Hidden: ${excerpt(entry.text, 120)}`,
      md`Only its author can see it now.`,
      refusedText(refused),
    ]),
    {
      namesOthers: true,
      buttons: [
        [{ label: 'Show it again', action: { name: 'setup.unhide', args: [entry.personId, entry.id] } }],
      ],
    },
  );
}

export async function unhide(personId: string, id: string, context: Context): Promise<Answer> {
  const entry = await context.services.stores.entries.find(personId, id);
  if (!entry?.hidden || entry.audience !== 'community' || entry.communityId !== here(context).id)
    return privately('entry-gone', md`Its author has made it private or deleted it in the meantime.`);
  const written = await context.services.stores.entries.save({ ...entry, hidden: false });
  if (!written.ok) return privately('busy', md`It was changed at the same moment. Please try again.`);
  await queueShare(context, written.value, `${id}.${written.value.version}`);
  const refused = await rewriteRoundupsWith(context.services, written.value);
  return privately('shown-again', joined([md`Everyone here can see it again.`, refusedText(refused)]));
}
