import type { WeekFacts } from './facts.ts';
import { bold, medium, widthOf } from './fonts.ts';
import { drawName } from './names.ts';
import type { Palette } from './palette.ts';
import { nameless } from './signature.ts';
import { boldText, rect, text } from './svg.ts';
import { drawBlock, textBlock } from './text-block.ts';
import { type Part, partName } from './week-head.ts';

const padding = 40;
const size = 32;
const lineHeight = 44;

/** The bug of the week: what broke, its cause, and the fix where one is known. */
export function weekBug(
  left: number,
  right: number,
  top: number,
  { bug }: WeekFacts,
  colours: Palette,
): Part {
  if (bug === undefined) return { svg: '', height: 0 };
  const [start, end] = [left + padding, right - padding];
  const title = textBlock(bug.title, 38, end - start, 2, bold);
  const cause = textBlock(bug.cause, size, end - start - labelWidth, 3);
  if (cause === undefined) return { svg: '', height: 0 };
  const fix = bug.fix === undefined ? undefined : textBlock(bug.fix, size, end - start - labelWidth, 2);
  const by = drawName(bug.name, 30, 340) ?? { text: nameless, face: medium };
  let y = top + 60;
  let svg =
    partName(start, y, 'Bug of the week', colours) +
    text(end, y, by.text, { size: 30, face: by.face, fill: colours.muted, anchor: 'end' });
  y += 58;
  if (title) {
    svg += drawBlock(title, start, y, 50, colours.text);
    y += (title.lines.length - 1) * 50 + 58;
  }
  for (const [label, block] of [
    ['Cause', cause],
    ['Fix', fix],
  ] as const) {
    if (block === undefined) continue;
    svg +=
      boldText(start, y, label, { size, fill: colours.text }) +
      drawBlock(block, start + labelWidth, y, lineHeight, colours.text);
    y += block.lines.length * lineHeight + 12;
  }
  const height = y - top - lineHeight + padding - 6;
  const ground = rect(left, top, right - left, height, 28, `fill="${colours.chip}"`);
  return { svg: ground + svg, height };
}

const labelWidth = widthOf('Cause', bold, size) + 24;
