import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Reply } from '../chat/reply.ts';
import type { Day } from '../core/calendar/index.ts';
import type { DateProblem, Entry } from '../core/log/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import { entryDetails, entryText } from './entry.ts';
import { count, dateText, dayText } from './words.ts';

export interface LoggedFacts {
  readonly entry: Entry;
  readonly fresh: boolean;
  readonly shortened: boolean;
  readonly masked: number;
  readonly today: Day;
  readonly language: string;
  readonly streak: Streak;
  /** The streak as it was before, for what this entry changed. */
  readonly before: Streak;
  /** The community that sees it. */
  readonly sharedWith?: string;
  /** A community that it could be shared with by a press. */
  readonly shareable?: { readonly id: string; readonly name: string };
}

/** The answer to a logged entry: what was written, what it did to the streak, and the ways back. */
export function loggedReply(facts: LoggedFacts): Reply {
  const { entry, today, language } = facts;
  const day = dayText(entry.day, today, language);
  const lead = facts.fresh
    ? md`**Logged for ${day}.** ${streakLine(facts)}`
    : md`That one is in your log already, for ${day}.`;
  return {
    code: facts.fresh ? 'logged' : 'logged-before',
    visibility: 'private',
    text: joined([lead, entryText(entry), entryDetails(entry), ...notes(facts)]),
    buttons: [
      [
        { label: 'Edit', action: { name: 'history.edit', args: [entry.id] } },
        { label: 'Undo', action: { name: 'history.undo', args: [entry.id] } },
        ...(facts.shareable
          ? [
              {
                label: `Share with ${facts.shareable.name}`.slice(0, 75),
                action: { name: 'history.share', args: [entry.id, facts.shareable.id] },
              },
            ]
          : []),
        ...(facts.sharedWith
          ? [{ label: 'Keep it private', action: { name: 'history.hide', args: [entry.id] } }]
          : []),
      ],
    ],
  };
}

function streakLine({ streak, before }: LoggedFacts): Markdown {
  const line = md`Streak: **${count(streak.current, 'day')}**`;
  if (streak.freezes.held > before.freezes.held) {
    return md`${line}, and you earned a freeze (${streak.freezes.held} of ${streak.freezes.max}).`;
  }
  if (streak.current > before.current && streak.current === streak.longest && streak.current > 1)
    return md`${line}, your longest so far.`;
  return md`${line}.`;
}

function notes(facts: LoggedFacts): Markdown[] {
  const notes: (Markdown | false)[] = [
    facts.shortened && md`_It was longer than 3,000 characters, so I left out its middle._`,
    facts.masked > 0 &&
      md`_I masked ${count(facts.masked, 'secret')} in it. If it was real, better change it where it is used._`,
    facts.sharedWith !== undefined && md`_Shared with ${facts.sharedWith}._`,
  ];
  return notes.filter((note) => note !== false);
}

/** Why a date cannot be logged, and which ones can. */
export function dateProblemText({ code, earliest, latest }: DateProblem, language: string): string {
  const window =
    earliest === latest
      ? `Only today (${dateText(latest, language)}) is open.`
      : `From ${dateText(earliest, language)} to today, ${dateText(latest, language)}, is open.`;
  return code === 'date-in-future'
    ? `That day has not come yet. ${window}`
    : `That day is too far back to log. ${window}`;
}

export const dateNotUnderstood = (typed: string): string =>
  `I can't read "${[...typed].slice(0, 40).join('')}" as a date. Write today, yesterday, monday or 2026-11-20.`;
