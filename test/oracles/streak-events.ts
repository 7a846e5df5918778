/**
 * The events of a streak a second time, and which of them a message tells, written from S13 and S14 of docs/streaks.md alone.
 * Imports nothing of ours.
 */
import { type PlainHistory, plainStreak } from './streaks.ts';

export type PlainEventKind = 'freeze-used' | 'streak-ended' | 'date-excused' | 'freeze-earned' | 'milestone';

export interface PlainEvent {
  kind: PlainEventKind;
  day: number;
}

/** S14. */
export function isPlainMilestone(count: number): boolean {
  return [7, 14, 30, 50, 100, 200].includes(count) || (count > 0 && count % 365 === 0);
}

function isAskedFor(history: PlainHistory, day: number): boolean {
  const isPaused = history.pauses.some((it) => day >= it.from && (it.to === undefined || day <= it.to));
  if (isPaused || history.rest.includes(day)) return false;
  const inForce = history.cadence.filter((it, index) => index === 0 || it.from <= day).at(-1)!.cadence;
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return inForce.kind === 'weekly' || inForce.days.includes(weekday);
}

/** Everything that happened on the last 30 dates, in the order of the dates. */
export function plainEvents(history: PlainHistory): PlainEvent[] {
  const events: PlainEvent[] = [];
  const held = (progress: number) => Math.floor(progress / history.stepsPerFreeze);
  let before = { count: 0, progress: 0 };
  for (const it of plainStreak(history).days) {
    const { day } = it;
    const wasOutage = it.excused && history.excused.get(day) === 'outage';
    const happened: PlainEventKind[] = [];
    if (it.frozen) happened.push('freeze-used');
    if (it.ended) happened.push('streak-ended');
    if (wasOutage && day !== history.today && isAskedFor(history, day) && it.count > 0)
      happened.push('date-excused');
    if (it.logged && !it.ended && held(it.progress) + (it.frozen ? 1 : 0) > held(before.progress))
      happened.push('freeze-earned');
    if (it.logged && !it.ended && isPlainMilestone(it.count)) happened.push('milestone');
    if (day > history.today - 30) for (const kind of happened) events.push({ kind, day });
    before = it;
  }
  return events;
}

/** Remembers what was told to one person, and says what the next message tells. */
export function plainTeller() {
  const told = new Set<string>();
  const last = new Map<PlainEventKind, number>();
  let since = Number.NEGATIVE_INFINITY;
  return {
    /** A message that arrives, or may have: what it says. */
    message(history: PlainHistory): PlainEvent[] {
      const news: PlainEvent[] = [];
      for (const event of plainEvents(history)) {
        if (event.day < since || told.has(`${event.kind} ${event.day}`)) continue;
        const hasOrder = event.kind === 'freeze-earned' || event.kind === 'milestone';
        if (hasOrder && event.day <= (last.get(event.kind) ?? Number.NEGATIVE_INFINITY)) continue;
        news.push(event);
      }
      for (const { kind, day } of news) {
        told.add(`${kind} ${day}`);
        last.set(kind, Math.max(day, last.get(kind) ?? day));
      }
      return news;
    },
    /** A link or an unlink on this date. */
    cut(day: number): void {
      since = day;
    },
  };
}
