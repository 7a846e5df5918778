import { type Block, channelWords, type Inline } from '../../chat/markdown.ts';
import { type At, escapeText, type Raw } from './escape.ts';

/** Blocks in Discord's dialect, as many as fit into `limit` characters; the last one ends with an ellipsis if cut. */
export function printBlocks(
  blocks: readonly Block[],
  limit: number,
): { readonly text: string; readonly whole: boolean } {
  const lines: string[] = [];
  const raw = rawOf(blocks);
  let left = limit;
  for (const block of blocks) {
    const line = printBlock(block, left, raw);
    if (line.text !== '' || line.whole) lines.push(line.text);
    if (!line.whole) return { text: lines.join('\n').trimEnd(), whole: false };
    left -= line.text.length + 1;
  }
  return { text: lines.join('\n'), whole: true };
}

interface Printed {
  readonly text: string;
  readonly whole: boolean;
}

/** How many characters a block takes when it is printed with these others. */
export function sizeWithin(blocks: readonly Block[]): (block: Block) => number {
  const raw = rawOf(blocks);
  return (block) => printBlock(block, Number.POSITIVE_INFINITY, raw).text.length;
}

/** What is printed without escapes. */
function rawOf(blocks: readonly Block[]): Raw {
  const texts = blocks.flatMap((block) =>
    block.type === 'code-block' ? [block.text] : block.children.flatMap(rawTexts),
  );
  return {
    underscore: texts.some((it) => it.includes('_')),
    link: texts.some((it) => it.includes('](')),
  };
}

function rawTexts(node: Inline): string[] {
  if ('children' in node) return node.children.flatMap(rawTexts);
  if (node.type === 'link') return [`](${node.url}`];
  return node.type === 'code' ? [node.text] : [];
}

function printBlock(block: Block, limit: number, raw: Raw): Printed {
  if (limit <= 0) return { text: '', whole: false };
  if (block.type === 'code-block') return printCodeBlock(block.text, limit);
  const mark = block.type === 'item' ? '- ' : block.type === 'quote' ? '> ' : '';
  const inside = printInline(block.children, limit - mark.length, { startsLine: true, raw });
  if (!inside.whole && inside.text === '') return { text: '', whole: false };
  return { text: mark + inside.text, whole: inside.whole };
}

/** Discord has no escape inside a block; a text that would end it early is printed as ordinary lines. */
function printCodeBlock(text: string, limit: number): Printed {
  if (text.includes('```') || text.endsWith('`') || text.trim() === '') {
    const lines: Block[] = text
      .split('\n')
      .map((line) => ({ type: 'line', children: [{ type: 'text', text: line }] }));
    return printBlocks(lines, limit);
  }
  const frame = '```\n\n```'.length;
  if (text.length + frame <= limit) return { text: `\`\`\`\n${text}\n\`\`\``, whole: true };
  if (limit < frame + 20) return { text: '', whole: false };
  return { text: `\`\`\`\n${cutRaw(text, limit - frame - 1)}…\n\`\`\``, whole: false };
}

function printInline(nodes: readonly Inline[], limit: number, at: At): Printed {
  let text = '';
  for (const node of nodes) {
    const next = printNode(node, limit - text.length, {
      ...at,
      startsLine: at.startsLine === true && text === '',
    });
    text += next.text;
    if (!next.whole) return { text, whole: false };
  }
  return { text, whole: true };
}

function printNode(node: Inline, limit: number, at: At): Printed {
  switch (node.type) {
    case 'text':
      return printText(node.text, limit, at);
    case 'bold':
    case 'italic': {
      const mark = node.type === 'bold' ? '**' : '*';
      const inside = printInline(node.children, limit - 2 * mark.length, {
        ...at,
        startsLine: false,
        marked: true,
      });
      return { text: inside.text === '' ? '' : mark + inside.text + mark, whole: inside.whole };
    }
    case 'code':
      return printCode(node.text, limit, at);
    case 'channel': {
      const text = /^\d{15,21}$/.test(node.id) ? `<#${node.id}>` : escapeText(channelWords(node.id));
      return text.length <= limit ? { text, whole: true } : { text: '', whole: false };
    }
    case 'link': {
      const text = `[${escapeText(node.text, { marked: true, raw: { underscore: true, link: true } })}](<${node.url}>)`;
      return text.length <= limit ? { text, whole: true } : printText(node.text, limit, at);
    }
  }
}

function printText(text: string, limit: number, at: At): Printed {
  const escaped = escapeText(text, at);
  if (escaped.length <= limit) return { text: escaped, whole: true };
  const letters = [...graphemes.segment(cutRaw(text, Math.max(0, limit)))].map((it) => it.segment);
  // Each round leaves out at least half of what is too much: an escape doubles a sign, and no more.
  for (;;) {
    const kept = letters.join('');
    if (kept === '') return { text: '', whole: false };
    const shown = escapeText(`${kept}…`, at);
    if (shown.length <= limit) return { text: shown, whole: false };
    const over = Math.ceil((shown.length - limit) / 2);
    for (let left = over; left > 0; left -= (letters.pop() ?? '').length || left);
  }
}

/** Two backticks around a text with single ones; where no fence holds, it is printed as ordinary text. */
function printCode(text: string, limit: number, at: At): Printed {
  const fence = text.includes('`') ? '``' : '`';
  const holds = text.trim() !== '' && !text.includes('``') && !text.startsWith('`') && !text.endsWith('`');
  if (!holds) return printText(text, limit, at);
  const fits = limit - 2 * fence.length;
  if (text.length <= fits) return { text: fence + text + fence, whole: true };
  return fits < 2
    ? { text: '', whole: false }
    : { text: `${fence}${cutRaw(text, fits - 1)}…${fence}`, whole: false };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const cutRaw = (text: string, limit: number): string =>
  text.length <= limit ? text : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
