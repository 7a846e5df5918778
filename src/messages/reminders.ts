import { joined, type Markdown, md } from '../chat/markdown.ts';
import { type Button, inPlace, type Reply } from '../chat/reply.ts';
import type { Riders } from '../core/account/index.ts';
import type { ReminderKind } from '../core/reminders/index.ts';
import { nudgeText } from './nudges.ts';
import { promptQuestion, type QuestionFacts } from './prompt-questions.ts';
import { ridersButtons, ridersText } from './riders.ts';
import { type EventFacts, eventButtons, eventsText } from './streak-events.ts';
import { count, excerpt } from './words.ts';

/** What a prompt, a nudge or a snoozed prompt says is made of. */
export interface ReminderFacts {
  readonly kind: ReminderKind;
  /** The scheduled local date 'YYYY-MM-DD', which the buttons act on. */
  readonly date: string;
  readonly name: string;
  readonly streak: number;
  readonly freezesHeld: number;
  /** With a weekly cadence: days done and promised this week. */
  readonly week?: { readonly done: number; readonly target: number };
  /** Sent after a downtime. */
  readonly late: boolean;
  readonly longest: number;
  /** Days since they joined, today not counted. */
  readonly daysHere: number;
  /** What the question is chosen by, with what they logged last. */
  readonly question: QuestionFacts;
  /** Cards that are due, for whoever wants to be told in the prompt. */
  readonly cardsDue?: number;
  /** Only one prompt a week goes out, because the last ones stayed without an answer. */
  readonly weekly: boolean;
  /** What happened to the streak and was not told yet. */
  readonly news?: EventFacts;
  /** What has no message of its own. */
  readonly riders?: Riders;
}

/** The daily question. Kind, short, and with a way out. */
export function reminderMessage(facts: ReminderFacts): Reply {
  return {
    code: facts.kind,
    visibility: 'private',
    text: joined([
      facts.late && md`_Sorry I'm a bit late today, I was offline for a while._`,
      ...withNews(lines(facts), facts),
      facts.riders && ridersText(facts.riders),
    ]),
    buttons: [
      [
        ...answers(facts),
        ...(facts.kind === 'prompt' && facts.cardsDue
          ? [{ label: 'Review', action: { name: 'review.next' } }]
          : []),
      ],
      ...others(facts),
    ],
  };
}

/** What rides in the message, with buttons of its own. */
const others = ({ riders, news }: ReminderFacts): (readonly Button[])[] => [
  ...(riders ? ridersButtons(riders) : []),
  ...(news ? eventButtons(news).map((it) => [it]) : []),
];

/** An answered question shows what was done in its place, unless something else to be answered stands beside it. */
function answers(facts: ReminderFacts): Button[] {
  const buttons: Button[] = [
    { label: 'Log it', style: 'primary', action: { name: 'log.open', args: [facts.date] } },
    ...snooze(facts),
    { label: 'Skip today', action: { name: 'today.skip', args: [facts.date] } },
    { label: 'Stop', action: { name: 'stop.now' } },
  ];
  const isAlone = others(facts).flat().length === 0;
  return isAlone ? inPlace([buttons]).flat() : buttons;
}

/** What happened to the streak stands below the question. */
function withNews(
  [question, ...rest]: readonly Markdown[],
  { news }: ReminderFacts,
): readonly (Markdown | undefined)[] {
  return [question, news && eventsText(news), ...rest];
}

function snooze({ kind, date }: ReminderFacts): Button[] {
  if (kind === 'nudge' || kind === 'snooze-3') return [];
  return [{ label: 'Snooze 1 h', action: { name: 'today.snooze', args: [date] } }];
}

function lines(facts: ReminderFacts): Markdown[] {
  if (facts.kind === 'nudge') return [nudgeText({ ...facts, ...facts.question })];
  const question = md`**${promptQuestion(facts.question)}**`;
  if (facts.kind !== 'prompt') return [md`Me again! ${question}`];
  const greeting = md`Hi ${facts.name}! ${question}`;
  const pause =
    facts.weekly &&
    md`_I only ask once a week while you're busy. Press any button and I'll check in daily again._`;
  const { project } = facts.question;
  const isNamed = project !== undefined && question.source.includes(md`${excerpt(project, 60)}`.source);
  const thread = project !== undefined && !isNamed && md`Last time you worked on **${project}**.`;
  const cards =
    facts.cardsDue !== undefined &&
    facts.cardsDue > 0 &&
    md`${count(facts.cardsDue, 'card')} in your deck ${facts.cardsDue === 1 ? 'is' : 'are'} due for review.`;
  return [greeting, thread, standing(facts), cards, pause].filter(
    (line): line is Markdown => line !== false && line !== undefined,
  );
}

function standing({ streak, week }: ReminderFacts): Markdown | undefined {
  if (week) return md`This week: ${week.done} of ${count(week.target, 'day')}.`;
  return streak > 0 ? md`Your streak: **${count(streak, 'day')}**.` : undefined;
}
