/** Text as Slack wants it in `mrkdwn` and `plain_text` alike: three characters stand for themselves only when escaped. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (found) => entities[found] ?? found);

/** How an account (`@U1`) or a channel (`#C1`) is called; undefined where that is not known. */
export type NameOfMention = (mention: string) => string | undefined;

/** The accounts and channels that a text of Slack's mentions by their ids alone. */
export const unnamedMentions = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/<([@#][A-Z0-9]+)\|?>/g)].map((found) => found[1] as string)),
];

/**
 * What somebody typed, out of a text of Slack's: `<@U1|ada>` is "@ada", `<#C1|general>` "#general", `<https://x|x>` its
 * address, and entities are characters again. A mention whose name is not known is read without it: an id says nothing.
 */
export function typedText(text: string, nameOf: NameOfMention = () => undefined): string {
  return text
    .split(/(<[^<>]*>)/)
    .map((part, index) => (index % 2 === 1 ? readToken(part.slice(1, -1), nameOf) : decode(part)))
    .join('');
}

function readToken(inside: string, nameOf: NameOfMention): string {
  const [, target = '', said] = /^([^|]*)(?:\|([\s\S]*))?$/.exec(inside) ?? [];
  const label = said === undefined ? undefined : decode(said);
  if (target.startsWith('@')) return `@${label || nameOf(target) || 'somebody'}`;
  if (target.startsWith('#')) {
    const name = label || nameOf(target);
    return name ? `#${name}` : 'a channel';
  }
  if (target.startsWith('!subteam^')) return label || '@group';
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  if (target.startsWith('mailto:')) return decode(target.slice('mailto:'.length));
  return decode(target);
}

/** A channel's or an account's token (`<#C1|general>`, `<@U1|ada>`), whole and alone; else undefined. */
export const mentionToken = (text: string): string | undefined =>
  /^<[#@][A-Z0-9]+(?:\|[^<>]*)?>$/.test(text.trim()) ? text.trim() : undefined;
