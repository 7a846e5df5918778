/** Text as Slack wants it in `mrkdwn` and `plain_text` alike: three characters stand for themselves only when escaped. */
export const escapeText = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const entities: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };
const decode = (text: string): string =>
  text.replace(/&(?:amp|lt|gt);/g, (found) => entities[found] ?? found);

/**
 * What somebody typed, out of a text of Slack's: `<@U1|ada>` is "@ada", `<#C1|general>` "#general", `<https://x|x>` its
 * address, and entities are characters again.
 */
export function typedText(text: string): string {
  return decode(text.replace(/<([^<>]*)>/g, (_all, inside: string) => readToken(inside)));
}

function readToken(inside: string): string {
  const [target = '', label] = inside.split('|', 2);
  if (target.startsWith('@')) return `@${label || target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!subteam^')) return label || '@group';
  if (target.startsWith('!date^')) return label ?? '';
  if (target.startsWith('!')) return `@${target.slice(1)}`;
  if (target.startsWith('mailto:')) return target.slice('mailto:'.length);
  return target;
}

/** A channel's or an account's token (`<#C1|general>`, `<@U1|ada>`), whole and alone; else undefined. */
export const mentionToken = (text: string): string | undefined =>
  /^<[#@][A-Z0-9]+(?:\|[^<>]*)?>$/.test(text.trim()) ? text.trim() : undefined;
