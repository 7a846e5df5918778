import { star } from './cell.ts';
import type { WeekFacts } from './facts.ts';
import { medium, widthOf } from './fonts.ts';
import { drawName } from './names.ts';
import { counted } from './numbers.ts';
import type { Palette } from './palette.ts';
import { rect, text } from './svg.ts';

const size = 27;
const height = 48;
const between = 14;

/** One line of what streaks reached: a star, a name, a count. Those without room are counted; `height` is 0 without any. */
export function weekMilestones(left: number, right: number, top: number, facts: WeekFacts, colours: Palette) {
  let x = left;
  let svg = '';
  const reserve = 110;
  for (const [index, it] of facts.milestones.entries()) {
    const name = drawName(it.name, size, 220) ?? { text: 'a shipmate', face: medium };
    const count = counted(it.count, 'day');
    const nameWidth = widthOf(name.text, name.face, size);
    const width = 54 + nameWidth + 12 + widthOf(count, medium, size) + 20;
    const rest = facts.milestones.length - index;
    if (x + width > right - (rest > 1 ? reserve : 0)) {
      svg += text(x + 4, top + 33, `+${rest} more`, { size, fill: colours.muted });
      break;
    }
    svg +=
      rect(x, top, width, height, height / 2, `fill="${colours.chip}"`) +
      rect(x + 7, top + 7, 34, 34, 17, `fill="${colours.milestone}"`) +
      star(x + 24, top + 24, 12, colours.star) +
      text(x + 54 + nameWidth / 2, top + 33, name.text, {
        size,
        fill: colours.text,
        face: name.face,
        anchor: 'middle',
      }) +
      text(x + 54 + nameWidth + 12, top + 33, count, { size, fill: colours.accent });
    x += width + between;
  }
  return { svg, height: facts.milestones.length > 0 ? height : 0 };
}
