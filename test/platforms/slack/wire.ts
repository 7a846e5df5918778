import type { Json } from '../../fakes/slack/json.ts';
import type { Reading } from '../../fakes/slack/text/mrkdwn.ts';
import { type Readable, readBlocks, readEverywhere, readMessage } from '../../fakes/slack/text/read.ts';

/** What a message does that a person's text must not do, as Slack reads it; [] when all is well. */
export function mischief(typed: string, message: Readable): string[] {
  const alone = { ...message, blocks: [] };
  return [
    ...differs('the message', typed, readMessage(message).text),
    ...differs('the notification', typed, readMessage(alone).text),
    ...made('the message', readMessage(message)),
    // Emoji codes of a notification cannot be written otherwise; in the message itself they stay what was typed.
    ...made('the notification', { ...readMessage(alone), emoji: [] }),
    ...readEverywhere(message).pings.map(({ kind }) => `somewhere it mentions: ${kind}`),
  ];
}

/** The same of blocks that are shown where there is no notification: a modal, the Home tab. */
export function mischiefOfBlocks(typed: string, blocks: Json[]): string[] {
  const reading = readBlocks(blocks);
  return [...differs('it', typed, reading.text), ...made('it', reading)];
}

const differs = (where: string, typed: string, read: string): string[] =>
  read === typed ? [] : [`${where} says ${JSON.stringify(read)} for ${JSON.stringify(typed)}`];

function made(where: string, { pings, links, formats, emoji }: Reading): string[] {
  return [
    ...pings.map(({ kind }) => `${where} mentions: ${kind}`),
    ...links.map((link) => `${where} links: ${link}`),
    ...formats.map(({ kind, text }) => `${where} formats as ${kind}: ${text}`),
    ...emoji.map((name) => `${where} draws ${name}`),
  ];
}
