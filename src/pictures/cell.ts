import type { DayKind } from './facts.ts';
import type { Palette } from './palette.ts';
import { disc, px, rect } from './svg.ts';

/** What a cell of the year shows: a kind of day, or one of the three that are not a day of the ledger's. */
export type CellState = DayKind | 'milestone' | 'before' | 'future';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One day's cell. Each state has a shape of its own, so that nothing hangs on colour alone. */
export function cell(state: CellState, entries: number, box: Box, colours: Palette): string {
  const { x, y, width, height } = box;
  const middleX = x + width / 2;
  const middleY = y + height / 2;
  const solid = (fill: string) => rect(x, y, width, height, 7, `fill="${fill}"`);
  switch (state) {
    case 'logged':
      return solid(colours.logged[Math.min(Math.max(entries, 1), 3) - 1]!);
    case 'milestone':
      return solid(colours.milestone) + star(middleX, middleY, height * 0.44, colours.star);
    case 'frozen':
      return (
        rect(
          x + 1.25,
          y + 1.25,
          width - 2.5,
          height - 2.5,
          6,
          `fill="${colours.ice}" ${line(colours.iceLine, 2.5)}`,
        ) + snowflake(middleX, middleY, height * 0.32, colours.iceLine, 2.5)
      );
    case 'rest':
      return rect(middleX - width * 0.3, middleY - 3.5, width * 0.6, 7, 3.5, `fill="${colours.rest}"`);
    case 'pause':
      return [-5.5, 5.5]
        .map((shift) => rect(middleX + shift - 2.5, middleY - 7.5, 5, 15, 2, `fill="${colours.pause}"`))
        .join('');
    case 'excused':
      return diamond(middleX, middleY, height * 0.34, colours.excused);
    case 'missed':
      return rect(x + 2, y + 2, width - 4, height - 4, 6, `fill="none" ${line(colours.missed, 2)}`);
    case 'free':
      return disc(middleX, middleY, 4, `fill="${colours.free}"`);
    case 'before':
      return '';
    case 'future':
      return disc(middleX, middleY, 3, `fill="${colours.faint}"`);
  }
}

export function snowflake(x: number, y: number, radius: number, colour: string, width: number): string {
  const arms = [0, 60, 120].map((degrees) => {
    const dx = radius * Math.sin((degrees * Math.PI) / 180);
    const dy = radius * Math.cos((degrees * Math.PI) / 180);
    return `M${px(x - dx)} ${px(y - dy)}L${px(x + dx)} ${px(y + dy)}`;
  });
  return `<path d="${arms.join('')}" fill="none" ${line(colour, width)} stroke-linecap="round"/>`;
}

export function star(x: number, y: number, radius: number, colour: string): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.48;
    const angle = (index * Math.PI) / 5;
    return `${px(x + reach * Math.sin(angle))} ${px(y + radius * 0.06 - reach * Math.cos(angle))}`;
  });
  return `<path d="M${points.join('L')}Z" fill="${colour}" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round"/>`;
}

function diamond(x: number, y: number, radius: number, colour: string): string {
  return (
    `<path d="M${px(x)} ${px(y - radius)}L${px(x + radius)} ${px(y)}L${px(x)} ${px(y + radius)}L${px(x - radius)} ${px(y)}Z"` +
    ` fill="none" ${line(colour, 3)} stroke-linejoin="round"/>`
  );
}

export function line(colour: string, width: number): string {
  return `stroke="${colour}" stroke-width="${px(width)}"`;
}
