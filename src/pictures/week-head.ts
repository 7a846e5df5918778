import { formatDays } from './dates.ts';
import type { WeekFacts } from './facts.ts';
import { bold, widthOf } from './fonts.ts';
import { drawName } from './names.ts';
import { counted, grouped } from './numbers.ts';
import type { Palette } from './palette.ts';
import { boldText, rect, text } from './svg.ts';
import { dateCount, lastDate, perDate, weekdayName, weekTotals } from './week-totals.ts';

export const headHeight = 200;

const baseline = 186;
const tallest = 82;
const shortest = 8;

/** A bar, and the dots under it; `pitch`: from one date to the next. Up to eight dates are as wide as they like. */
export interface Bars {
  readonly width: number;
  readonly pitch: number;
  /** All of them side by side. */
  readonly span: number;
}

export function barsFor(dates: number, pitchAtMost = 44, spanAtMost = 380): Bars {
  const pitch = Math.min(pitchAtMost, Math.floor(spanAtMost / dates));
  const width = Math.round(pitch * 0.73);
  return { width, pitch, span: (dates - 1) * pitch + width };
}

/** Which dates it was, the number of entries, and a bar for each of its days. */
export function weekHead(left: number, right: number, facts: WeekFacts, colours: Palette): string {
  const { entries, people } = weekTotals(facts);
  const number = grouped(entries);
  const by = `by ${counted(people, 'person', 'people')}`;
  const bars = barsFor(dateCount(facts));
  const room = right - bars.span - left - widthOf(by, bold, 42) - 60;
  const size = Math.min(128, room / widthOf(number, bold, 1));
  const beside = left + widthOf(number, bold, size) + 20;
  return (
    title(left, right - bars.span, facts, colours) +
    boldText(left - size * 0.04, baseline, number, { size, fill: colours.accent }) +
    boldText(beside, baseline - 46, entries === 1 ? 'entry' : 'entries', { size: 42, fill: colours.text }) +
    boldText(beside, baseline, by, { size: 42, fill: colours.text }) +
    drawBars(right - bars.span, bars, facts, colours)
  );
}

function title(left: number, right: number, facts: WeekFacts, colours: Palette): string {
  const dates = formatDays(facts.first, lastDate(facts), facts.language);
  const style = { size: 29, fill: colours.muted };
  const start = left + widthOf(dates, bold, style.size) + 18;
  const community =
    facts.community === undefined ? undefined : drawName(facts.community, style.size, right - 40 - start);
  return (
    boldText(left, 66, dates, { ...style, fill: colours.text }) +
    (community === undefined ? '' : text(start, 66, community.text, { ...style, face: community.face }))
  );
}

/** Weekday letters that stand side by side without touching. */
export const letterSize = (pitch: number): number => Math.min(24, pitch * 0.75);

/** The fullest day stands out and carries its number; a day without entries has no bar. */
function drawBars(left: number, bars: Bars, facts: WeekFacts, colours: Palette): string {
  const days = perDate(facts, facts.entriesByDay);
  const { busiest } = weekTotals(facts);
  const most = Math.max(...days, 1);
  const floor = baseline - 32;
  return days
    .map((count, index) => {
      const x = left + index * bars.pitch;
      const middle = x + bars.width / 2;
      const height = shortest + (tallest - shortest) * (count / most);
      const top = index === busiest;
      const letter = weekdayName(facts, index, 'narrow');
      const write = top ? boldText : text;
      const style = {
        size: letterSize(bars.pitch),
        fill: top ? colours.text : colours.muted,
        anchor: 'middle',
      } as const;
      const fill = `fill="${top ? colours.accent : colours.logged[0]}"`;
      return (
        (count > 0 ? rect(x, floor - height, bars.width, height, bars.width / 4, fill) : '') +
        (top ? boldText(middle, floor - height - 10, grouped(count), { ...style, size: 26 }) : '') +
        write(middle, baseline, letter, style)
      );
    })
    .join('');
}
