import { type APIApplicationCommandOptionChoice, MessageFlags, type RawFile } from 'discord.js';
import { fitBlocks } from '../../chat/fit-blocks.ts';
import { type Block, parseMarkdown, plainText } from '../../chat/markdown.ts';
import type { RenderedReply } from '../../chat/rendered.ts';
import type { Choice } from '../../chat/reply.ts';
import { type Row, renderRows } from './components.ts';
import { cut, limits } from './limits.ts';
import { printBlocks, sizeWithin } from './text.ts';

/** A message as Discord's routes take it: whatever it replaces is replaced as a whole. */
export interface MessageBody {
  readonly content: string;
  /** Nobody is ever pinged, by a send or by an edit. */
  readonly allowed_mentions: { readonly parse: [] };
  readonly flags: number;
  readonly components: readonly Row[];
  readonly attachments: readonly {
    readonly id: string;
    readonly filename: string;
    readonly description?: string;
  }[];
}

export interface RenderedMessage {
  readonly body: MessageBody;
  readonly files: RawFile[];
}

/** A member's picture among a message's files. */
export const isPicture = (fileName: string): boolean => /^picture-\d+\.\w+$/.test(fileName);

const restNote = '\n*The rest is in the attached file.*';

/**
 * A reply as a message. What is over a limit is cut, quotes first, and the whole goes along as a file; a file that is too big is named.
 * `mark` is a number of the caller's that stays readable in the message.
 */
export function renderReply(reply: RenderedReply, mark?: number): RenderedMessage {
  const blocks = [...parseMarkdown(reply.text), ...fieldBlocks(reply.fields ?? [])];
  const files = filesOf(reply);
  const notes = files.left.map((name) => `\n*${name} is too big to attach here.*`).join('');
  const room = limits.content - notes.length;
  const printed = printBlocks(blocks, room);
  const attached = [...files.attached];
  let content = printed.text;
  if (!printed.whole) {
    const fitted = fitBlocks(blocks, room - restNote.length, sizeWithin(blocks));
    content = printBlocks(fitted.blocks, room - restNote.length).text + restNote;
    attached.push({ name: 'whole-text.txt', contentType: 'text/plain', data: wholeText(reply) });
  }
  content += notes;
  const components = renderRows(reply, mark);
  if (content.trim() === '' && attached.length === 0) content = '…';
  return {
    body: {
      content,
      allowed_mentions: { parse: [] },
      flags: MessageFlags.SuppressEmbeds,
      components,
      attachments: attached.map(({ name, alt }, index) => ({
        id: String(index),
        filename: name,
        ...(alt && { description: cut(alt, limits.alt) }),
      })),
    },
    files: attached.map(({ name, contentType, data }) => ({ name, contentType, data })),
  };
}

interface Attached {
  readonly name: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly alt?: string;
}

/** Members' pictures, which Discord takes one by one, then the picture and the file as far as they fit; the names of those that do not. */
function filesOf({ picture, file, pictures = [] }: RenderedReply): { attached: Attached[]; left: string[] } {
  const wanted: Attached[] = [
    ...(picture
      ? [{ name: picture.fileName, contentType: 'image/png', data: picture.png, alt: picture.alt }]
      : []),
    ...(file ? [{ name: file.name, contentType: file.contentType, data: file.bytes }] : []),
  ];
  const attached: Attached[] = pictures.map(({ name, contentType, bytes: data, alt }) => ({
    name,
    contentType,
    data,
    ...(alt && { alt }),
  }));
  const left: string[] = [];
  let bytes = 0;
  for (const it of wanted) {
    bytes += it.data.byteLength;
    if (bytes <= limits.files) attached.push(it);
    else left.push(it.name);
  }
  return { attached, left };
}

const fieldBlocks = (fields: NonNullable<RenderedReply['fields']>): Block[] =>
  fields.flatMap(({ name, value }) => [
    { type: 'line', children: [{ type: 'bold', children: [{ type: 'text', text: name }] }] } satisfies Block,
    ...parseMarkdown(value),
  ]);

function wholeText({ text, fields = [] }: RenderedReply): Uint8Array {
  const parts = [plainText(text), ...fields.map((it) => `${it.name}\n${plainText(it.value)}`)];
  return new TextEncoder().encode(parts.join('\n\n'));
}

/** Choices offered while an option is typed; a value over the limit cannot be offered. */
export const renderChoices = (choices: readonly Choice[]): APIApplicationCommandOptionChoice<string>[] =>
  choices
    .filter(({ value }) => value !== '' && value.length <= limits.choice)
    .slice(0, limits.choices)
    .map(({ value, label, hint }) => ({
      value,
      name: cut((hint ? `${label} · ${hint}` : label).trim() || value, limits.choice),
    }));
