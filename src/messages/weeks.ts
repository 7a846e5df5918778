import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { LedgerDay } from '../core/streaks/index.ts';
import type { Streak } from '../core/streaks/read.ts';
import { count } from './words.ts';

const weeks = 12;
const squares = { logged: '🟩', frozen: '🟦', missed: '⬜', free: '▫️', today: '🔲', none: '　' } as const;

/** The last twelve weeks as rows of squares, Monday first, with their sum in words for those who do not see them. */
export function twelveWeeks({ days, today }: Streak): Markdown {
  const byDay = new Map(days.map((it) => [it.day, it]));
  const monday = today - ((today + 3) % 7);
  const first = monday - (weeks - 1) * 7;
  const rows: Markdown[] = [];
  for (let start = first; start <= monday; start += 7) {
    const week = Array.from({ length: 7 }, (_, index) => start + index);
    if (!week.some((day) => byDay.has(day))) continue;
    rows.push(md`${week.map((day) => square(byDay.get(day), day, today)).join('')}`);
  }
  const recent = days.filter((it) => it.day >= first);
  const logged = recent.filter((it) => it.logged).length;
  const frozen = recent.filter((it) => it.frozen).length;
  return joined([
    ...rows,
    md`${logged} of ${count(recent.length, 'day')} logged${frozen > 0 ? `, ${count(frozen, 'freeze')} used` : ''}.`,
    md`_${squares.logged} logged  ${squares.frozen} freeze  ${squares.missed} not logged  ${squares.free} free_`,
  ]);
}

function square(day: LedgerDay | undefined, number: number, today: number): string {
  if (!day) return squares.none;
  if (day.logged) return squares.logged;
  if (day.frozen) return squares.frozen;
  if (number === today) return squares.today;
  return day.required ? squares.missed : squares.free;
}
