import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button, Choice, Reply } from '../chat/reply.ts';
import type { Day } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import { entryDetails, entryText } from './entry.ts';
import { count, dateText, dayText, excerpt } from './words.ts';

const lineLength = 140;

/** One line of a list of entries. */
export function entryLine(entry: Entry, today: Day, language: string): Markdown {
  const marks = [
    entry.kind === 'pain' && 'broke',
    entry.audience === 'community' && 'shared',
    entry.backdated && 'entered later',
  ];
  const note = marks.filter(Boolean).join(', ');
  return md`- **${dayText(entry.day, today, language)}**: ${excerpt(entry.text || '(no words kept)', lineLength)}${note ? ` (${note})` : ''}`;
}

/** An entry to choose from a list. */
export const entryChoice = (entry: Entry, today: Day, language: string): Choice => ({
  value: entry.id,
  label: excerpt(`${dayText(entry.day, today, language)}: ${entry.text || '(no words kept)'}`, 75),
});

/** One entry, whole, with all that can be done with it. */
export function entryCard(entry: Entry, language: string, communityName?: string): Reply {
  const shared = entry.audience === 'community';
  const edited = entry.editedAt !== undefined && md`_edited_`;
  const audience = shared
    ? md`_Shared with ${communityName ?? 'the community'}${entry.hidden ? ', hidden by an organiser' : ''}_`
    : md`_Private_`;
  return {
    code: 'entry',
    visibility: 'private',
    text: joined([
      md`**${dateText(entry.day, language)}**${entry.kind === 'pain' ? ' · what broke' : ''}`,
      entryText(entry),
      entryDetails(entry),
      joined(
        [audience, edited, entry.kudos.length > 0 && md`👏 ${count(entry.kudos.length, 'cheer')}`],
        ' · ',
      ),
    ]),
    buttons: [
      [
        { label: 'Edit', action: { name: 'history.edit', args: [entry.id] } },
        { label: 'Delete', action: { name: 'history.delete', args: [entry.id] }, style: 'danger' },
        ...(shared ? [keepPrivate(entry)] : []),
      ],
    ],
  };
}

export const keepPrivate = (entry: Pick<Entry, 'id'>): Button => ({
  label: 'Keep it private',
  action: { name: 'history.hide', args: [entry.id] },
});

/** What is added when a platform would not change or remove a posted copy. */
export const refusedText = (refused: readonly string[]): Markdown | undefined =>
  refused.length === 0
    ? undefined
    : md`I could not change ${refused.length === 1 ? 'the copy' : 'the copies'} in ${refused.join(', ')}; you may have to ask an organiser to remove ${refused.length === 1 ? 'it' : 'them'}.`;
