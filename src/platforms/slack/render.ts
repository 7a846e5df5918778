import type { types } from '@slack/bolt';
import { fitBlocks } from '../../chat/fit-blocks.ts';
import {
  joined,
  literal,
  type Markdown,
  md,
  parseMarkdown,
  plainBlock,
  plainBlocks,
  plainText,
} from '../../chat/markdown.ts';
import type { RenderedButton, RenderedReply } from '../../chat/rendered.ts';
import type { Choice, ReplyFile } from '../../chat/reply.ts';
import { escapeText } from './escape.ts';
import { cut, limits } from './limits.ts';
import { richText } from './rich-text.ts';

/** A file to be shared beside a message. */
export interface Upload extends ReplyFile {
  /** What a screen reader says of a picture. */
  readonly alt?: string;
  /** A member's own. */
  readonly isPicture?: true;
}

/** A reply in Slack's form: a message's text and blocks, and what is uploaded with it. */
export interface SlackMessage {
  /** For notifications and screen readers, escaped. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  readonly uploads: readonly Upload[];
}

export const plainObject = (text: string, limit: number): types.PlainTextElement => ({
  type: 'plain_text',
  text: fitted(text, limit),
  emoji: false,
});

/** Escaped and within the limit, which Slack counts after escaping. */
function fitted(text: string, limit: number): string {
  const shown = text.trim() === '' ? '–' : text;
  let length = limit;
  let escaped = escapeText(cut(shown, length));
  while (escaped.length > limit) {
    length -= escaped.length - limit;
    escaped = escapeText(cut(shown, Math.max(1, length)));
  }
  return escaped;
}

/** The text without its blocks, for notifications, and for when Slack does not take the blocks. */
function notification(text: Markdown): string {
  const limit = limits.message.notification;
  const { blocks } = fitBlocks(parseMarkdown(text), limit, (block) => escapeText(plainBlock(block)).length);
  return fitted(plainBlocks(blocks), limit);
}

/** `note` is added at the end (where the picture went, say). Nothing is lost: a text over the limit goes along as a file. */
export function renderReply(reply: RenderedReply, note?: Markdown): SlackMessage {
  const text = joined([reply.text, ...fieldTexts(reply), note]);
  const printed = richText(text, limits.message.characters);
  const whole = printed.whole ? undefined : wholeText(text);
  const own = (reply.pictures ?? []).map(
    ({ alt, ...it }): Upload => ({ ...it, ...(alt && { alt: cut(alt, limits.altText) }), isPicture: true }),
  );
  const uploads = [...own, picture(reply), reply.file, whole].filter((it) => it !== undefined);
  const actions = [...buttonRows(reply.buttons), ...selectRow(reply)];
  const room = limits.message.blocks - actions.length - 1;
  return {
    text: notification(text),
    blocks: [
      ...printed.blocks.slice(0, room),
      ...(whole ? richText(md`_See the rest in whole-text.txt._`, 100).blocks : []),
      ...actions,
    ],
    uploads: uploads.filter((it) => it.bytes.byteLength <= limits.file),
  };
}

const fieldTexts = ({ fields = [] }: RenderedReply): Markdown[] =>
  fields.map(({ name, value }) => md`**${name}**: ${value}`);

/** A private answer of Slack's cannot show a picture; the file that goes instead would outlive it in somebody's DM. */
export const isLeftOut = ({ picture: drawn, namesOthers, visibility }: RenderedReply): boolean =>
  drawn !== undefined && namesOthers === true && visibility === 'private';

function picture(reply: RenderedReply): Upload | undefined {
  const drawn = reply.picture;
  if (!drawn || isLeftOut(reply)) return undefined;
  return {
    name: drawn.fileName,
    contentType: 'image/png',
    bytes: drawn.png,
    alt: cut(drawn.alt, limits.altText),
  };
}

const wholeText = (text: Markdown): Upload => ({
  name: 'whole-text.txt',
  contentType: 'text/plain; charset=utf-8',
  bytes: new TextEncoder().encode(plainText(text)),
});

/** The id of a press stands in the button's value: Slack wants an action_id to be unique in its block. */
export function buttonElement({ label, id, style }: RenderedButton, index: number): types.Button {
  return {
    type: 'button',
    action_id: `press:${index}`,
    value: id,
    text: plainObject(label, limits.button),
    ...(style !== 'secondary' && { style }),
  };
}

export function buttonRows(rows: RenderedReply['buttons']): types.ActionsBlock[] {
  return (rows ?? [])
    .flatMap((row) => chunks(row, limits.message.buttonsInRow))
    .slice(0, 10)
    .map((row) => ({ type: 'actions', elements: row.map(buttonElement) }));
}

function selectRow({ select }: RenderedReply): types.ActionsBlock[] {
  const options = select ? optionsOf(select.choices) : [];
  if (!select || options.length === 0) return [];
  return [
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: `select:${select.id}`,
          placeholder: plainObject(select.placeholder, limits.placeholder),
          options,
        },
      ],
    },
  ];
}

/** What Slack can offer of these choices: a value that is too long cannot be chosen, so it is left out. */
export function optionsOf(choices: readonly Choice[]): types.PlainTextOption[] {
  return choices
    .filter(({ value }) => value !== '' && value.length <= limits.choice.value)
    .slice(0, limits.choices)
    .map(optionOf);
}

export const optionOf = ({ value, label, hint }: Choice): types.PlainTextOption => ({
  value,
  text: plainObject(label, limits.choice.label),
  ...(hint && { description: plainObject(hint, limits.choice.hint) }),
});

export function chunks<T>(items: readonly T[], size: number): T[][] {
  const found: T[][] = [];
  for (let at = 0; at < items.length; at += size) found.push(items.slice(at, at + size));
  return found;
}

/** A reply of the adapter's own. */
export const ownReply = (
  code: string,
  text: Markdown | string,
  extra: Partial<RenderedReply> = {},
): RenderedReply => ({
  code,
  visibility: 'private',
  text: typeof text === 'string' ? literal(text) : text,
  ...extra,
});
