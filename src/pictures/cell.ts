import type { DayKind } from './facts.ts';
import type { Palette } from './palette.ts';
import { disc, px, rect } from './svg.ts';

/** What a cell shows: a kind of day, or one that is not a day of the ledger's. `goal`: where the next milestone may be reached. */
export type CellState = DayKind | 'milestone' | 'before' | 'future' | 'goal';

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
  const corner = Math.min(14, height * 0.28);
  /** Marks grow with their cell, up to a limit: a day without an entry stays quieter than a logged one. */
  const unit = Math.min(height, 34) / 26;
  switch (state) {
    case 'logged': {
      const fill = colours.logged[Math.min(Math.max(entries, 1), 3) - 1]!;
      return rect(x, y, width, height, corner, `fill="${fill}"`);
    }
    case 'milestone':
      return (
        rect(x, y, width, height, corner, `fill="${colours.milestone}"`) +
        star(middleX, middleY, height * 0.4, colours.star)
      );
    case 'frozen':
      return (
        rect(
          x + 1.25,
          y + 1.25,
          width - 2.5,
          height - 2.5,
          corner - 1,
          `fill="${colours.ice}" ${line(colours.iceLine, 2.5)}`,
        ) + snowflake(middleX, middleY, height * 0.3, colours.iceLine, 2.5)
      );
    case 'rest':
      return rect(
        middleX - 8 * unit,
        middleY - 3 * unit,
        16 * unit,
        6 * unit,
        3 * unit,
        `fill="${colours.rest}"`,
      );
    case 'pause':
      return [-4.5, 4.5]
        .map((shift) =>
          rect(
            middleX + (shift - 2) * unit,
            middleY - 6.5 * unit,
            4 * unit,
            13 * unit,
            2,
            `fill="${colours.pause}"`,
          ),
        )
        .join('');
    case 'excused':
      return diamond(middleX, middleY, 7.5 * unit, colours.excused);
    case 'missed':
      return disc(middleX, middleY, 4 * unit, `fill="none" ${line(colours.missed, 2)}`);
    case 'free':
      return disc(middleX, middleY, 3.5 * unit, `fill="${colours.free}"`);
    case 'before':
      return '';
    case 'future':
      return disc(middleX, middleY, 3 * unit, `fill="${colours.faint}"`);
    case 'goal':
      return starLine(middleX, middleY, height * 0.36, colours.accent);
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
  return `<path d="${starPath(x, y, radius)}" fill="${colour}" stroke="${colour}" stroke-width="1.5" stroke-linejoin="round"/>`;
}

function starLine(x: number, y: number, radius: number, colour: string): string {
  return `<path d="${starPath(x, y, radius)}" fill="none" ${line(colour, 2.5)} stroke-linejoin="round"/>`;
}

function starPath(x: number, y: number, radius: number): string {
  const points = Array.from({ length: 10 }, (_, index) => {
    const reach = index % 2 === 0 ? radius : radius * 0.48;
    const angle = (index * Math.PI) / 5;
    return `${px(x + reach * Math.sin(angle))} ${px(y + radius * 0.06 - reach * Math.cos(angle))}`;
  });
  return `M${points.join('L')}Z`;
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
