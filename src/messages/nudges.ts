import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Day } from '../core/calendar/index.ts';
import { count } from './words.ts';

/** What a nudge is chosen by (R42). */
export interface NudgeFacts {
  readonly day: Day;
  readonly streak: number;
  readonly longest: number;
  readonly freezesHeld: number;
  /** Days since they joined, today not counted. */
  readonly daysHere: number;
  /** With a weekly cadence: days done and promised this week. */
  readonly week?: { readonly done: number; readonly target: number };
}

type Situation = 'week' | 'first-week' | 'freeze' | 'long' | 'at-stake' | 'after-break' | 'fresh';

const firstWeekDays = 7;
const longFrom = 14;

export function situationOf({ streak, longest, freezesHeld, daysHere, week }: NudgeFacts): Situation {
  if (week) return 'week';
  if (daysHere < firstWeekDays) return 'first-week';
  if (streak > 0 && freezesHeld > 0) return 'freeze';
  if (streak >= longFrom) return 'long';
  if (streak > 0) return 'at-stake';
  return longest > 0 ? 'after-break' : 'fresh';
}

/** A bold beginning and a line more. */
type Nudge = readonly [string, (facts: NudgeFacts) => Markdown];

const left = ({ week = { done: 0, target: 0 } }: NudgeFacts): Markdown =>
  md`This week: ${week.done} of ${count(week.target, 'day')}.`;
const days = ({ streak }: NudgeFacts): Markdown => md`**${count(streak, 'day')}**`;
const held = ({ freezesHeld }: NudgeFacts): string => count(freezesHeld, 'freeze');

/** Every nudge, by the situation that it fits. */
export const nudges: Readonly<Record<Situation, readonly Nudge[]>> = {
  week: [
    ['Still time to log today.', left],
    ['Today would fit your week nicely.', left],
    ['One line keeps your week on track.', left],
    ['Your week still has room for today.', left],
    ['Got a minute before the day ends?', left],
  ],
  'first-week': [
    ['Still time to log today.', () => md`In your first week, one line is plenty.`],
    ['How did it go today?', () => md`Reading docs for ten minutes counts too.`],
    ['Anything small to note down?', () => md`It doesn't have to work yet.`],
    ['A quick line before the day ends?', () => md`You'll be glad to read it in a month.`],
    ['Just checking in.', () => md`What you tried today is worth a line, even if it broke.`],
  ],
  freeze: [
    [
      'Still time to log today.',
      (it) => md`Your streak is at ${days(it)}. If today doesn't work out, a freeze covers it.`,
    ],
    ['No rush.', (it) => md`You have ${held(it)} saved up, and one line keeps it for later.`],
    ['Busy day?', (it) => md`One line adds to your ${days(it)}. If not, a freeze has your back.`],
    ['Room for one line today?', (it) => md`You're at ${days(it)}, with ${held(it)} in hand.`],
    [
      'A quick word before the day ends?',
      (it) => md`It makes it ${count(it.streak + 1, 'day')}. Otherwise a freeze steps in.`,
    ],
  ],
  long: [
    ['Still time to log today.', (it) => md`Your streak is at ${days(it)}. One line keeps it going.`],
    ['Your streak is waiting for today.', (it) => md`${days(it)} so far. A small thing is enough.`],
    ['A minute for your streak?', (it) => md`${days(it)} is something. Whatever you touched today counts.`],
    ['One line before the day ends?', (it) => md`It would be day ${it.streak + 1}.`],
    ['Did anything happen in your code today?', (it) => md`Even a rename counts for your ${days(it)}.`],
  ],
  'at-stake': [
    ['Still time to log today.', (it) => md`One line makes it ${count(it.streak + 1, 'day')}.`],
    ['Anything from today?', (it) => md`You're at ${days(it)}. Small things count.`],
    ['A quick line?', (it) => md`It keeps your ${days(it)} going.`],
    ['Before the day ends:', (it) => md`what did you touch today? It would be day ${it.streak + 1}.`],
    [
      'Got something small for today?',
      (it) => md`A note about what you tried keeps your streak of ${days(it)}.`,
    ],
  ],
  'after-break': [
    ['Still time to log today.', () => md`Today could be day one of a new streak.`],
    ['Good to have you here.', () => md`One line is all it takes to start again.`],
    [
      'Fancy a fresh start?',
      (it) => md`You did ${count(it.longest, 'day')} before. It begins with one line.`,
    ],
    ['Anything from today, however small?', () => md`Everything you logged before is still here.`],
    ['A new day one?', () => md`What you looked at today is enough.`],
  ],
  fresh: [
    ['Still time to log today.', () => md`Today could be day one.`],
    ['One line, and you have begun.', () => md`What did you try today?`],
    ['Your log is waiting for its first line.', () => md`Anything you touched today will do.`],
    ['A small start today?', () => md`It can be something you read.`],
    ['Still a bit of today left.', () => md`What did you look into?`],
  ],
};

/** R42. The same date in the same situation says the same. */
export function nudgeText(facts: NudgeFacts): Markdown {
  const fitting = nudges[situationOf(facts)];
  const [lead, rest] = fitting[facts.day % fitting.length] as Nudge;
  return joined([md`**${lead}**`, rest(facts)], ' ');
}
