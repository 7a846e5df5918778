import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Day } from '../core/calendar/index.ts';
import type { Person } from '../core/people/index.ts';
import { type DayExplanation, explainDay } from '../core/streaks/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import { streakText } from './today.ts';
import { count, shortDate } from './words.ts';

const daysShown = 14;

/** The ledger in plain words: the last two weeks, and before that only what changed the streak. */
export function ledgerText(streak: Streak, person: Person): Markdown {
  const days = streak.days.map((day, index) => explainDay(day, streak.days[index - 1]));
  const recent = days.slice(-daysShown);
  const turns = days
    .slice(0, -daysShown)
    .filter((it) => it.ended || it.frozen || it.freezeEarned)
    .slice(-10);
  const line = ({ from, to, words }: Stretch) => {
    const dates = [...new Set([from, to])].map((day) => shortDate(day, person.language));
    return md`- **${dates.join(' to ')}**: ${words}`;
  };
  return joined([
    streakText(streak),
    md`It counts the days you logged something, in a row. Days you didn't promise, rest days and pauses neither add to it nor break it.`,
    turns.length > 0 && md`Earlier:`,
    ...turns.flatMap((it) => stretches([it])).map(line),
    turns.length > 0 && md`The last two weeks:`,
    ...stretches(recent).map(line),
  ]);
}

interface Stretch {
  readonly from: Day;
  readonly to: Day;
  readonly words: string;
}

/** Days in a row on which nothing happened, and for the same reason, become one line. */
function stretches(days: readonly DayExplanation[]): Stretch[] {
  const found: Stretch[] = [];
  for (const day of days) {
    const words = dayWords(day);
    const last = found.at(-1);
    const isQuiet = day.outcome === 'missed' || (day.outcome === 'neutral' && !day.logged);
    if (isQuiet && last?.words === words) found[found.length - 1] = { ...last, to: day.day };
    else found.push({ from: day.day, to: day.day, words });
  }
  return found;
}

function dayWords(it: DayExplanation): string {
  return [
    outcomeWords(it),
    weekWords(it),
    it.freezeEarned && `you earned a freeze (you have ${it.freezesAfter})`,
  ]
    .filter(Boolean)
    .join('; ');
}

function outcomeWords(it: DayExplanation): string {
  const late = it.backdated ? ', added later' : '';
  const logged = `logged${late}${it.entries.length > 1 ? ` (${it.entries.length} entries)` : ''}`;
  switch (it.outcome) {
    case 'counted':
      return `${logged}, day ${it.countAfter}`;
    case 'frozen':
      return `${it.logged ? `${logged}; ` : 'nothing logged; '}a freeze covered it, still ${count(it.countAfter, 'day')}`;
    case 'ended':
      return `${it.logged ? `${logged}; ` : ''}${it.lost > 0 ? `your streak of ${count(it.lost, 'day')} ended; you can start a new one any day` : 'you can start a new streak any day'}`;
    case 'missed':
      return 'nothing logged';
    case 'open':
      return 'still open';
    case 'neutral':
      return reasonWords(it);
  }
}

function reasonWords({ reason }: DayExplanation): string {
  switch (reason) {
    case 'rest':
      return 'a rest day';
    case 'pause':
      return 'paused';
    case 'short-day':
      return 'excused: the day was too short after a time zone change';
    case 'outage':
      return "excused: I wasn't reachable";
    case 'not-promised':
      return 'not promised';
    case 'weekly':
      return 'only the week counts';
    case 'before-joining':
      return 'before you joined';
    default:
      return 'nothing due';
  }
}

const weekWords = ({ week }: DayExplanation): string | false =>
  week !== undefined && `this week: ${week.done} of ${count(week.target, 'day')}`;
