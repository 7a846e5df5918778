import { line, snowflake } from './cell.ts';
import { formatDay } from './dates.ts';
import type { YearFacts } from './facts.ts';
import { bold, medium, widthOf } from './fonts.ts';
import { grouped, whole } from './numbers.ts';
import type { Palette } from './palette.ts';
import { owner } from './signature.ts';
import { boldText, disc, px, text } from './svg.ts';
import { nextFreeze } from './year-alt.ts';
import { isUnbegun, loggedThisYear } from './year-cells.ts';

const ownerBaseline = 66;
const valueBaseline = 164;
const labelBaseline = 210;
const labelSize = 28;
const gap = 40;
const besideGap = 20;

/** Where the head ends and the calendar may begin. */
export const headHeight = 244;

/** Whose year it is and when; the large number to the left, small facts to the right; all within `left` and `right`. */
export function yearHead(left: number, right: number, facts: YearFacts, colours: Palette): string {
  const { today, language } = facts;
  const date = formatDay(today, language, { year: 'numeric', month: 'short', day: 'numeric' });
  const dateStyle = { size: labelSize, fill: colours.muted, anchor: 'end' } as const;
  const top =
    text(right, ownerBaseline, date, dateStyle) +
    owner(left, right - widthOf(date, medium, labelSize) - gap, ownerBaseline, facts, 36, colours);
  return top + (isUnbegun(facts) ? invitation(left, colours) : numbers(left, right, facts, colours));
}

function invitation(left: number, colours: Palette): string {
  return (
    boldText(left, valueBaseline, 'Ready to set sail', { size: 76, fill: colours.accent }) +
    text(left, labelBaseline + 6, 'One line today starts your first streak.', {
      size: 34,
      fill: colours.text,
    })
  );
}

function numbers(left: number, right: number, facts: YearFacts, colours: Palette): string {
  const small = smallFacts(right, facts, colours);
  const room = small.left - gap - left;
  const lines = [valueBaseline - 6, labelBaseline];
  if (whole(facts.current) === 0) {
    const size = Math.min(58, room / widthOf('Ready to', bold, 1));
    return (
      ['Ready to', 'set sail']
        .map((it, row) => boldText(left, lines[row]!, it, { size, fill: colours.accent }))
        .join('') + small.svg
    );
  }
  const number = grouped(facts.current);
  const words = ['day', 'streak'];
  const wordsWidth = Math.max(...words.map((it) => widthOf(it, bold, 42)));
  const size = Math.min(148, (room - wordsWidth - besideGap) / widthOf(number, bold, 1));
  const beside = left + widthOf(number, bold, size) + besideGap;
  return (
    boldText(left - size * 0.04, labelBaseline, number, { size, fill: colours.accent }) +
    words.map((it, row) => boldText(beside, lines[row]!, it, { size: 42, fill: colours.text })).join('') +
    small.svg
  );
}

/** Set from the right edge to the left; `left` is where they begin. */
function smallFacts(right: number, facts: YearFacts, colours: Palette): { svg: string; left: number } {
  const columns = [
    ...(whole(facts.freezes.max) > 0 ? [{ label: nextFreeze(facts), value: undefined }] : []),
    { label: 'this year', value: grouped(loggedThisYear(facts)) },
    { label: 'longest', value: grouped(facts.longest) },
  ];
  let end = right;
  const svg = columns
    .map(({ label, value }) => {
      const width = Math.max(widthOf(label, medium, labelSize), widthOf(value ?? '', bold, 54));
      const drawn =
        (value === undefined
          ? freezeDiscs(end, facts, colours)
          : boldText(end, valueBaseline, value, { size: 54, fill: colours.text, anchor: 'end' })) +
        text(end, labelBaseline, label, { size: labelSize, fill: colours.muted, anchor: 'end' });
      end -= width + gap;
      return drawn;
    })
    .join('');
  return { svg, left: end + gap };
}

const discRadius = 23;
const discsAtMost = 4;

/** One disc for each freeze that can be held: full, on its way (a ring that fills), or a faint ring. */
function freezeDiscs(right: number, facts: YearFacts, colours: Palette): string {
  const { max } = facts.freezes;
  const held = Math.min(whole(facts.freezes.held), whole(max));
  const shown = Math.min(Math.max(whole(max), 1), discsAtMost);
  const y = valueBaseline - 19;
  return Array.from({ length: shown }, (_, index) => {
    const x = right - discRadius - 2 - (shown - 1 - index) * (2 * discRadius + 14);
    if (index < held) {
      return (
        disc(x, y, discRadius, `fill="${colours.ice}" ${line(colours.iceLine, 4)}`) +
        snowflake(x, y, discRadius * 0.55, colours.iceLine, 4)
      );
    }
    const rim = disc(x, y, discRadius, `fill="none" ${line(colours.faint, 4)}`);
    return index > held ? rim : rim + arc(x, y, partOfNext(facts), colours.iceLine);
  }).join('');
}

/** How much of the next freeze is earned: 0 to 1. */
function partOfNext({ freezes: { held, daysToNext = 0, progress } }: YearFacts): number {
  const left = whole(daysToNext);
  const each = progress === undefined ? 7 : (whole(progress) + left) / (whole(held) + 1);
  return each > 0 && left > 0 ? Math.max(0, 1 - left / each) : 0;
}

/** Clockwise from the top; `part` of a full turn, less than 1. */
function arc(x: number, y: number, part: number, colour: string): string {
  if (part <= 0) return '';
  const angle = Math.min(part, 0.999) * 2 * Math.PI;
  const endX = x + discRadius * Math.sin(angle);
  const endY = y - discRadius * Math.cos(angle);
  return (
    `<path d="M${px(x)} ${px(y - discRadius)}A${discRadius} ${discRadius} 0 ${part > 0.5 ? 1 : 0} 1 ${px(endX)} ${px(endY)}"` +
    ` fill="none" ${line(colour, 4)} stroke-linecap="round"/>`
  );
}
