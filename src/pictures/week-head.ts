import { formatDays } from './dates.ts';
import type { WeekFacts } from './facts.ts';
import { bold, widthOf } from './fonts.ts';
import { drawName } from './names.ts';
import { counted, grouped } from './numbers.ts';
import type { Palette } from './palette.ts';
import { boldText, rect, text } from './svg.ts';
import { sevenDays, weekdayName, weekTotals } from './week-totals.ts';

export const headHeight = 200;

const baseline = 186;
export const bar = { width: 32, pitch: 44, tallest: 82, shortest: 8 };
const barsWidth = 6 * bar.pitch + bar.width;

/** What week it was, the number of entries, and a bar for each of its days. */
export function weekHead(left: number, right: number, facts: WeekFacts, colours: Palette): string {
  const { entries, people } = weekTotals(facts);
  const number = grouped(entries);
  const by = `by ${counted(people, 'person', 'people')}`;
  const room = right - barsWidth - left - widthOf(by, bold, 42) - 60;
  const size = Math.min(128, room / widthOf(number, bold, 1));
  const beside = left + widthOf(number, bold, size) + 20;
  return (
    title(left, right, facts, colours) +
    boldText(left - size * 0.04, baseline, number, { size, fill: colours.accent }) +
    boldText(beside, baseline - 46, entries === 1 ? 'entry' : 'entries', { size: 42, fill: colours.text }) +
    boldText(beside, baseline, by, { size: 42, fill: colours.text }) +
    bars(right - barsWidth, facts, colours)
  );
}

function title(left: number, right: number, facts: WeekFacts, colours: Palette): string {
  const dates = formatDays(facts.monday, facts.monday + 6, facts.language);
  const style = { size: 29, fill: colours.muted };
  const start = left + widthOf(dates, bold, style.size) + 18;
  const community =
    facts.community === undefined
      ? undefined
      : drawName(facts.community, style.size, right - barsWidth - 40 - start);
  return (
    boldText(left, 66, dates, { ...style, fill: colours.text }) +
    (community === undefined ? '' : text(start, 66, community.text, { ...style, face: community.face }))
  );
}

/** The fullest day stands out and carries its number; a day without entries has no bar. */
function bars(left: number, facts: WeekFacts, colours: Palette): string {
  const days = sevenDays(facts.entriesByDay);
  const { busiest } = weekTotals(facts);
  const most = Math.max(...days, 1);
  const floor = baseline - 32;
  return days
    .map((count, weekday) => {
      const x = left + weekday * bar.pitch;
      const middle = x + bar.width / 2;
      const height = bar.shortest + (bar.tallest - bar.shortest) * (count / most);
      const top = weekday === busiest;
      const letter = weekdayName(facts, weekday, 'narrow');
      const write = top ? boldText : text;
      const style = { size: 24, fill: top ? colours.text : colours.muted, anchor: 'middle' } as const;
      const fill = `fill="${top ? colours.accent : colours.logged[0]}"`;
      return (
        (count > 0 ? rect(x, floor - height, bar.width, height, 8, fill) : '') +
        (top ? boldText(middle, floor - height - 10, grouped(count), { ...style, size: 26 }) : '') +
        write(middle, baseline, letter, style)
      );
    })
    .join('');
}
