import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button, Reply } from '../chat/reply.ts';
import type { Entry } from '../core/log/index.ts';
import type { DateProblem } from '../core/log/write.ts';
import { type SeenBy, whoSeesItem, whoSeesText } from './who-sees.ts';
import { count, dateText, excerpt } from './words.ts';

/** Who sees what somebody types in the DM: nothing is logged (`off`), they alone, or a community by its name. */
export type TypingAudience = 'off' | SeenBy;

const whatYouType = 'What you type in our DM';

/** The one sentence about who sees what is typed in the DM: in `/start`, in `/privacy` and in every answer. */
export function typingText(audience: TypingAudience): Markdown {
  return audience === 'off' ? md`${whatYouType} isn't logged.` : md`${whoSeesText(whatYouType, audience)}.`;
}

/** The same in a list of settings. */
export const typingItem = (audience: TypingAudience): Markdown =>
  audience === 'off' ? md`${whatYouType}: **not logged**` : whoSeesItem(whatYouType, audience);

/** What an answer to a typed message says beside what every answer says. */
export interface TypedFacts {
  readonly audience: TypingAudience;
  /** The first time: how typing is turned off. */
  readonly turnOff?: string;
  /** The communities that it could go to from now on, for whoever was not asked yet. */
  readonly ask?: readonly { readonly id: string; readonly name: string }[];
  /** The day before is open, and nothing is logged for it. */
  readonly mayBeYesterdays: boolean;
  /** What they typed within ten minutes before it. */
  readonly before?: Pick<Entry, 'id'>;
  /** It answered a prompt whose date is closed. */
  readonly closedDate?: { readonly problem: DateProblem; readonly text: string };
}

export function typedNotes({ audience, turnOff, ask = [], closedDate }: TypedFacts): Markdown[] {
  const notes: (Markdown | false | undefined)[] = [
    closedDate && md`_It answers an older question, but that day is closed: ${closedDate.text}_`,
    md`_${typingText(audience)}_`,
    turnOff !== undefined && md`You can just type here and I'll log it. Turn that off with ${code(turnOff)}.`,
    ask.length > 0 && md`**Who should see what you type here from now on?** You can change it any time.`,
  ];
  return notes.filter((note) => note !== false && note !== undefined);
}

/** Four communities and *Only me* fit a row. */
const communitiesAsked = 4;

export function typedButtons(
  entry: Pick<Entry, 'id'>,
  { mayBeYesterdays, before, ask = [] }: TypedFacts,
): Button[][] {
  const about: Button[] = [
    ...(mayBeYesterdays
      ? [
          {
            label: 'It was for yesterday',
            action: { name: 'log.yesterday', args: [entry.id], inPlace: true },
          },
        ]
      : []),
    ...(before
      ? [
          {
            label: 'Add it to the one before',
            action: { name: 'log.join', args: [entry.id, before.id], inPlace: true },
          },
        ]
      : []),
  ];
  const asking: Button[] = ask.slice(0, communitiesAsked).map(({ id, name }) => ({
    label: excerpt(name, 60),
    action: { name: 'log.audience', args: [id] },
  }));
  return [
    about,
    asking.length > 0
      ? [{ label: 'Only me', action: { name: 'log.audience', args: ['private'] } }, ...asking]
      : [],
  ].filter((row) => row.length > 0);
}

const privately = (outcome: string, text: Markdown, buttons: Button[] = []): Reply => ({
  code: outcome,
  visibility: 'private',
  text,
  ...(buttons.length > 0 && { buttons: [buttons] }),
});

/** What is known of a message for the button that logs it. */
interface Where {
  readonly id: string;
}

/** The message is not kept: its id finds it again on the platform. */
const logItButton = ({ id }: Where, style: NonNullable<Button['style']>): Button => ({
  label: 'Log it',
  style,
  action: { name: 'log.message', args: [id], inPlace: true },
});

