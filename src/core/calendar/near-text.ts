/** Lower case, without diacritics, words apart by one space: 'São_Paulo' and 'sao  paulo' become the same. */
export function plainText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .trim();
}

/** Something that can be looked for, with and without the spaces between its words. */
export interface Findable {
  readonly text: string;
  readonly tight: string;
}

/** Of plain text. */
export function findable(text: string): Findable {
  return { text, tight: text.replaceAll(' ', '') };
}

/** Whether one letter added, left out, changed or swapped with its neighbour makes the one of the other. */
export function isOneTypoApart(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
