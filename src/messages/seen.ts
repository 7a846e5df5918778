import { joined, type Markdown, md } from '../chat/markdown.ts';
import type { Day } from '../core/calendar/index.ts';
import type { SeenBefore } from '../core/learnings/index.ts';
import type { Entry } from '../core/log/index.ts';
import { dayText, excerpt, nameText } from './words.ts';

const ordinals = [
  '',
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

/** 3 as 'third', 21 as '21st'. */
function ordinal(number: number): string {
  const word = ordinals[number];
  if (word) return word;
  const ending =
    number % 100 >= 11 && number % 100 <= 13 ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th');
  return `${number}${ending}`;
}

/** "This is the third ECONNREFUSED; the last cause was …", and what others shared about it. */
export function seenText(
  { name, times, lastCause, lastFix, others }: SeenBefore,
  today: Day,
  language: string,
): Markdown {
  const when = (entry: Entry) => dayText(entry.day, today, language);
  // A code is a name; a line of an error is quoted.
  const title = /\s/.test(name) ? `“${excerpt(name, 80)}”` : excerpt(name, 80);
  return joined([
    times > 0 &&
      md`**Seen before:** this is your ${ordinal(times + 1)} ${title}${lastCause ? md`. Last time, the cause was “${excerpt(lastCause.pain?.cause ?? '', 200)}” (${when(lastCause)})` : md``}.`,
    times > 0 && lastFix !== undefined && md`What fixed it then: ${excerpt(lastFix.pain?.fix ?? '', 200)}`,
    ...others.map((it) => metBy(it, times === 0 ? title : undefined)),
  ]);
}

function metBy({ name, entry }: SeenBefore['others'][number], title: string | undefined): Markdown {
  const { cause, fix } = entry.pain ?? {};
  return joined(
    [
      md`**${nameText(name)}** had ${title ?? 'it'} too${cause === undefined ? '' : `: ${excerpt(cause, 160)}`}`,
      fix !== undefined && md`fix: ${excerpt(fix, 160)}`,
    ],
    '; ',
  );
}
