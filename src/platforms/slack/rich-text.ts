import type { types } from '@slack/bolt';
import { type Block, channelWords, type Inline, type Markdown, parseMarkdown } from '../../chat/markdown.ts';
import { limits } from './limits.ts';

type Element = types.RichTextElement;
type Style = NonNullable<types.RichTextText['style']>;
type Part = types.RichTextBlock['elements'][number];

/**
 * Prints the small markdown as rich text blocks. Rich text holds what people typed as it is: nothing in it can mention,
 * link or format, so nothing has to be neutralised. At most `limit` characters; `whole` is false when some were left out.
 */
export function richText(
  text: Markdown,
  limit: number,
): { readonly blocks: types.RichTextBlock[]; readonly whole: boolean } {
  const { blocks, whole } = cutBlocks(parseMarkdown(text), limit);
  return { blocks: chunked(joinParts(blocks)), whole };
}

/** Consecutive lines, items and quotes become one part each. */
function joinParts(blocks: readonly Block[]): Part[] {
  const parts: Part[] = [];
  for (const block of blocks) {
    const last = parts.at(-1);
    if (block.type === 'code-block') {
      parts.push({ type: 'rich_text_preformatted', elements: [textElement(block.text || ' ')] });
      continue;
    }
    const elements = block.children.flatMap((node) => inline(node, {}));
    if (block.type === 'item') {
      const item: types.RichTextSection = { type: 'rich_text_section', elements: filled(elements) };
      if (last?.type === 'rich_text_list') last.elements.push(item);
      else parts.push({ type: 'rich_text_list', style: 'bullet', elements: [item] });
      continue;
    }
    const type = block.type === 'quote' ? 'rich_text_quote' : 'rich_text_section';
    if (last?.type === type) last.elements.push(textElement('\n'), ...elements);
    else parts.push({ type, elements: type === 'rich_text_quote' ? filled(elements) : elements });
  }
  return parts
    .map((part) => merged(part))
    .filter((part) => part.type === 'rich_text_list' || part.elements.length > 0);
}

const filled = (elements: Element[]): Element[] => (elements.length > 0 ? elements : [textElement(' ')]);

/** Neighbouring texts of one style are one element. */
function merged(part: Part): Part {
  if (part.type !== 'rich_text_section' && part.type !== 'rich_text_quote') return part;
  const elements: Element[] = [];
  for (const element of part.elements) {
    const last = elements.at(-1);
    if (element.type === 'text' && last?.type === 'text' && !element.style && !last.style) {
      elements[elements.length - 1] = { ...last, text: last.text + element.text };
    } else elements.push(element);
  }
  return { ...part, elements };
}

const textElement = (text: string): types.RichTextText => ({ type: 'text', text });

function inline(node: Inline, style: Style): Element[] {
  const styled = Object.keys(style).length > 0 && { style };
  switch (node.type) {
    case 'text':
      return node.text === '' ? [] : [{ type: 'text', text: node.text, ...styled }];
    case 'code':
      return node.text === '' ? [] : [{ type: 'text', text: node.text, style: { ...style, code: true } }];
    case 'channel':
      return /^[CG][A-Z0-9]+$/.test(node.id)
        ? [{ type: 'channel', channel_id: node.id, ...styled }]
        : [{ type: 'text', text: channelWords(node.id), ...styled }];
    case 'link':
      return [{ type: 'link', url: node.url, text: node.text, ...styled }];
    default:
      return node.children.flatMap((child) => inline(child, { ...style, [node.type]: true }));
  }
}

/** Cuts parts into blocks of a size that Slack takes; a part over it has a block of its own, cut by `cutBlocks` before. */
function chunked(parts: readonly Part[]): types.RichTextBlock[] {
  const blocks: types.RichTextBlock[] = [];
  let room = 0;
  for (const part of parts) {
    const size = JSON.stringify(part).length;
    const last = blocks.at(-1);
    if (last && size <= room) {
      last.elements.push(part);
      room -= size;
    } else {
      blocks.push({ type: 'rich_text', elements: [part] });
      room = limits.richText - size;
    }
  }
  return blocks;
}

/** The first `limit` characters of a text, with an ellipsis where it was cut. */
function cutBlocks(
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

function cutText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, Math.max(0, limit - 1)).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
