import { formatDays } from './dates.ts';
import type { WeekFacts, WeekPerson } from './facts.ts';
import { cleanName, shortName } from './names.ts';
import { counted, grouped } from './numbers.ts';
import { altLimit } from './picture.ts';
import { nameless } from './signature.ts';
import { numberWords } from './week-head.ts';

const nameLength = 32;
const wordsLength = 120;

/** The roundup in words: what was built, the bug, the numbers, then each person; it drops people from the end rather than cutting one. */
export function weekAlt(facts: WeekFacts): string {
  const { first, last, language, community, numbers, before, bug, highlight, people } = facts;
  const where = community === undefined ? '' : ` in ${shortName(community, nameLength)}`;
  const sums =
    numbers && ` ${spoken(numberWords(numbers))}${before ? `, ${spoken(numberWords(before))} before` : ''}.`;
  const built = highlight && ` Built: ${person(highlight)}.`;
  const broke =
    bug &&
    ` Bug of the week, by ${nameOf(bug.name)}: ${words(bug.title)}. Cause: ${words(bug.cause)}.${bug.fix === undefined ? '' : ` Fix: ${words(bug.fix)}.`}`;
  const head = [`The roundup of ${formatDays(first, last, language)}${where}.`, sums, built, broke]
    .filter((it) => it !== undefined)
    .join('');
  const said = head + list(' Moments: ', people.map(person), altLimit - head.length);
  return said.replaceAll('….', '…');
}

const spoken = (sums: string): string => sums.replace(' · ', ' by ');

/** As many items as fit into `room` characters, then 'and N more'. */
function list(title: string, items: readonly string[], room: number): string {
  for (let count = items.length; count > 0; count--) {
    const more = items.length > count ? `; and ${grouped(items.length - count)} more` : '';
    const sentence = `${title}${items.slice(0, count).join('; ')}${more}.`;
    if (sentence.length <= room) return sentence;
  }
  return '';
}

function person({ name, moment, milestone }: WeekPerson): string {
  const reached = milestone === undefined ? '' : `, ${counted(milestone, 'day')} in a row`;
  return `${nameOf(name)}${reached}${moment === undefined ? '' : `: ${words(moment)}`}`;
}

/** Without the mark that ends it; what is cut ends at a word, if one ends in its second half. */
function words(value: string): string {
  const short = shortName(value, wordsLength);
  if (short === shortName(value, Number.POSITIVE_INFINITY)) return short.replace(/[.!?…]$/u, '');
  const end = short.lastIndexOf(' ');
  return end > wordsLength / 2 ? `${short.slice(0, end).replace(/[\s,;:.–-]+$/u, '')}…` : short;
}

const nameOf = (name: string): string => (cleanName(name) === '' ? nameless : shortName(name, nameLength));
