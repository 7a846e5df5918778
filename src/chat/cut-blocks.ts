import type { Block, Inline } from './markdown.ts';

/** The first `limit` characters of a block, marks not counted, with an ellipsis where it was cut. */
export function cutBlock(block: Block, limit: number): Block {
  if (block.type === 'code-block') return { ...block, text: cutText(block.text, limit) };
  return { ...block, children: cutInline(block.children, limit).nodes };
}

/** The first `limit` characters of a text, with an ellipsis where it was cut. */
export function cutBlocks(
  blocks: readonly Block[],
  limit: number,
): { readonly blocks: readonly Block[]; readonly whole: boolean } {
  const kept: Block[] = [];
  let room = limit;
  for (const block of blocks) {
    if (room <= 0) return { blocks: kept, whole: false };
    if (block.type === 'code-block') {
      const text = cutText(block.text, room);
      kept.push({ ...block, text });
      if (text !== block.text) return { blocks: kept, whole: false };
      room -= text.length + 1;
      continue;
    }
    const taken = cutInline(block.children, room);
    kept.push({ ...block, children: taken.nodes });
    if (!taken.whole) return { blocks: kept, whole: false };
    room = taken.room - 1;
  }
  return { blocks: kept, whole: true };
}

function cutInline(
  nodes: readonly Inline[],
  limit: number,
): { readonly nodes: readonly Inline[]; readonly room: number; readonly whole: boolean } {
  const kept: Inline[] = [];
  let room = limit;
  for (const node of nodes) {
    if (room <= 0) return { nodes: kept, room: 0, whole: false };
    if ('children' in node) {
      const taken = cutInline(node.children, room);
      kept.push({ ...node, children: taken.nodes });
      if (!taken.whole) return { nodes: kept, room: 0, whole: false };
      room = taken.room;
      continue;
    }
    if (node.type === 'channel') {
      kept.push(node);
      room -= node.id.length + 1;
      continue;
    }
    const text = cutText(node.text, room);
    kept.push({ ...node, text });
    if (text !== node.text) return { nodes: kept, room: 0, whole: false };
    room -= text.length;
  }
  return { nodes: kept, room, whole: true };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Never inside what one sees as one sign. */
function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = Math.max(0, limit - 1);
  // A sign may be long, yet hardly longer than this; the window keeps a long text from being read whole.
  const from = Math.max(0, end - 100);
  const at = graphemes.segment(text.slice(from, end + 100)).containing(end - from)?.index ?? end - from;
  return `${text.slice(0, from + at).toWellFormed()}…`;
}
