import { decodeEntities } from './entities.ts';

export interface Ping {
  kind: 'channel' | 'everyone' | 'here' | 'subteam' | 'user';
  /** The user's or the subteam's id. */
  id?: string;
}

/** What a reader sees of a text, and what Slack made of it on the way. */
export interface Reading {
  text: string;
  pings: Ping[];
  links: string[];
  /** Stretches that Slack shows formatted: bold, italic, strike, code, pre, quote. */
  formats: { kind: string; text: string }[];
  emoji: string[];
}

export interface ReadOptions {
  /** Bare addresses become links (`verbatim: true` and `parse: none` turn it off). */
  autoLink?: boolean;
  /** `@here` and `@name` without brackets mention too (`link_names`, `parse: full`). */
  linkNames?: boolean;
  /** Asterisks and their like format; they do unless said. */
  formats?: boolean;
}

export const nothing = (text = ''): Reading => ({ text, pings: [], links: [], formats: [], emoji: [] });

/** Reads mrkdwn as Slack shows it. */
export function readMrkdwn(source: string, options: ReadOptions = {}): Reading {
  const reading = nothing();
  const shown = source.replace(/<([^<>]*)>/g, (_, inner: string) => readControl(inner, reading));
  if (options.formats ?? true) findFormats(source, reading);
  const outside = source.replace(/<[^<>]*>/g, ' ').replace(/```[\s\S]*?```|`[^`\n]+`/g, ' ');
  if (options.autoLink ?? true) reading.links.push(...bareLinks(decodeEntities(outside)));
  if (options.linkNames) {
    for (const [, name] of outside.matchAll(/@(channel|everyone|here)\b/g)) {
      reading.pings.push({ kind: name as 'channel' });
    }
  }
  reading.emoji.push(...emojiIn(outside));
  reading.text = decodeEntities(shown);
  return reading;
}

/** Reads plain_text: entities are decoded and emoji names become emoji, nothing else happens. */
export function readPlainText(source: string, emoji = true): Reading {
  return { ...nothing(decodeEntities(source)), emoji: emoji ? emojiIn(source) : [] };
}

export function mergeReadings(readings: Reading[], separator = '\n'): Reading {
  return {
    text: readings
      .map((each) => each.text)
      .filter((each) => each !== '')
      .join(separator),
    pings: readings.flatMap((each) => each.pings),
    links: readings.flatMap((each) => each.links),
    formats: readings.flatMap((each) => each.formats),
    emoji: readings.flatMap((each) => each.emoji),
  };
}

/** One `<…>`: a mention, a date, a channel or a link. Gives back what is shown in its place. */
function readControl(inner: string, reading: Reading): string {
  const [target = '', label] = inner.split(/\|(.*)/s);
  if (/^@[UWB]/.test(target)) {
    reading.pings.push({ kind: 'user', id: target.slice(1) });
    return `@${label ?? target.slice(1)}`;
  }
  if (/^!subteam\^/.test(target)) {
    reading.pings.push({ kind: 'subteam', id: target.slice('!subteam^'.length) });
    return label ?? '@group';
  }
  const broadcast = /^!(channel|everyone|here|group)$/.exec(target)?.[1];
  if (broadcast) {
    reading.pings.push({ kind: broadcast === 'group' ? 'channel' : (broadcast as 'here') });
    return `@${broadcast}`;
  }
  if (target.startsWith('!date^')) return label ?? '';
  reading.links.push(decodeEntities(target));
  return label ?? target;
}

const patterns: [string, RegExp][] = [
  ['pre', /```([\s\S]+?)```/g],
  ['code', /`([^`\n]+)`/g],
  ['bold', /(?<![\w*])\*(?!\s)([^*\n]*[^*\s])\*(?![\w*])/g],
  ['italic', /(?<![\w])_(?!\s)([^_\n]*[^_\s])_(?![\w])/g],
  ['strike', /(?<![\w~])~(?!\s)([^~\n]*[^~\s])~(?![\w~])/g],
  ['quote', /^(?:&gt;|>)+ ?(.*)$/gm],
];

function findFormats(source: string, reading: Reading): void {
  let rest = source;
  for (const [kind, pattern] of patterns) {
    for (const [, inner = ''] of rest.matchAll(pattern)) {
      reading.formats.push({ kind, text: decodeEntities(inner) });
    }
    if (kind === 'pre' || kind === 'code') rest = rest.replace(pattern, ' ');
  }
}

const address =
  /\b(?:https?:\/\/[^\s<>|]+|[\w.-]+@[\w-]+\.[a-z]{2,}|(?:[\w-]+\.)+(?:app|com|dev|io|net|org)\b)/gi;
const bareLinks = (text: string): string[] => text.match(address) ?? [];
const emojiIn = (text: string): string[] => text.match(/:[a-z0-9_+'-]+:/g) ?? [];
