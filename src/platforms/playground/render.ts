import { createHash } from 'node:crypto';
import { fitBlocks } from '../../chat/fit-blocks.ts';
import {
  type Block,
  literal,
  type Markdown,
  markdownOf,
  parseMarkdown,
  plainText,
} from '../../chat/markdown.ts';
import type { Outcome, RenderedForm, RenderedReply } from '../../chat/rendered.ts';
import type { Choice, FormField, ReplyFile } from '../../chat/reply.ts';
import { dmOwner, limits } from './limits.ts';
import type { MessageContent, PlaygroundFile, PlaygroundMessage, StoredButton } from './ports.ts';

/** A reply as it is kept, and the files that have to be kept with it. Nothing is lost: a text over the limit goes along as a file. */
export function renderReply(reply: RenderedReply): {
  readonly content: MessageContent;
  readonly files: readonly PlaygroundFile[];
} {
  const files: PlaygroundFile[] = [];
  const keep = (file: ReplyFile): string => {
    const id = createHash('sha256')
      .update(file.name)
      .update('\0')
      .update(file.bytes)
      .digest('hex')
      .slice(0, 40);
    files.push({ id, name: file.name, contentType: file.contentType, bytes: file.bytes });
    return id;
  };
  const { text, rest } = cutText(reply.text);
  const attached = reply.file ?? rest;
  const file = attached && attached.bytes.byteLength <= limits.file ? attached : undefined;
  const buttons = buttonRows(reply.buttons);
  const content: MessageContent = {
    code: reply.code,
    ...(reply.namesOthers && { namesOthers: true }),
    text: attached && !file ? `${text}\n_${attached.name} is too big to attach here._` : text,
    ...(reply.fields &&
      reply.fields.length > 0 && {
        fields: reply.fields.slice(0, limits.fields).map(({ name, value }) => ({
          name,
          value: cut(value.source, limits.field),
        })),
      }),
    ...(reply.picture && {
      picture: {
        file: keep({
          name: reply.picture.fileName,
          contentType: 'image/png',
          bytes: reply.picture.png,
        }),
        alt: reply.picture.alt,
        width: reply.picture.width,
        height: reply.picture.height,
      },
    }),
    ...(file && {
      file: {
        file: keep(file),
        name: file.name,
        contentType: file.contentType,
        size: file.bytes.byteLength,
      },
    }),
    ...(buttons.length > 0 && { buttons }),
    ...(reply.select && {
      select: {
        placeholder: reply.select.placeholder,
        action: reply.select.id,
        choices: reply.select.choices.slice(0, limits.choices),
      },
    }),
  };
  return { content, files };
}

function buttonRows(rows: RenderedReply['buttons']): StoredButton[][] {
  const all = (rows ?? []).flatMap((row) => chunks(row, limits.buttonsInRow));
  return all.slice(0, limits.rows).map((row) =>
    row.map(({ label, id, style, opensForm }) => ({
      label: cut(label, limits.label),
      action: id,
      style,
      opensForm,
    })),
  );
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}

function cutText(text: Markdown): { readonly text: string; readonly rest?: ReplyFile } {
  if (text.source.length <= limits.text) return { text: text.source };
  const bytes = new TextEncoder().encode(plainText(text));
  const sizeOf = (block: Block) => markdownOf([block]).source.length;
  const { blocks } = fitBlocks(parseMarkdown(text), limits.text, sizeOf);
  return {
    text: `${cut(markdownOf(blocks).source, limits.text)}\n_The whole text is in the file below._`,
    rest: { name: 'whole-text.txt', contentType: 'text/plain; charset=utf-8', bytes },
  };
}

/** Ends with an ellipsis where something was left out; never inside a character or behind a lone backslash. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text
    .slice(0, limit - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .replace(/\\+$/, '')}…`;
}

/** A member's own words, to the letter. */
export function renderWords(text: string): MessageContent {
  return { code: 'said', text: literal(text).source };
}

