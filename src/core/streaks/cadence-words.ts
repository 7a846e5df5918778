import type { Cadence } from '../people/cadence.ts';

const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const groups: Readonly<Record<string, readonly number[]>> = {
  'every day': everyDay,
  everyday: everyDay,
  daily: everyDay,
  weekdays: [1, 2, 3, 4, 5],
  workdays: [1, 2, 3, 4, 5],
  weekends: [6, 7],
  weekend: [6, 7],
};

/** `every day`, `weekdays`, `mon wed fri`, `mon-thu`, `3 a week`, `3/week`; undefined for anything else. */
export function readCadence(typed: string): Cadence | undefined {
  const text = typed.trim().toLowerCase().replace(/\s+/g, ' ');
  const times = /^([1-7])\s*(?:x|times|days)?\s*(?:a|per|\/|each)?\s*week(?:ly)?$/.exec(text);
  if (times) return { kind: 'weekly', times: Number(times[1]) };
  const group = Object.hasOwn(groups, text) ? groups[text] : undefined;
  if (group) return { kind: 'weekdays', days: group };
  const days = new Set<number>();
  for (const part of text.split(/[\s,;+&]+|\band\b/).filter((it) => it !== '' && it !== 'and')) {
    const range = part.split('-').map(weekdayNumber);
    if (range.length > 2 || range.some((it) => it === undefined)) return undefined;
    const [from, to = from] = range as [number, number?];
    for (let day = from; ; day = (day % 7) + 1) {
      days.add(day);
      if (day === to) break;
    }
  }
  return days.size > 0 ? { kind: 'weekdays', days: [...days].sort((a, b) => a - b) } : undefined;
}

function weekdayNumber(text: string): number | undefined {
  const index = text.length >= 2 ? names.findIndex((name) => name.startsWith(text)) : -1;
  return index < 0 ? undefined : index + 1;
}
