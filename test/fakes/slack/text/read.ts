import { at, isObject, type Json, objectsIn, text } from '../json.ts';
import { mergeReadings, nothing, type Reading, readMrkdwn, readPlainText } from './mrkdwn.ts';

/** What is read of a message: its blocks, or its text where it has none. */
export interface Readable {
  text?: string;
  blocks: Json[];
  attachments?: Json[];
  linkNames?: boolean;
  parse?: string;
  mrkdwn?: boolean;
}

/** What a member sees of a message's body: without the labels of buttons and menus. */
export function readMessage(message: Readable): Reading {
  const attached = objectsIn(message.attachments).map(readAttachment);
  const body = message.blocks.length > 0 ? readBlocks(message.blocks) : readBody(message);
  return mergeReadings([body, ...attached]);
}

/** Everything in a message that Slack looks for mentions in: the text of the notification too. */
export function readEverywhere(message: Readable): Reading {
  const attached = objectsIn(message.attachments).map(readAttachment);
  return mergeReadings([readBody(message), readBlocks(message.blocks), ...attached]);
}

export const readBlocks = (blocks: Json[]): Reading => mergeReadings(blocks.map(readBlock));

/** What is read of a text object, `plain_text` or `mrkdwn`. */
export function readTextObject(object: unknown): Reading {
  if (!isObject(object)) return nothing();
  if (object.type === 'plain_text') return readPlainText(text(object.text), object.emoji !== false);
  return readMrkdwn(text(object.text), { autoLink: object.verbatim !== true });
}

const readBody = (message: Readable): Reading =>
  readMrkdwn(message.text ?? '', {
    autoLink: message.parse !== 'none',
    linkNames: message.linkNames === true || message.parse === 'full',
    formats: message.mrkdwn !== false,
  });

function readBlock(block: Json): Reading {
  switch (block.type) {
    case 'section':
      return mergeReadings([readTextObject(block.text), ...objectsIn(block.fields).map(readTextObject)]);
    case 'header':
    case 'alert':
      return readTextObject(block.text);
    case 'context':
      return mergeReadings(
        objectsIn(block.elements).map((each) =>
          each.type === 'image' ? nothing(text(each.alt_text)) : readTextObject(each),
        ),
      );
    case 'image':
      return mergeReadings([readTextObject(block.title), nothing(text(block.alt_text))]);
    case 'input':
      return mergeReadings([readTextObject(block.label), readTextObject(block.hint)]);
    case 'markdown':
      return readMrkdwn(text(block.text));
    case 'rich_text':
      return mergeReadings(objectsIn(block.elements).map(readRichText));
    default:
      return nothing();
  }
}

function readRichText(element: Json): Reading {
  const parts = objectsIn(element.elements);
  if (parts.some((part) => Array.isArray(part.elements))) return mergeReadings(parts.map(readRichText));
  const reading = mergeReadings(parts.map(readRichPart), '');
  const kind =
    element.type === 'rich_text_preformatted' ? 'pre' : element.type === 'rich_text_quote' ? 'quote' : '';
  return kind ? { ...reading, formats: [...reading.formats, { kind, text: reading.text }] } : reading;
}

function readRichPart(part: Json): Reading {
  const styles = isObject(part.style)
    ? Object.keys(part.style).filter((key) => at(part.style, key) === true)
    : [];
  const shown = text(part.text);
  const formats = styles.map((kind) => ({ kind, text: shown }));
  switch (part.type) {
    case 'link':
      return { ...nothing(shown || text(part.url)), links: [text(part.url)], formats };
    case 'user':
      return { ...nothing(`@${text(part.user_id)}`), pings: [{ kind: 'user', id: text(part.user_id) }] };
    case 'channel':
      return { ...nothing(`#${text(part.channel_id)}`), formats };
    case 'usergroup':
      return { ...nothing('@group'), pings: [{ kind: 'subteam', id: text(part.usergroup_id) }] };
    case 'broadcast':
      return { ...nothing(`@${text(part.range)}`), pings: [{ kind: part.range as 'here' }] };
    case 'emoji':
      return { ...nothing(`:${text(part.name)}:`), emoji: [`:${text(part.name)}:`] };
    default:
      return { ...nothing(shown), formats };
  }
}

const readAttachment = (attachment: Json): Reading =>
  mergeReadings([
    readBlocks(objectsIn(attachment.blocks)),
    ...['pretext', 'title', 'text'].map((key) => readMrkdwn(text(attachment[key]))),
  ]);
