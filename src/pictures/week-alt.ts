import { formatDays } from './dates.ts';
import type { WeekFacts, WeekPerson } from './facts.ts';
import { shortName } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { altLimit } from './picture.ts';
import { dateCount, dateName, lastDate, namedAtMost, perDate, weekTotals } from './week-totals.ts';

const nameLength = 32;

/** The roundup in words; drops names from the end rather than cutting one. */
export function weekAlt(facts: WeekFacts): string {
  const { entries, people, busiest } = weekTotals(facts);
  const where = facts.community === undefined ? '' : ` in ${shortName(facts.community, nameLength)}`;
  const opening =
    `The roundup of ${formatDays(facts.first, lastDate(facts), facts.language)}${where}: ` +
    `${counted(entries, 'entry', 'entries')} by ${counted(people, 'person', 'people')}.`;
  const busy =
    busiest === undefined || dateCount(facts) === 1
      ? ''
      : ` Busiest day: ${dateName(facts, busiest, 'long')}, ${grouped(perDate(facts, facts.entriesByDay)[busiest]!)}.`;
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
  const days = perDate(facts, it.entries).flatMap((count, index) =>
    count > 0 ? [dateName(facts, index, 'short')] : [],
  );
  const between = dateCount(facts) > 7 ? ', ' : ' ';
  return days.length === 0 ? nameOf(it.name) : `${nameOf(it.name)} (${days.join(between)})`;
}

function nameOf(name: string): string {
  return shortName(name, nameLength) || 'a shipmate';
}
