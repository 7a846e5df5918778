import { formatDays } from './dates.ts';
import type { WeekFacts, WeekNumbers } from './facts.ts';
import { bold, medium, widthOf } from './fonts.ts';
import { drawName } from './names.ts';
import { counted, whole } from './numbers.ts';
import type { Palette } from './palette.ts';
import { boldText, rect, text } from './svg.ts';

export interface Part {
  readonly svg: string;
  readonly height: number;
}

/** Whose week it was and when. */
export function weekTitle(left: number, right: number, facts: WeekFacts, colours: Palette): Part {
  const room = right - left;
  const { first, last, language, community } = facts;
  const name = drawName(community ?? '', 60, room, bold) ?? { text: 'Our week', face: bold };
  const dates = formatDays(first, last, language);
  return {
    svg:
      text(left, 60, name.text, { size: 60, face: name.face, fill: colours.text }) +
      text(left, 112, dates, { size: 34, fill: colours.muted }),
    height: 124,
  };
}

const barHeight = 34;
const lineHeight = 58;
const labelSize = 30;

/** This time beside the one before, as two bars with their numbers; one bar where the time before is not told. */
export function weekNumbers(
  left: number,
  right: number,
  top: number,
  { numbers, before, first, last }: WeekFacts,
  colours: Palette,
): Part {
  if (numbers === undefined) return { svg: '', height: 0 };
  const isWeek = last - first === 6 || last - first === 7;
  const rows = [
    { label: isWeek ? 'This week' : 'This time', it: numbers, isNow: true },
    ...(before ? [{ label: isWeek ? 'Last week' : 'Before', it: before, isNow: false }] : []),
  ];
  const start = left + Math.max(...rows.map(({ label }) => widthOf(label, bold, labelSize))) + 28;
  const words = rows.map(({ it }) => numberWords(it));
  const room = right - start - Math.max(...words.map((it) => widthOf(it, bold, labelSize))) - 22;
  const most = Math.max(...rows.map(({ it }) => whole(it.entries)), 1);
  const svg = rows
    .map(({ label, it, isNow }, row) => {
      const y = top + row * lineHeight;
      const length = Math.max(barHeight, (room * whole(it.entries)) / most);
      const write = isNow ? boldText : text;
      const fill = isNow ? colours.text : colours.muted;
      return (
        write(left, y + 28, label, { size: labelSize, fill }) +
        rect(
          start,
          y,
          length,
          barHeight,
          barHeight / 2,
          `fill="${isNow ? colours.accent : colours.missed}"`,
        ) +
        write(start + length + 22, y + 28, words[row]!, { size: labelSize, fill })
      );
    })
    .join('');
  return { svg, height: rows.length * lineHeight - (lineHeight - barHeight) };
}

export const numberWords = ({ entries, people }: WeekNumbers): string =>
  `${counted(entries, 'entry', 'entries')} · ${counted(people, 'person', 'people')}`;

/** The name of a part, small, in the colour of what was done. */
export const partName = (left: number, baseline: number, words: string, colours: Palette): string =>
  text(left, baseline, words, { size: 30, face: medium, fill: colours.accent });
