import { formatDays } from './dates.ts';
import type { WeekFacts, WeekPerson } from './facts.ts';
import { shortName } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { altLimit } from './picture.ts';
import { namedAtMost, sevenDays, weekdayName, weekTotals } from './week-totals.ts';

const nameLength = 32;

/** The week in words; drops names from the end rather than cutting one. */
export function weekAlt(facts: WeekFacts): string {
  const { entries, people, busiest } = weekTotals(facts);
  const where = facts.community === undefined ? '' : ` in ${shortName(facts.community, nameLength)}`;
  const opening =
    `The week of ${formatDays(facts.monday, facts.monday + 6, facts.language)}${where}: ` +
    `${counted(entries, 'entry', 'entries')} by ${counted(people, 'person', 'people')}.`;
  const busy =
    busiest === undefined
      ? ''
      : ` Busiest day: ${weekdayName(facts, busiest, 'long')}, ${grouped(sevenDays(facts.entriesByDay)[busiest]!)}.`;
  const reached = facts.milestones.map((it) => `${nameOf(it.name)} ${counted(it.count, 'day')}`);
  const shown = facts.people.slice(0, namedAtMost).map((it) => person(facts, it));
  const head = opening + busy;
  const middle = list(' Milestones: ', reached, reached.length, Math.floor((altLimit - head.length) / 2));
  return head + middle + list(' Showed up: ', shown, people, altLimit - head.length - middle.length);
}

/** As many items as fit into `room` characters, then 'and N more'. */
function list(title: string, items: readonly string[], total: number, room: number): string {
  for (let count = items.length; count > 0; count--) {
    const more = total > count ? `, and ${grouped(total - count)} more` : '';
    const sentence = `${title}${items.slice(0, count).join(', ')}${more}.`;
    if (sentence.length <= room) return sentence;
  }
  return '';
}

function person(facts: WeekFacts, it: WeekPerson): string {
  const days = sevenDays(it.entries).flatMap((count, weekday) =>
    count > 0 ? [weekdayName(facts, weekday, 'short')] : [],
  );
  return days.length === 0 ? nameOf(it.name) : `${nameOf(it.name)} (${days.join(' ')})`;
}

function nameOf(name: string): string {
  return shortName(name, nameLength) || 'a shipmate';
}
