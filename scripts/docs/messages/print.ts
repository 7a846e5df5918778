import type { Home } from '../../../src/chat/home.ts';
import { type Block, type Inline, type Markdown, parseMarkdown } from '../../../src/chat/markdown.ts';
import type { FormField } from '../../../src/chat/reply.ts';
import type { Message } from './drive.ts';

/** A message as a heading, what it came after, and a quote of what it looks like. */
export function printMessage({ code, note, after, said }: Message): string {
  const heading = `### ${code}${note === undefined ? '' : `: ${note}`}`;
  return [heading, `${after}:`, quoted(linesOf(said))].join('\n\n');
}

const quoted = (lines: readonly string[]): string =>
  lines.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');

function linesOf(said: Message['said']): string[] {
  if (!('type' in said)) {
    const { text, fields = [], picture, file, buttons = [], select, visibility } = said;
    const seen = visibility === 'public' ? '_(everybody sees this)_' : undefined;
    return paragraphs([
      seen,
      ...textLines(text),
      ...fields.map(({ name, value }) => `**${name}**: ${textLines(value).join(' ')}`),
      picture && `🖼️ _${escaped(picture.alt)}_`,
      file && `📎 ${escaped(file.name)}`,
      select &&
        `\`[${select.placeholder} ▾]\` ${select.choices
          .slice(0, 3)
          .map(({ label }) => `“${escaped(label)}”`)
          .join(', ')}`,
      ...buttons.map(buttonRow),
    ]);
  }
  if (said.type === 'form') {
    const { title, fields, submitLabel = 'Submit' } = said.form;
    return paragraphs([`**${title}**`, ...fields.map(fieldLine), buttonRow([{ label: submitLabel }])]);
  }
  if (said.type === 'home') return paragraphs(said.home.parts.flatMap(partLines));
  return paragraphs(Object.entries(said.errors).map(([field, error]) => `- ${field}: ${escaped(error)}`));
}

const buttonRow = (buttons: readonly { readonly label: string }[]): string =>
  buttons.map(({ label }) => `\`[${label}]\``).join(' ');

function fieldLine({ label, required, placeholder, hint, value, choices }: FormField): string {
  const details = [
    required ? undefined : 'optional',
    placeholder && `in grey “${placeholder}”`,
    hint && `hint “${hint}”`,
    choices && `one of ${choices.map((it) => `“${it.label}”`).join(', ')}`,
    value && `filled in “${value}”`,
  ].filter((it) => it !== undefined && it !== '');
  return `- ${label}${details.length > 0 ? `: ${escaped(details.join('; '))}` : ''}`;
}

function partLines(part: Home<{ readonly label: string }>['parts'][number]): string[] {
  switch (part.type) {
    case 'heading':
      return [`**${part.text}**`];
    case 'text':
      return textLines(part.text);
    case 'buttons':
      return [buttonRow(part.buttons)];
    case 'item':
      return [`- ${escaped(part.text)} ${buttonRow(part.menu)}`];
    case 'picker':
      return [`\`[${part.placeholder} ▾]\``];
  }
}

/** Lines that follow each other, apart by a hard break; lists and quotes by an empty line. */
function paragraphs(lines: readonly (string | undefined)[]): string[] {
  const shown = lines.filter((it) => it !== undefined);
  const kind = (line: string): string => /^(- |> |```|$)/.exec(line)?.[1] ?? 'text';
  return shown.flatMap((line, index) => {
    const next = shown[index + 1];
    if (next === undefined || next === '' || line === '') return line.split('\n');
    if (kind(line) !== kind(next)) return [...line.split('\n'), ''];
    return [kind(line) === 'text' || kind(line) === '> ' ? `${line}\\` : line];
  });
}

const textLines = (text: Markdown): string[] => parseMarkdown(text).map(blockLine);

function blockLine(block: Block): string {
  if (block.type === 'code-block') return `\`\`\`\n${block.text}\n\`\`\``;
  const start = block.type === 'item' ? '- ' : block.type === 'quote' ? '> ' : '';
  return start + block.children.map(inline).join('');
}

function inline(node: Inline): string {
  switch (node.type) {
    case 'text':
      return escaped(node.text);
    case 'bold':
      return `**${node.children.map(inline).join('')}**`;
    case 'italic':
      return `_${node.children.map(inline).join('')}_`;
    case 'code':
      return `\`${node.text}\``;
    case 'link':
      return `[${escaped(node.text)}](${node.url})`;
    case 'channel':
      return `#${node.id}`;
  }
}

const longest = 600;

function escaped(text: string): string {
  const shown = text.length > longest ? `${text.slice(0, longest)} …` : text;
  return shown.replace(/[\\*_`<>[\]|]/g, '\\$&');
}
