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
  if (entries.length === 0) return md`Nothing logged yet. ${code(`${commandName('log')} …`)} takes one line.`;
  return joined([
    md`Logged today:`,
    ...entries.map((it) => md`- ${excerpt(it.text || '(no words kept)', 120)}`),
  ]);
}

export function streakText({ current, longest, freezes }: Streak): Markdown {
  const held = freezes.held > 0 ? `, ${count(freezes.held, 'freeze')} in hand` : '';
  const best = longest > current ? ` (longest: ${longest})` : '';
  return md`Streak: **${count(current, 'day')}**${best}${held}.`;
}

function state({ person, today }: TodayFacts): Markdown | undefined {
  const pause = pauseOn(person, today);
  if (pause?.to === today) return md`Your pause ends with today; your streak waits.`;
  if (pause) {
    return pause.to === undefined
      ? md`You are on a pause until you resume; your streak waits.`
      : md`You are on a pause up to ${shortDate(pause.to, person.language)}; your streak waits.`;
  }
  if (person.rest.includes(today)) return md`Today is a rest day; your streak waits.`;
  return person.skippedDay === today ? md`You asked me to be quiet today.` : undefined;
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
    return md`Prompts are off; ${code(commandName('start'))} turns them on.`;
  // The first answer after it happened says so by itself.
  if (person.dm?.closedAt !== undefined)
    return person.dm.told
      ? md`Prompts wait: your DMs are closed to me. Open them, then ${code(commandName('start'))} goes on.`
      : undefined;
  const week = streak.days.at(-1)?.week;
  const isWeekDone = week !== undefined && week.done >= week.times;
  const at = nextPromptAt(recordActivity(person, now), now, {
    isLogged: entries.length > 0,
    wasAsked,
    isWeekDone,
  });
  return at === undefined ? undefined : md`I ask again ${instantText(at, person, now)}.`;
}
