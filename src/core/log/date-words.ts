import { type Day, parseDay, weekdayOf } from '../calendar/index.ts';

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

/** `today`, `yesterday`, `tomorrow`, `2 days ago`, `-2`, `monday` (the last one), `2026-11-20`; undefined for anything else. */
export function readDate(typed: string, today: Day): Day | undefined {
  const text = typed.trim().toLowerCase();
  if (text === 'today' || text === 'now') return today;
  if (text === 'yesterday') return today - 1;
  if (text === 'tomorrow') return today + 1;
  const ago = /^(?:-(\d{1,4})|(\d{1,4}) days? ago)$/.exec(text);
  if (ago) return today - Number(ago[1] ?? ago[2]);
  const weekday = weekdayNamed(text);
  if (weekday >= 0) return today - ((weekdayOf(today) - 1 - weekday + 7) % 7);
  return parseDay(text);
}

/** The same for a day to come: a weekday is the next one, or today. */
export function readDateAhead(typed: string, today: Day): Day | undefined {
  const day = readDate(typed, today);
  return day !== undefined && day < today && weekdayNamed(typed.trim().toLowerCase()) >= 0 ? day + 7 : day;
}

/** Monday is 0; -1 for what is no weekday. */
const weekdayNamed = (text: string): number =>
  text.length >= 3 ? weekdays.findIndex((name) => name.startsWith(text)) : -1;
