import type { types } from '@slack/bolt';
import { cutBlocks } from '../../chat/cut-blocks.ts';
import { fitBlocks } from '../../chat/fit-blocks.ts';
import {
  type Block,
  channelWords,
  type Inline,
  type Markdown,
  parseMarkdown,
  plainBlock,
} from '../../chat/markdown.ts';
import { limits } from './limits.ts';

type Element = types.RichTextElement;
type Style = NonNullable<types.RichTextText['style']>;
type Part = types.RichTextBlock['elements'][number];

/**
 * Prints the small markdown as rich text blocks. Rich text holds what people typed as it is: nothing in it can mention,
 * link or format, so nothing has to be neutralised. At most `limit` characters; `whole` is false when some were left out, of
 * what it quotes before anything else.
 */
export function richText(
  text: Markdown,
  limit: number,
): { readonly blocks: types.RichTextBlock[]; readonly whole: boolean } {
  const fitted = fitBlocks(parseMarkdown(text), limit, (block) => plainBlock(block).length);
  const { blocks, whole } = cutBlocks(fitted.blocks, limit);
  return { blocks: chunked(joinParts(blocks)), whole: whole && fitted.whole };
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
