/**
 * The small markdown in which every text of the bot is written: **bold**, _italic_, `code`, ```block```,
 * lines that start with "- " or "> ", [label](https://…), [#](channel:id) and line breaks. A backslash takes a character literally.
 */
export interface Markdown {
  readonly source: string;
}

const special = /[\\*_`>[\]()~|#-]/g;
const escaped = (text: string): string => text.replace(special, '\\$&');
const of = (source: string): Markdown => ({ source });

/** Takes text of a person's or of another system literally, whatever it holds. */
export const literal = (text: string): Markdown => of(escaped(text));

/** Tagged template: an interpolated string or number is literal, Markdown is inserted as it is. */
export function md(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Markdown)[]
): Markdown {
  let text = parts[0] as string;
  values.forEach((value, index) => {
    text += (typeof value === 'object' ? value.source : escaped(String(value))) + parts[index + 1];
  });
  return of(text);
}

/** Several Markdown texts as one, with a separator (a line break unless told); what is absent is left out. */
export function joined(texts: readonly (Markdown | undefined | false)[], separator = '\n'): Markdown {
  return of(
    texts
      .filter((text) => text !== undefined && text !== false)
      .map((text) => text.source)
      .join(separator),
  );
}

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'bold' | 'italic'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** A channel by the platform's id; each platform shows it by its name. */
  | { readonly type: 'channel'; readonly id: string };

export type Block =
  | { readonly type: 'line' | 'quote' | 'item'; readonly children: readonly Inline[] }
  | { readonly type: 'code-block'; readonly text: string };

const unescaped = (text: string): string => text.replace(/\\([\s\S])/g, '$1');

/** The text's lines as a tree that each platform prints in its own dialect. Never throws. */
export function parseMarkdown(text: Markdown): Block[] {
  const blocks: Block[] = [];
  const pieces = text.source.split(/^```\n([\s\S]*?)\n```$/m);
  pieces.forEach((piece, index) => {
    if (index % 2 === 1) {
      blocks.push({ type: 'code-block', text: unescaped(piece) });
      return;
    }
    const lines = piece
      .replace(index > 0 ? /^\n/ : /^$/, '')
      .replace(index < pieces.length - 1 ? /\n$/ : /$^/, '');
    if (lines === '' && pieces.length > 1) return;
    for (const line of lines.split('\n')) blocks.push(parseLine(line));
  });
  return blocks;
}

function parseLine(line: string): Block {
  if (line.startsWith('- ')) return { type: 'item', children: parseInline(line.slice(2)) };
  if (line.startsWith('> ')) return { type: 'quote', children: parseInline(line.slice(2)) };
  return { type: 'line', children: parseInline(line) };
}

const token =
  /((?:\\[\s\S]|[^\\*_`[])+)|\*\*((?:\\[\s\S]|[^\\*])+)\*\*|_((?:\\[\s\S]|[^\\_])+)_|`((?:\\[\s\S]|[^\\`])+)`|\[((?:\\[\s\S]|[^\\\]])+)\]\((https?:\/\/[^\s)]+)\)|\[#\]\(channel:([A-Za-z0-9_-]{1,40})\)|([\s\S])/g;

function parseInline(line: string): Inline[] {
  const nodes: Inline[] = [];
  for (const [, plain, bold, italic, code, label, url, channel, stray] of line.matchAll(token)) {
    if (bold !== undefined) nodes.push({ type: 'bold', children: parseInline(bold) });
    else if (italic !== undefined) nodes.push({ type: 'italic', children: parseInline(italic) });
    else if (code !== undefined) nodes.push({ type: 'code', text: unescaped(code) });
    else if (label !== undefined) nodes.push({ type: 'link', text: unescaped(label), url: url as string });
    else if (channel !== undefined) nodes.push({ type: 'channel', id: channel });
    else nodes.push({ type: 'text', text: unescaped(plain ?? stray ?? '') });
  }
  return nodes;
}

/** The text without any mark-up, as a screen reader or a plain client shows it. */
export const plainText = (text: Markdown): string => plainBlocks(parseMarkdown(text));

export const plainBlocks = (blocks: readonly Block[]): string => blocks.map(plainBlock).join('\n');

export function plainBlock(block: Block): string {
  if (block.type === 'code-block') return block.text;
  const start = block.type === 'item' ? '- ' : block.type === 'quote' ? '> ' : '';
  return start + inlineText(block.children);
}

function inlineText(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => {
      if ('children' in node) return inlineText(node.children);
      if (node.type === 'channel') return channelWords(node.id);
      return node.type === 'link' ? `${node.text} (${node.url})` : node.text;
    })
    .join('');
}

/** The tree as the text that it was parsed from, or one that means the same. */
export const markdownOf = (blocks: readonly Block[]): Markdown =>
  of(
    blocks
      .map((block) => {
        if (block.type === 'code-block') return codeBlock(block.text).source;
        const start = block.type === 'item' ? '- ' : block.type === 'quote' ? '> ' : '';
        return start + block.children.map(inlineSource).join('');
      })
      .join('\n'),
  );

function inlineSource(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escaped(node.text);
    case 'bold':
      return `**${node.children.map(inlineSource).join('')}**`;
    case 'italic':
      return `_${node.children.map(inlineSource).join('')}_`;
    case 'code':
      return `\`${escaped(node.text)}\``;
    case 'link':
      return `[${escaped(node.text)}](${node.url})`;
    case 'channel':
      return `[#](channel:${node.id})`;
  }
}
/** A channel where nothing can turn its id into a name: one that is a name itself, else without it. */
export const channelWords = (id: string): string =>
  /^[A-Z][A-Z0-9]{7,}$|^\d{15,21}$/.test(id) ? 'a channel' : `#${id}`;

/** Names a channel by the platform's id. An id that no platform can have is shown as it is. */
export const channelName = (id: string): Markdown =>
  /^[A-Za-z0-9_-]{1,40}$/.test(id) ? of(`[#](channel:${id})`) : literal(`#${id}`);

/** Words that lead to an address of the web; they stay words where the address is none. */
export const linkTo = (label: string, url: string): Markdown =>
  /^https?:\/\/[^\s()\\]+$/.test(url) ? of(`[${escaped(label)}](${url})`) : literal(label);

/** User text as a literal block that keeps its lines (an error's trace, say). */
export function codeBlock(text: string): Markdown {
  return of(`\`\`\`\n${escaped(text)}\n\`\`\``);
}

/** User text as inline code; line breaks become spaces. */
export function code(text: string): Markdown {
  return of(`\`${escaped(text.replace(/\s*\n\s*/g, ' '))}\``);
}

/** User text of several lines, each line quoted. */
export function quote(text: string): Markdown {
  return of(
    text
      .split('\n')
      .map((line) => `> ${escaped(line)}`)
      .join('\n'),
  );
}
