import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import { inPlace, type Reply } from '../chat/reply.ts';
import type { StrayOption } from '../chat/stray-option.ts';
import type { Day } from '../core/calendar/index.ts';
import type { SeenBefore } from '../core/learnings/index.ts';
import type { DateProblem, Entry, LeftOut, PainPart } from '../core/log/index.ts';
import type { CopyState } from '../core/sharing/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import { entryDetails, entryText } from './entry.ts';
import { wordsOfKind } from './entry-kinds.ts';
import { keepPrivateButton, shareButton, undoButton } from './history.ts';
import { painText, shortenedText } from './pain.ts';
import { leftOutText, picturesText } from './pictures.ts';
import { seenText } from './seen.ts';
import { type TypedFacts, typedButtons, typedNotes } from './typed.ts';
import { entrySeenText, type KeptPrivate, keptPrivateText, sharedText } from './who-sees.ts';
import { count, dateText, dayText } from './words.ts';

export interface LoggedFacts {
  readonly entry: Entry;
  readonly fresh: boolean;
  readonly shortened: boolean;
  readonly shortenedParts: readonly PainPart[];
  readonly masked: number;
  readonly today: Day;
  readonly language: string;
  readonly streak: Streak;
  /** The streak as it was before, for what this entry changed. */
  readonly before: Streak;
  /** The community that sees it, and what becomes of its copy there; absent: its author alone sees it. */
  readonly sharedWith?: { readonly name: string; readonly copy: CopyState };
  /** A community that it could be shared with by a press. */
  readonly shareable?: { readonly id: string; readonly name: string };
  /** Meant for a community, yet its author's alone, and why. */
  readonly kept?: KeptPrivate;
  /** For whoever logs for the first time and has no prompts yet: how to get them. */
  readonly startCommand?: string;
  /** What was taken as text and may have been meant as an option. */
  readonly stray?: StrayOption;
  /** Files that came with it and are no pictures of it. */
  readonly leftOut?: readonly LeftOut[];
  /** Earlier ones of the same cause. */
  readonly seen?: SeenBefore;
  /** It was typed in the DM, without a command. */
  readonly typed?: TypedFacts;
}

/** The answer to a logged entry: what was written, what it did to the streak, and the ways back. */
export function loggedReply(facts: LoggedFacts): Reply {
  const { entry, today, language } = facts;
  const words = wordsOfKind(entry.kind);
  const day = dayText(entry.day, today, language);
  const left = leftOutText(facts.leftOut ?? []);
  const lead = facts.fresh
    ? md`**Logged for ${day}.** ${streakLine(facts)}`
    : md`That one is already in your log for ${day}.`;
  return {
    code: facts.fresh ? 'logged' : 'logged-before',
    visibility: 'private',
    text: joined([
      lead,
      entryText(entry),
      entryDetails(entry),
      entry.pain && painText(entry.pain),
      picturesText(entry),
      left,
      facts.seen && seenText(facts.seen, today, language),
      ...notes(facts),
      ...(facts.typed ? typedNotes(facts.typed) : []),
    ]),
    saved: [entry.id],
    ...(left && { leftOutNote: left }),
    ...(facts.seen && facts.seen.others.length > 0 && { namesOthers: true }),
    buttons: [
      [
        ...words.buttons(entry),
        ...inPlace([
          [
            { label: 'Edit', action: { name: 'history.edit', args: [entry.id] } },
            undoButton(entry),
            ...(facts.shareable ? [shareButton(entry, facts.shareable)] : []),
            ...(facts.sharedWith ? [keepPrivateButton(entry)] : []),
          ],
        ]).flat(),
      ],
      ...(facts.typed ? typedButtons(entry, facts.typed) : []),
    ],
    ...(words.menu && { select: words.menu(entry) }),
  };
}

/** Who sees the entry. What was typed in the DM has a line of its own about that (R38), and says here only what is out of the ordinary. */
function seenNote({ sharedWith, kept, shareable, typed }: LoggedFacts): Markdown | undefined {
  if (sharedWith)
    return typed && sharedWith.copy === 'queued'
      ? undefined
      : md`_${sharedText(sharedWith.name, sharedWith.copy)}_`;
  if (typed) return undefined;
  return kept ? md`_${keptPrivateText(kept, shareable !== undefined)}._` : md`_${entrySeenText('private')}._`;
}

function streakLine({ streak, before }: LoggedFacts): Markdown {
  const line = md`Streak: **${count(streak.current, 'day')}**`;
  if (streak.current > before.current && streak.current === streak.longest && streak.current > 1)
    return md`${line}, your longest so far.`;
  return md`${line}.`;
}

function notes(facts: LoggedFacts): Markdown[] {
  const notes: (Markdown | false | undefined)[] = [
    facts.shortened && md`_It was longer than 3,000 characters, so I left out the middle._`,
    facts.stray && strayText(facts.stray),
    shortenedText(facts.shortenedParts),
    facts.masked > 0 &&
      md`_I masked ${count(facts.masked, 'secret')}. If ${facts.masked === 1 ? 'it was' : 'they were'} real, change ${facts.masked === 1 ? 'it' : 'them'} to be safe._`,
    seenNote(facts),
    facts.startCommand !== undefined &&
      md`Make it a habit with ${code(facts.startCommand)}: I'll check in once a day, at your local time.`,
  ];
  return notes.filter((note) => note !== false && note !== undefined);
}

const strayText = ({ typed, meant }: StrayOption): Markdown =>
  typed === meant
    ? md`${code(typed)} is part of the text now. If you meant it as an option, use Edit.`
    : md`${code(typed)} is part of the text now. If you meant ${code(meant)}, use Edit.`;

/** Why a date cannot be logged, and which ones can. */
export function dateProblemText(
  { code, day, earliest, latest }: DateProblem,
  today: Day,
  language: string,
): string {
  const open =
    earliest === latest
      ? `you can only log for today (${dateText(latest, language)})`
      : `you can log for ${dayText(earliest, today, language)} to today`;
  return code === 'date-in-future'
    ? `${dateText(day, language)} is still to come; ${open}.`
    : `${dateText(day, language)} is too far back; ${open}.`;
}
