import { code, codeBlock, joined, type Markdown, md, quote } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';
import type { Entry, Pain } from '../core/log/index.ts';
import { wordsOfKind } from './entry-kinds.ts';
import { count, excerpt, minutesText, nameText } from './words.ts';

/** What is said of an entry beside its text: project, minutes, tags. */
export function entryDetails(entry: Pick<Entry, 'project' | 'minutes' | 'tags'>): Markdown | undefined {
  const parts = [
    entry.project && md`project **${excerpt(entry.project, 80)}**`,
    entry.minutes !== undefined && md`${minutesText(entry.minutes)}`,
    ...entry.tags.map((tag) => code(`#${tag}`)),
  ].filter((part) => part !== undefined && part !== false && part !== '');
  return parts.length > 0 ? joined(parts as Markdown[], ' · ') : undefined;
}

/** The text as its author wrote it, quoted; a blanked one says so. */
export const entryText = (entry: Pick<Entry, 'text'>): Markdown =>
  entry.text === '' ? md`_(no text)_` : quote(entry.text);

const errorShown = 600;

/** What a community sees of a pain point: the beginning of the error, cause and fix; undefined while none is known. */
function sharedPain({ error, cause, fix }: Pain): Markdown | undefined {
  const parts = [
    error !== undefined && codeBlock(excerptLines(error, errorShown)),
    cause !== undefined && md`**Cause:** ${excerpt(cause, errorShown)}`,
    fix !== undefined && md`**Fix:** ${excerpt(fix, errorShown)}`,
  ];
  return parts.some((it) => it !== false) ? joined(parts) : undefined;
}

const excerptLines = (text: string, limit: number): string =>
  text.length <= limit ? text : `${text.slice(0, limit - 1).toWellFormed()}…`;

/** The copy of an entry that the community sees. */
export function sharedEntry(entry: Entry, author: string | undefined): Reply {
  const verb = wordsOfKind(entry.kind).sharedAs;
  const cheers = entry.kudos.length;
  return {
    code: 'shared-entry',
    visibility: 'public',
    namesOthers: true,
    text: joined([
      md`**${nameText(author)}** ${verb}:`,
      entryText(entry),
      entry.pain && sharedPain(entry.pain),
      entryDetails(entry),
    ]),
    buttons: [
      [
        {
          label: cheers > 0 ? `👏 ${count(cheers, 'cheer')}` : '👏 Cheer',
          action: { name: 'kudos.give', args: [entry.id] },
        },
      ],
    ],
  };
}
