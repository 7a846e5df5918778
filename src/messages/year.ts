import type { ReplyPicture } from '../chat/reply.ts';
import type { Streak } from '../core/streaks/read.ts';
import { type YearFacts, yearPicture } from '../pictures/index.ts';

/** The year of a streak as a picture. */
export function yearOf(streak: Streak, theme: 'light' | 'dark', language: string): Promise<ReplyPicture> {
  return yearPicture({ ...yearFacts(streak), language }, theme);
}

function yearFacts({ days, today, current, longest, freezes }: Streak): YearFacts {
  return {
    today,
    current,
    longest,
    freezes,
    days: days.map((it) => ({ day: it.day, entries: it.entries.length, kind: kindOf(it), count: it.count })),
  };
}

type Day = Streak['days'][number];

function kindOf(day: Day): YearFacts['days'][number]['kind'] {
  if (day.logged) return 'logged';
  if (day.frozen) return 'frozen';
  if (day.reason === 'rest' || day.reason === 'pause') return day.reason;
  if (day.excused) return 'excused';
  return day.required && !day.open ? 'missed' : 'free';
}
