import { type Block, channelWords, type Inline } from '../../chat/markdown.ts';

/** Signs that mean something to Discord anywhere in a line: marks, links, mentions, emoji names, timestamps. */
const anywhere = /[\\*_~`|<[\]@:/]/g;
/** Signs that make a heading, a list or a quote of a line. */
const lineStart = /^(\s*)([#>+-]|\d+(?=[.)]))/;

/** A person's text so that Discord shows it to the letter: nothing formats, mentions or links. */
export function escapeText(text: string, startsLine = false): string {
  const escaped = text.replace(anywhere, '\\$&');
  if (!startsLine) return escaped;
  return escaped.replace(lineStart, (_, space: string, sign: string) =>
    /\d/.test(sign) ? `${space}${sign}\\` : `${space}\\${sign}`,
  );
}

/** Blocks in Discord's dialect, as many as fit into `limit` characters; the last one ends with an ellipsis if cut. */
export function printBlocks(
  blocks: readonly Block[],
  limit: number,
): { readonly text: string; readonly whole: boolean } {
  const lines: string[] = [];
  let left = limit;
  for (const block of blocks) {
    const line = printBlock(block, left);
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

function printBlock(block: Block, limit: number): Printed {
  if (limit <= 0) return { text: '', whole: false };
  if (block.type === 'code-block') return printCodeBlock(block.text, limit);
  const mark = block.type === 'item' ? '- ' : block.type === 'quote' ? '> ' : '';
  const inside = printInline(block.children, limit - mark.length, true);
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

function printInline(nodes: readonly Inline[], limit: number, startsLine: boolean): Printed {
  let text = '';
  for (const node of nodes) {
    const next = printNode(node, limit - text.length, startsLine && text === '');
    text += next.text;
    if (!next.whole) return { text, whole: false };
  }
  return { text, whole: true };
}

function printNode(node: Inline, limit: number, startsLine: boolean): Printed {
  switch (node.type) {
    case 'text':
      return printText(node.text, limit, startsLine);
    case 'bold':
    case 'italic': {
      const mark = node.type === 'bold' ? '**' : '*';
      const inside = printInline(node.children, limit - 2 * mark.length, false);
      return { text: inside.text === '' ? '' : mark + inside.text + mark, whole: inside.whole };
    }
    case 'code':
      return printCode(node.text, limit, startsLine);
    case 'channel': {
      const text = /^\d{15,21}$/.test(node.id) ? `<#${node.id}>` : escapeText(channelWords(node.id));
      return text.length <= limit ? { text, whole: true } : { text: '', whole: false };
    }
    case 'link': {
      const text = `[${escapeText(node.text)}](<${node.url}>)`;
      return text.length <= limit ? { text, whole: true } : printText(node.text, limit, startsLine);
    }
  }
}

function printText(text: string, limit: number, startsLine: boolean): Printed {
  const escaped = escapeText(text, startsLine);
  if (escaped.length <= limit) return { text: escaped, whole: true };
  let kept = '';
  // The ellipsis, and a backslash at the beginning of the line.
  let left = limit - 2;
  for (const { segment } of graphemes.segment(cutRaw(text, Math.max(0, limit)))) {
    left -= escapeText(segment).length;
    if (left < 0) break;
    kept += segment;
  }
  return { text: kept === '' ? '' : `${escapeText(kept, startsLine)}…`, whole: false };
}

/** Two backticks around a text with single ones; where no fence holds, it is printed as ordinary text. */
function printCode(text: string, limit: number, startsLine: boolean): Printed {
  const fence = text.includes('`') ? '``' : '`';
  const holds = text.trim() !== '' && !text.includes('``') && !text.startsWith('`') && !text.endsWith('`');
  if (!holds) return printText(text, limit, startsLine);
  const fits = limit - 2 * fence.length;
  if (text.length <= fits) return { text: fence + text + fence, whole: true };
  return fits < 2
    ? { text: '', whole: false }
    : { text: `${fence}${cutRaw(text, fits - 1)}…${fence}`, whole: false };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const cutRaw = (text: string, limit: number): string =>
  text.length <= limit ? text : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, '');
