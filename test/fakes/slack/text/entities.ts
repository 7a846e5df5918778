/** Slack knows three entities and no others. */
export const decodeEntities = (text: string): string =>
  text.replace(/&(lt|gt|amp);/g, (_, name: string) => (name === 'lt' ? '<' : name === 'gt' ? '>' : '&'));

export const encodeEntities = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** How Slack gives a text back in payloads: what stands unescaped is escaped, what is escaped already stays. */
export const canonicalEntities = (text: string): string => encodeEntities(decodeEntities(text));
