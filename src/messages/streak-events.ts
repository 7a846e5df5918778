import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Button } from '../chat/reply.ts';
import type { StreakNews } from '../core/account/index.ts';
import { type Day, formatDay } from '../core/calendar/index.ts';
import type { StreakEvent } from '../core/streaks/index.ts';
import { count, dayText, listText, shortDate } from './words.ts';

/** What a message tells of a streak, and whose language dates are in. */
export interface EventFacts extends StreakNews {
  readonly language: string;
}

/** What happened to the streak since the last message, a line each. */
export function eventsText(facts: EventFacts): Markdown | undefined {
  const lines = [excused(facts), frozen(facts), ended(facts), earned(facts), reached(facts)].filter(
    (it) => it !== undefined,
  );
  return lines.length > 0 ? joined(lines) : undefined;
}

/** Opens the form for the first date that brings the streak back. */
export function eventButtons({ wayBack = [], today, language }: EventFacts): readonly Button[] {
  const [day] = wayBack;
  if (day === undefined) return [];
  const label = `Log it for ${dayText(day, today, language)}`;
  return [{ label, style: 'primary', action: { name: 'log.open', args: [formatDay(day)] } }];
}

const ofKind = ({ events }: EventFacts, kind: StreakEvent['kind']): readonly StreakEvent[] =>
  events.filter((it) => it.kind === kind);

/** 'yesterday', 'on Fri 20 Nov', 'on Thu 19 Nov and Fri 20 Nov'. */
function whenText({ today, language }: EventFacts, days: readonly Day[]): string {
  const [day, ...more] = days;
  if (day !== undefined && more.length === 0 && day >= today - 1) return dayText(day, today, language);
  return `on ${listText(days.map((it) => shortDate(it, language)))}`;
}

/** The same without 'on'. */
const namedText = (facts: EventFacts, days: readonly Day[]): string =>
  whenText(facts, days).replace(/^on /, '');

function excused(facts: EventFacts): Markdown | undefined {
  const days = ofKind(facts, 'date-excused').map((it) => it.day);
  if (days.length === 0) return undefined;
  const what = days.length === 1 ? 'that day is' : 'those days are';
  return md`I was offline for a while ${whenText(facts, days)}, so ${what} excused. Your streak is safe.`;
}

const lastEnd = (facts: EventFacts): StreakEvent | undefined => ofKind(facts, 'streak-ended').at(-1);

function frozen(facts: EventFacts): Markdown | undefined {
  const end = lastEnd(facts);
  // A freeze used before the streak ended is told with the end.
  const used = ofKind(facts, 'freeze-used').filter((it) => end === undefined || it.day > end.day);
  const last = used.at(-1);
  if (!last) return undefined;
  const when = whenText(
    facts,
    used.map((it) => it.day),
  );
  const what = used.length === 1 ? 'A freeze' : `${used.length} freezes`;
  return md`${what} saved your **${last.count}-day streak** ${when}. ${last.held} left.`;
}

function ended(facts: EventFacts): Markdown | undefined {
  const end = lastEnd(facts);
  if (!end) return undefined;
  const what = md`Your **${end.count}-day streak** ended ${whenText(facts, [end.day])}.`;
  const used = ofKind(facts, 'freeze-used')
    .map((it) => it.day)
    .filter((day) => day < end.day);
  const before =
    used.length > 0 &&
    md`${used.length === 1 ? 'A freeze' : 'Freezes'} had covered ${namedText(facts, used)}.`;
  return joined([what, before, back(facts)], ' ');
}

function back(facts: EventFacts): Markdown {
  const days = facts.wayBack ?? [];
  if (days.length === 0) return md`Everything you logged is still here, and one line starts a new one.`;
  const built = days.length === 1 ? 'Built something that day?' : 'Built something on those days?';
  return md`${built} Log it for ${namedText(facts, days)} and your streak is back.`;
}

function earned(facts: EventFacts): Markdown | undefined {
  const last = ofKind(facts, 'freeze-earned').at(-1);
  if (!last) return undefined;
  return md`You earned a freeze (${last.held} of ${facts.maxFreezes}). It covers a day you miss, by itself.`;
}

function reached(facts: EventFacts): Markdown | undefined {
  const best = ofKind(facts, 'milestone').at(-1);
  return best && md`🎉 **${count(best.count, 'day')} in a row!**`;
}
