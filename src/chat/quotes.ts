/** Quotes may be straight or curly, as phones type them. */
export const opening = '"“„«‟';
export const closing = '"”“»‟';

/** The text without the quotes around all of it; quotes of its own leave it as it is. */
export function unquoted(text: string): string {
  const last = text.at(-1) ?? '';
  const wrapped = text.length > 1 && opening.includes(text[0] as string) && closing.includes(last);
  const inside = text.slice(1, -1);
  return wrapped && ![...inside].some((letter) => closing.includes(letter) || opening.includes(letter))
    ? inside
    : text;
}
