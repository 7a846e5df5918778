import { channelName, joined, linkTo, type Markdown, md } from '../chat/markdown.ts';
import type { RefusedPost } from '../chat/messenger.ts';
import { type Button, type Choice, inPlace, type Reply } from '../chat/reply.ts';
import type { Day } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import type { StreakFold } from '../core/streaks/index.ts';
import { entryDetails, entryText } from './entry.ts';
import { wordsOfKind } from './entry-kinds.ts';
import { painText } from './pain.ts';
import { picturesText } from './pictures.ts';
import { entrySeenText } from './who-sees.ts';
import { count, dateText, dayText, excerpt, listText } from './words.ts';

const lineLength = 140;

/** One line of a list of entries; `notPosted`: why its shared copy stands nowhere. */
export function entryLine(entry: Entry, today: Day, language: string, notPosted?: Markdown): Markdown {
  const marks = [
    wordsOfKind(entry.kind).shortMark,
    entry.pictures ? '📷' : undefined,
    entry.audience === 'community' ? 'shared' : undefined,
    entry.backdated ? 'added later' : undefined,
  ];
  const note = marks.filter((it) => it !== undefined).map((it) => md`${it}`);
  const noted = [...note, ...(notPosted ? [notPosted] : [])];
  return md`- **${dayText(entry.day, today, language)}**: ${excerpt(entry.text || '(no text)', lineLength)}${noted.length > 0 ? md` (${joined(noted, ', ')})` : ''}`;
}

/** An entry to choose from a list. */
export const entryChoice = (entry: Entry, today: Day, language: string): Choice => ({
  value: entry.id,
  label: excerpt(`${dayText(entry.day, today, language)}: ${entry.text || '(no text)'}`, 75),
});

/** One entry, whole, with all that can be done with it; `audience`: what can be done about who sees it. */
export function entryCard(
  entry: Entry,
  language: string,
  audience: readonly Button[],
  communityName?: string,
  notPosted?: Markdown,
): Reply {
  const words = wordsOfKind(entry.kind);
  const { heading } = words;
  const seen =
    entry.audience === 'community'
      ? md`_${entrySeenText({ community: communityName ?? 'the community' })}${entry.hidden ? ', hidden by an organiser' : ''}_`
      : md`_${entrySeenText('private')}_`;
  return {
    code: 'entry',
    visibility: 'private',
    text: joined([
      md`**${dateText(entry.day, language)}**${heading === undefined ? '' : ` · ${heading}`}`,
      entryText(entry),
      entryDetails(entry),
      entry.pain && painText(entry.pain),
      picturesText(entry),
      joined(
        [
          seen,
          notPosted && md`_${notPosted}_`,
          entry.editedAt !== undefined && md`_edited_`,
          entry.kudos.length > 0 && md`👏 ${count(entry.kudos.length, 'cheer')}`,
        ],
        ' · ',
      ),
    ]),
    buttons: [
      [
        ...words.buttons(entry),
        ...inPlace([
          [
            { label: 'Edit', action: { name: 'history.edit', args: [entry.id] } },
            { label: 'Delete', action: { name: 'history.delete', args: [entry.id] }, style: 'danger' },
            ...audience,
          ],
        ]).flat(),
      ],
    ],
    ...(words.menu && { select: words.menu(entry) }),
  };
}

export const keepPrivateButton = ({ id }: Pick<Entry, 'id'>): Button => ({
  label: 'Keep it private',
  action: { name: 'history.hide', args: [id] },
});

export const shareButton = (
  { id }: Pick<Entry, 'id'>,
  community: { readonly id: string; readonly name: string },
): Button => ({
  label: `Share with ${excerpt(community.name, 60)}`,
  action: { name: 'history.share', args: [id, community.id] },
});

export const undoButton = ({ id }: Pick<Entry, 'id'>): Button => ({
  label: 'Undo',
  action: { name: 'history.undo', args: [id] },
});

const refusedShown = 5;

/** What is added when a platform would not change or remove a posted copy. */
export function refusedText(refused: readonly RefusedPost[]): Markdown | undefined {
  if (refused.length === 0) return undefined;
  const [copies, them] = refused.length === 1 ? ['the copy', 'it'] : ['the copies', 'them'];
  const more = refused.length - refusedShown;
  const places = refused
    .slice(0, refusedShown)
    .map(({ channel, link }) =>
      link === undefined
        ? channelName(channel)
        : joined([channelName(channel), linkTo('message', link)], ' '),
    );
  const list = joined(more > 0 ? [...places, md`${more} more`] : places, ', ');
  return md`I couldn't update ${copies} in ${list}. An organiser there can remove ${them}.`;
}

type Counts = Pick<StreakFold, 'current' | 'longest' | 'freezes'>;

/** What a deletion would take from a streak; undefined when it takes nothing. */
export function costText(before: Counts, after: Counts): Markdown | undefined {
  const losses = [
    after.current < before.current &&
      `your streak would go from ${count(before.current, 'day')} to ${after.current}`,
    after.longest < before.longest && `your longest one from ${before.longest} to ${after.longest}`,
    after.freezes.held < before.freezes.held &&
      `your freezes from ${before.freezes.held} to ${after.freezes.held}`,
  ].filter((it) => it !== false);
  return losses.length === 0
    ? undefined
    : md`It's the only entry of that day, so ${listText(losses)}. You can keep the day and clear the text instead.`;
}
