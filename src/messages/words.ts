import type { Day } from '../core/calendar/index.ts';

const dayMs = 24 * 60 * 60 * 1000;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(usable(language), { ...options, timeZone: 'UTC' });
  formatters.set(key, made);
  return made;
}

/** A profile may name a language that nobody knows; dates then are British, as by default. */
function usable(language: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(language)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}

/** A local date as the person reads it: 'Sat, 21 Nov 2026'. */
export const dateText = (day: Day, language: string): string =>
  formatter(language, { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' }).format(
    day * dayMs,
  );

/** The same without the year: 'Sat 21 Nov'. */
export const shortDate = (day: Day, language: string): string =>
  formatter(language, { weekday: 'short', day: 'numeric', month: 'short' }).format(day * dayMs);

/** From one date to another: '6 – 13 Dec'; one date alone: '13 Dec'. */
export const daysText = (first: Day, last: Day, language: string): string =>
  formatter(language, { day: 'numeric', month: 'short' })
    .formatRange(first * dayMs, last * dayMs)
    .replace(/[\u00a0\u2009\u202f]/g, ' ');

/** The month in which a date lies: 'November 2026'. */
export const monthText = (day: Day, language: string): string =>
  formatter(language, { month: 'long', year: 'numeric' }).format(day * dayMs);

/** A local date that has begun: 'today', 'yesterday', or the date. */
export function dayText(day: Day, today: Day, language: string): string {
  if (day === today) return 'today';
  return day === today - 1 ? 'yesterday' : shortDate(day, language);
}

/** '1 day', '12 days'. */
export const count = (number: number, one: string, many = `${one}s`): string =>
  `${number} ${number === 1 ? one : many}`;

/** 90 as '1 h 30 min'. */
export function minutesText(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours} h`, (rest > 0 || hours === 0) && `${rest} min`].filter(Boolean).join(' ');
}

/** 'Mon, Wed and Fri'. */
export function listText(items: readonly string[], conjunction = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** What somebody typed, between quotation marks and not too long. */
export const quoted = (typed: string): string => `"${[...typed].slice(0, 40).join('')}"`;

/** How somebody is called whose name no platform has told yet. */
export const nameText = (name: string | undefined): string => name ?? 'Someone';

const weekdayNames = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const weekdayName = (weekday: number): string => weekdayNames[weekday - 1] ?? '';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * The first `limit` characters (UTF-16, as the platforms count), on one line, with an ellipsis when something is left out:
 * behind a word, and in a very long word behind what one sees as one sign.
 */
export function excerpt(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= limit) return line;
  let kept = '';
  for (const { segment } of graphemes.segment(line.slice(0, limit))) {
    if (kept.length + segment.length > limit - 1) break;
    kept += segment;
  }
  const space = line[kept.length] === ' ' ? kept.length : kept.lastIndexOf(' ');
  return `${(space > limit / 2 ? kept.slice(0, space) : kept).trimEnd()}…`;
}
