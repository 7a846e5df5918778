import { code, joined, type Markdown, md } from '../chat/markdown.ts';
import { pendingClock } from '../core/account/index.ts';
import { type Day, formatTimeOfDay, type Instant } from '../core/calendar/index.ts';
import type { Entry } from '../core/log/index.ts';
import { type Person, pauseOn, zoneOf } from '../core/people/index.ts';
import { nextPromptAt, recordActivity } from '../core/reminders/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import { fromWhen } from './settings.ts';
import { instantText } from './when.ts';
import { count, dateText, excerpt, shortDate } from './words.ts';

export interface TodayFacts {
  readonly person: Person;
  readonly now: Instant;
  readonly today: Day;
  readonly entries: readonly Entry[];
  readonly streak: Streak;
  /** Today's prompt went out already. */
  readonly wasAsked: boolean;
  readonly commandName: (name: string) => string;
}

/** Where somebody stands today, in a few lines. */
export function todayText(facts: TodayFacts): Markdown {
  const { person, today, now } = facts;
  return joined([
    md`**${dateText(today, person.language)}** in ${zoneOf(person, now)}`,
    logged(facts),
    streakText(facts.streak),
    state(facts),
    travel(facts),
    next(facts),
  ]);
}

function logged({ entries, commandName }: TodayFacts): Markdown {
  if (entries.length === 0)
    return md`Nothing logged yet. Add one line with ${code(`${commandName('log')} …`)}.`;
  return joined([md`Logged today:`, ...entries.map((it) => md`- ${excerpt(it.text || '(no text)', 120)}`)]);
}

export function streakText({ current, longest, freezes }: Streak): Markdown {
  const held = freezes.held > 0 ? `, ${count(freezes.held, 'freeze')} saved up` : '';
  const best = longest > current ? ` (longest: ${longest})` : '';
  return md`Streak: **${count(current, 'day')}**${best}${held}.`;
}

function state({ person, today }: TodayFacts): Markdown | undefined {
  const pause = pauseOn(person, today);
  if (pause?.to === today) return md`Today is the last day of your pause. Your streak is safe.`;
  if (pause) {
    return pause.to === undefined
      ? md`You're paused until you resume. Your streak is safe.`
      : md`You're paused through ${shortDate(pause.to, person.language)}. Your streak is safe.`;
  }
  if (person.rest.includes(today)) return md`Today is a rest day. Your streak is safe.`;
  return person.skippedDay === today ? md`You asked me not to remind you today.` : undefined;
}

function travel({ person, now }: TodayFacts): Markdown | undefined {
  const pending = pendingClock(person, now);
  if (!pending) return undefined;
  return pending.zone === zoneOf(person, now)
    ? md`Your day starts at ${formatTimeOfDay(pending.dayStart)}${fromWhen(person, now)}.`
    : md`Your day moves to ${pending.zone}${fromWhen(person, now)}.`;
}

function next({ person, now, entries, streak, wasAsked, commandName }: TodayFacts): Markdown | undefined {
  if (person.prompts === 'stopped' || person.prompts === 'not-started')
    return md`Prompts are off. Turn them on with ${code(commandName('start'))}.`;
  // The first answer after it happened says so by itself.
  if (person.dm?.closedAt !== undefined)
    return person.dm.told
      ? md`Your prompts are on hold because I can't DM you. Open your DMs, then use ${code(commandName('start'))}.`
      : undefined;
  const week = streak.days.at(-1)?.week;
  const isWeekDone = week !== undefined && week.done >= week.times;
  const at = nextPromptAt(recordActivity(person, now), now, {
    isLogged: entries.length > 0,
    wasAsked,
    isWeekDone,
  });
  return at === undefined ? undefined : md`I'll check in again ${instantText(at, person, now)}.`;
}