export const strangerText = (start: string, help: string): Reply =>
  privately(
    'stranger',
    joined([
      md`**Hi, I'm Shipmate!** I ask people what they built: once a day, by DM, at their local time. I keep their log and streak.`,
      md`I haven't logged this, and I store nothing about you until you begin. Try ${code(start)}, or ${code(help)} to see more.`,
    ]),
    [{ label: 'Start', style: 'primary', action: { name: 'start.join' } }],
  );

export const littleText = (message: Where): Reply =>
  privately('log-offered', md`👋 Should I log this?`, [logItButton(message, 'secondary')]);

export const skipText = (message: Where, date: string): Reply =>
  privately('skip-offered', md`No problem. Shall I leave you alone for today?`, [
    { label: 'Skip today', style: 'primary', action: { name: 'today.skip', args: [date], inPlace: true } },
    logItButton(message, 'secondary'),
  ]);

export const questionText = (message: Where, help: string): Reply =>
  privately(
    'question',
    md`I can't answer that one, sorry. ${code(help)} shows what I can do. Was it something you did?`,
    [logItButton(message, 'secondary')],
  );

/** `reopen`: the draft that fills the form in. */
export const errorText = (message: Where, reopen: Button): Reply =>
  privately('error-offered', md`**That looks like an error.** Shall we write it down and find out why?`, [
    reopen,
    { ...logItButton(message, 'secondary'), label: 'Log it as progress' },
  ]);

export const typingOffText = (message: Where, settings: string): Reply =>
  privately(
    'typing-off',
    md`You turned typing off, so I didn't log this. Turn it on with ${code(`${settings} typing:private`)}.`,
    [logItButton(message, 'secondary')],
  );

export const noWordsText = privately('no-words', md`I can only log words, and I see none in that message.`);

export const messageGoneText = privately(
  'message-gone',
  md`I can't find that message anymore. Please type it once more.`,
);

/** The message was edited while its date lasts. */
export const retypedText = (text: string, ...about: readonly (Markdown | undefined)[]): Reply =>
  privately('retyped', joined([md`I changed the entry too: ${excerpt(text, 200)}`, ...about]));

/** It is one of several messages of an entry, which was edited since or would be too long. */
export const notRetypedText = (entry: Pick<Entry, 'id'>): Reply =>
  privately(
    'not-retyped',
    md`That message is one of several in an entry, and I can't change its part alone. Would you edit the entry?`,
    [{ label: 'Edit the entry', style: 'primary', action: { name: 'history.edit', args: [entry.id] } }],
  );

export const retypeOfferedText = (entry: Entry, { id }: Where, language: string): Reply =>
  privately(
    'retype-offered',
    md`You edited a message from ${dateText(entry.day, language)}. Should I change the entry too?`,
    [
      { label: 'Change it', style: 'primary', action: { name: 'log.retype', args: [id], inPlace: true } },
      { label: 'Leave it', action: { name: 'log.leave', inPlace: true } },
    ],
  );

export const deleteOfferedText = (entry: Entry): Reply =>
  privately(
    'delete-offered',
    md`You deleted that message. Should I delete the entry too? ${excerpt(entry.text || '(no text)', 120)}`,
    [
      {
        label: 'Delete it',
        style: 'danger',
        action: { name: 'history.delete', args: [entry.id], inPlace: true },
      },
      { label: 'Keep it', action: { name: 'log.leave', inPlace: true } },
    ],
  );

const linesShown = 10;

/** What was written while nobody listened, and became entries. */
export function caughtUpText(
  entries: readonly { readonly text: string; readonly day: string }[],
  audience: TypingAudience,
): Reply {
  const shown = entries.slice(-linesShown);
  return {
    code: 'caught-up',
    visibility: 'private',
    text: joined([
      md`**I was away, sorry!** You wrote ${count(entries.length, 'message')} meanwhile, and I logged ${entries.length === 2 ? 'both' : 'them all'}:`,
      entries.length > shown.length &&
        md`- … ${count(entries.length - shown.length, 'more', 'more')} before these`,
      ...shown.map(({ text, day }) => md`- **${day}**: ${excerpt(text, 140)}`),
      md`_${typingText(audience)}_`,
    ]),
  };
}
