import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button, Reply } from '../chat/reply.ts';
import type { ReminderKind } from '../core/reminders/index.ts';
import { count } from './words.ts';

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
  /** What they logged last, to pick up the thread. */
  readonly lastProject?: string;
  /** Cards that are due, for whoever wants to be told in the prompt. */
  readonly cardsDue?: number;
  /** Only one prompt a week goes out, because the last ones stayed without an answer. */
  readonly weekly: boolean;
}

const questions = [
  'What did you build today?',
  'What did you ship today, however small?',
  'What moved forward today?',
  'What did you make today, or what broke?',
  "What's the one thing you got done today?",
];

/** The daily question. Kind, short, and with a way out. */
export function reminderMessage(facts: ReminderFacts): Reply {
  return {
    code: facts.kind,
    visibility: 'private',
    text: joined([
      facts.late && md`_Sorry I'm a bit late today, I was offline for a while._`,
      ...lines(facts),
    ]),
    buttons: [
      [
        { label: 'Log it', style: 'primary', action: { name: 'log.open', args: [facts.date] } },
        ...snooze(facts),
        { label: 'Skip today', action: { name: 'today.skip', args: [facts.date] } },
        { label: 'Stop', action: { name: 'stop.now' } },
        ...(facts.kind === 'prompt' && facts.cardsDue
          ? [{ label: 'Review', action: { name: 'review.next' } }]
          : []),
      ],
    ],
  };
}

function snooze({ kind, date }: ReminderFacts): Button[] {
  if (kind === 'nudge' || kind === 'snooze-3') return [];
  return [{ label: 'Snooze 1 h', action: { name: 'today.snooze', args: [date] } }];
}

function lines(facts: ReminderFacts): Markdown[] {
  if (facts.kind === 'nudge') return [md`**Still time to log today.** One line is enough.`, stake(facts)];
  if (facts.kind !== 'prompt') return [md`Me again! **${question(facts.date)}**`];
  const greeting = md`Hi ${facts.name}! **${question(facts.date)}**`;
  const pause =
    facts.weekly &&
    md`_I only ask once a week while you're busy. Press any button and I'll check in daily again._`;
  const thread = facts.lastProject !== undefined && md`Last time you worked on **${facts.lastProject}**.`;
  const cards =
    facts.cardsDue !== undefined &&
    facts.cardsDue > 0 &&
    md`${count(facts.cardsDue, 'card')} in your deck ${facts.cardsDue === 1 ? 'is' : 'are'} due for review.`;
  return [greeting, thread, standing(facts), cards, pause].filter(
    (line): line is Markdown => line !== false && line !== undefined,
  );
}

/** The same date always asks the same question. */
function question(date: string): string {
  const sum = [...date].reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return questions[sum % questions.length] as string;
}

function standing({ streak, week }: ReminderFacts): Markdown | undefined {
  if (week) return md`This week: ${week.done} of ${count(week.target, 'day')}.`;
  return streak > 0 ? md`Your streak: **${count(streak, 'day')}**.` : undefined;
}

function stake({ streak, freezesHeld, week }: ReminderFacts): Markdown {
  if (week) return md`This week: ${week.done} of ${count(week.target, 'day')}.`;
  if (streak === 0) return md`Today could be day one.`;
  const cover = freezesHeld > 0 ? ` (if not, a freeze covers today)` : '';
  return md`Keep your ${streak}-day streak alive${cover}.`;
}
