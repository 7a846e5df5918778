import { cutBlock } from './cut-blocks.ts';
import type { Block } from './markdown.ts';

/** How much of a platform's limit a block takes, its line break aside. */
export type SizeOf = (block: Block) => number;

interface Fitted {
  readonly blocks: readonly Block[];
  /** False when something was left out. */
  readonly whole: boolean;
}

/** So much of a quote stays in any case, and so much of a line. */
const leastQuoted = 120;
const leastLine = 200;

/**
 * Makes a text short enough by what it repeats, so that what it says stays: first the quotes and blocks of code lose their
 * ends, the longest first, then long lines, then lists. The lines around them (a note, a count, a question) are kept. A text
 * of many short lines may still be over the limit; its end is the caller's to cut.
 */
export function fitBlocks(blocks: readonly Block[], limit: number, sizeOf: SizeOf): Fitted {
  const isLong = (block: Block): boolean => !isQuoted(block) && sizeOf(block) > leastLine;
  const steps: readonly Step[] = [
    { isOne: isQuoted, grouped: true, least: leastQuoted },
    { isOne: isLong, grouped: false, least: leastLine },
    { isOne: ({ type }) => type === 'item', grouped: true, least: 0 },
  ];
  let kept = blocks;
  for (const step of steps) {
    if (sizeOfAll(kept, sizeOf) <= limit) break;
    kept = shorten(kept, step, limit, sizeOf);
  }
  return { blocks: kept, whole: kept === blocks };
}

/** What is shortened: blocks of a kind, each alone or with its neighbours, down to a size. */
interface Step {
  readonly isOne: (block: Block) => boolean;
  readonly grouped: boolean;
  readonly least: number;
}

const isQuoted = ({ type }: Block): boolean => type === 'quote' || type === 'code-block';

const sizeOfAll = (blocks: readonly Block[], sizeOf: SizeOf): number =>
  blocks.reduce((sum, block) => sum + sizeOf(block) + 1, -1);

/** Shortens the parts of one kind to equal shares of the room that the rest of the text leaves them. */
function shorten(blocks: readonly Block[], step: Step, limit: number, sizeOf: SizeOf): readonly Block[] {
  const { isOne, least } = step;
  const parts = partsOf(blocks, step);
  const sized = parts.map((part) => ({ part, size: sizeOfAll(part, sizeOf) + 1 }));
  const elastic = sized.filter(({ part }) => part.some(isOne));
  let room = limit + 1 - sized.reduce((sum, { part, size }) => sum + (part.some(isOne) ? 0 : size), 0);
  const shares = new Map<readonly Block[], number>();
  elastic
    .toSorted((a, b) => a.size - b.size)
    .forEach(({ part, size }, index) => {
      const share = Math.min(size, Math.max(least, Math.floor(room / (elastic.length - index))));
      shares.set(part, share);
      room -= share;
    });
  return parts.flatMap((part) => {
    const share = shares.get(part);
    if (share === undefined) return part;
    return isList(part) ? cutList(part, share - 1, sizeOf) : cutPart(part, share - 1, sizeOf);
  });
}

/** Neighbours of the kind and of one type are one part: the lines of a quote, the items of a list. */
function partsOf(blocks: readonly Block[], { isOne, grouped }: Step): readonly Block[][] {
  const parts: Block[][] = [];
  for (const block of blocks) {
    const last = parts.at(-1)?.[0];
    if (grouped && last && block.type !== 'code-block' && block.type === last.type && isOne(block))
      parts.at(-1)?.push(block);
    else parts.push([block]);
  }
  return parts;
}

function cutPart(part: readonly Block[], room: number, sizeOf: SizeOf): readonly Block[] {
  const kept: Block[] = [];
  let left = room;
  for (const block of part) {
    const size = sizeOf(block);
    if (size > left) return [...kept, cutToSize(block, Math.max(left, 0), sizeOf)];
    kept.push(block);
    left -= size + 1;
  }
  return kept;
}

const isList = (part: readonly Block[]): boolean => part.length > 1 && part[0]?.type === 'item';
const more: Block = { type: 'item', children: [{ type: 'text', text: '…' }] };

/** An item is shown whole or not at all; the first one always is. */
function cutList(part: readonly Block[], room: number, sizeOf: SizeOf): readonly Block[] {
  if (sizeOfAll(part, sizeOf) <= room) return part;
  let left = room - sizeOf(more) - 1;
  const end = part.findIndex((block) => {
    left -= sizeOf(block) + 1;
    return left < -1;
  });
  return [...part.slice(0, Math.max(1, end)), more];
}

/** As many characters of a block as take no more than `limit` of the platform's room. */
function cutToSize(block: Block, limit: number, sizeOf: SizeOf): Block {
  let [fits, over] = [1, limit + 1];
  while (over - fits > 1) {
    const middle = Math.floor((fits + over) / 2);
    if (sizeOf(cutBlock(block, middle)) <= limit) fits = middle;
    else over = middle;
  }
  return cutBlock(block, fits);
}