/** A reply as the page and the HTTP interface get it. */
export interface ReplyJson {
  readonly code: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  readonly visibility: 'private' | 'public';
  readonly fields?: readonly {
    readonly name: string;
    readonly text: string;
    readonly blocks: readonly Block[];
  }[];
  readonly picture?: {
    readonly url: string;
    readonly alt: string;
    readonly width: number;
    readonly height: number;
  };
  readonly file?: {
    readonly name: string;
    readonly url: string;
    readonly contentType: string;
    readonly size: number;
  };
  readonly buttons?: readonly (readonly StoredButton[])[];
  readonly select?: {
    readonly placeholder: string;
    readonly action: string;
    readonly choices: readonly Choice[];
  };
  readonly form?: FormJson;
  readonly errors?: Readonly<Record<string, string>>;
}

interface FormJson {
  readonly action: string;
  readonly title: string;
  readonly submitLabel: string;
  readonly fields: readonly FormField[];
}

/** A stored message: a reply with what surrounds it. */
export interface MessageJson extends ReplyJson {
  readonly id: string;
  /** `dm`, or the channel's name. */
  readonly channel: string;
  /** Whose DM it is. */
  readonly dmOf?: string;
  readonly author: string;
  readonly authorId: string;
  readonly bot: boolean;
  readonly at: string;
  readonly editedAt?: string;
  readonly visibleTo?: string;
  readonly answers?: { readonly member: string; readonly command: string };
  /** The message of the same DM that it replies to, by its id. */
  readonly repliesTo?: string;
  readonly seq: number;
}

const botName = 'Shipmate';
const fileUrl = (id: string): string => `/playground/api/files/${id}`;

/** `nameOf` gives a member's name by id. */
export function messageJson(message: PlaygroundMessage, nameOf: (id: string) => string): MessageJson {
  const owner = dmOwner(message.channel);
  return {
    id: message.id,
    channel: owner ? 'dm' : message.channel,
    ...(owner && { dmOf: nameOf(owner) }),
    author: message.author ? nameOf(message.author) : botName,
    authorId: message.author ?? 'shipmate',
    bot: !message.author,
    at: new Date(message.at).toISOString(),
    ...(message.editedAt !== undefined && { editedAt: new Date(message.editedAt).toISOString() }),
    ...(message.visibleTo && { visibleTo: nameOf(message.visibleTo) }),
    ...(message.answers && {
      answers: { member: nameOf(message.answers.member), command: message.answers.command },
    }),
    ...(message.repliesTo !== undefined && { repliesTo: message.repliesTo }),
    seq: message.seq,
    ...contentJson(message.content, message.visibleTo || owner ? 'private' : 'public'),
  };
}

export function contentJson(content: MessageContent, visibility: 'private' | 'public'): ReplyJson {
  const text = { source: content.text };
  return {
    code: content.code,
    text: plainText(text),
    blocks: parseMarkdown(text),
    visibility,
    ...(content.fields && {
      fields: content.fields.map(({ name, value }) => ({
        name,
        text: plainText({ source: value }),
        blocks: parseMarkdown({ source: value }),
      })),
    }),
    ...(content.picture && {
      picture: {
        url: fileUrl(content.picture.file),
        alt: content.picture.alt,
        width: content.picture.width,
        height: content.picture.height,
      },
    }),
    ...(content.file && {
      file: {
        name: content.file.name,
        url: fileUrl(content.file.file),
        contentType: content.file.contentType,
        size: content.file.size,
      },
    }),
    ...(content.buttons && { buttons: content.buttons }),
    ...(content.select && { select: content.select }),
  };
}

/** What no message is made of: a form to open, or what is wrong with one. */
export function renderUnposted(outcome: Extract<Outcome, { type: 'form' | 'form-errors' }>): ReplyJson {
  if (outcome.type === 'form') {
    const text = literal(outcome.form.title);
    return {
      code: 'form',
      text: plainText(text),
      blocks: parseMarkdown(text),
      visibility: 'private',
      form: formJson(outcome.form),
    };
  }
  const text = literal(Object.values(outcome.errors).join('\n'));
  return {
    code: outcome.code,
    text: plainText(text),
    blocks: parseMarkdown(text),
    visibility: 'private',
    errors: outcome.errors,
  };
}

const formJson = ({ id, title, submitLabel = 'Send', fields }: RenderedForm): FormJson => ({
  action: id,
  title,
  submitLabel,
  fields,
});
