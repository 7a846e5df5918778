import { star } from './cell.ts';
import { formatDay } from './dates.ts';
import type { MilestoneFacts, Theme } from './facts.ts';
import { bold, medium, widthOf } from './fonts.ts';
import { boat } from './mark.ts';
import { drawName } from './names.ts';
import { counted, grouped, whole } from './numbers.ts';
import { type Palette, palettes } from './palette.ts';
import { type Drawing, type Picture, toPng } from './picture.ts';
import { nameless, signature } from './signature.ts';
import { boldText, px, sheet, text } from './svg.ts';

const size = 1080;
const middle = size / 2;
const horizon = 832;

/** A milestone to celebrate, as a square PNG of 1,080 pixels. Never throws for odd facts. */
export async function milestonePicture(facts: MilestoneFacts, theme: Theme): Promise<Picture> {
  const png = await toPng(milestoneDrawing(facts, theme));
  return {
    png,
    width: size,
    height: size,
    alt: milestoneAlt(facts),
    fileName: `shipmate-${whole(facts.count)}-days.png`,
  };
}

export function milestoneDrawing(facts: MilestoneFacts, theme: Theme): Drawing {
  const colours = palettes[theme];
  const number = grouped(facts.count);
  const numberSize = Math.min(330, 640 / widthOf(number, bold, 1));
  const dates = `${dateOf(facts, facts.began)} – ${dateOf(facts, facts.reached)}`;
  const svg = sheet(size, size, colours.page, [
    sky(colours),
    whose(facts, colours),
    boldText(middle, 330 + numberSize * 0.36, number, {
      size: numberSize,
      fill: colours.accent,
      anchor: 'middle',
    }),
    boldText(middle, 532, inARow(facts), { size: 54, fill: colours.text, anchor: 'middle' }),
    text(middle, 588, dates, { size: 32, fill: colours.muted, anchor: 'middle' }),
    sea(colours),
    signature(size - 56, size - 46, {
      ...colours,
      muted: colours.onSea,
      accent: colours.onSea,
      text: colours.onSea,
    }),
    text(56, size - 46, `next: ${counted(facts.next, 'day')}`, { size: 30, fill: colours.onSea }),
  ]);
  return { svg, width: size, height: size };
}

const inARow = ({ count }: MilestoneFacts): string => {
  const years = whole(count) / 365;
  if (years >= 1 && Number.isInteger(years))
    return years === 1 ? 'a year of days in a row' : `${years} years of days in a row`;
  return 'days in a row';
};

const dateOf = ({ language }: MilestoneFacts, day: number): string =>
  formatDay(day, language, { year: 'numeric', month: 'short', day: 'numeric' });

function whose({ name, community }: MilestoneFacts, colours: Palette): string {
  const drawn =
    name === undefined ? undefined : (drawName(name, 46, 860, bold) ?? { text: nameless, face: medium });
  const there = community === undefined ? undefined : drawName(community, 32, 860);
  return (
    (drawn
      ? text(middle, 110, drawn.text, { size: 46, face: drawn.face, fill: colours.text, anchor: 'middle' })
      : '') +
    (there
      ? text(middle, 160, there.text, { size: 32, face: there.face, fill: colours.muted, anchor: 'middle' })
      : '')
  );
}

/** Where stars stand at the left, with their size; the right side is its mirror. Nothing is written there. */
const stars = [
  [140, 236, 26],
  [92, 430, 16],
  [168, 652, 12],
] as const;

const sky = ({ gold }: Palette): string =>
  stars.flatMap(([x, y, radius]) => [star(x, y, radius, gold), star(size - x, y, radius, gold)]).join('');

/** Three waves, and the boat on the first. */
function sea(colours: Palette): string {
  const [far, between, near] = colours.sea;
  return (
    wave(horizon - 44, 22, 0, far) +
    `<g transform="translate(${middle - 106} ${horizon - 198}) scale(3.3)">${boat(colours.accent, colours.text)}</g>` +
    wave(horizon + 6, 24, 90, between) +
    wave(horizon + 92, 26, 200, near)
  );
}

/** A wave over the whole width, filled down to the lower edge. */
function wave(y: number, height: number, shift: number, fill: string): string {
  const length = 180;
  let path = `M${px(-length - shift)} ${px(y)}`;
  for (let x = -length - shift; x < size + length; x += length)
    path += `q${length / 4} ${-height} ${length / 2} 0t${length / 2} 0`;
  return `<path d="${path}V${size}H${-length - shift}Z" fill="${fill}"/>`;
}

/** The card in words, for whoever cannot see it. */
export function milestoneAlt(facts: MilestoneFacts): string {
  const who = facts.name === undefined ? '' : `${drawName(facts.name, 30, 800)?.text ?? nameless}: `;
  const freezes = whole(facts.freezesUsed);
  return (
    `${who}${counted(facts.count, 'day')} in a row, from ${dateOf(facts, facts.began)} to ${dateOf(facts, facts.reached)}` +
    `${freezes > 0 ? `, with the help of ${counted(freezes, 'freeze')}` : ''}. Next: ${counted(facts.next, 'day')}.`
  );
}
