const ofTheMachine =
  /\b(?:system prompt|my (?:instructions|prompt|rules)|as an ai|language model|i(?:'m| am) (?:an? )?(?:ai|assistant|bot|model)|openai|chatgpt|gpt-?\d|jailbr\w+|developer mode|(?:ignore|disregard|forget|override|bypass) (?:all|any|the|your|these|every|previous|prior|above|my|its)\b)/i;

/** Whether a question speaks of the machinery, or carries a secret: whole, spaced out, or six words of it in a row. */
export function leaks(question: string, secrets: readonly string[]): boolean {
  if (ofTheMachine.test(question)) return true;
  const letters = lettersOf(question);
  const words = wordsOf(question);
  return secrets.some((secret) => {
    const bare = lettersOf(secret);
    if (bare.length >= 4 && bare.length <= 80 && (letters.includes(bare) || letters.includes(reversed(bare))))
      return true;
    const said = ` ${wordsOf(secret).join(' ')} `;
    return words.some(
      (_, at) => at + 6 <= words.length && said.includes(` ${words.slice(at, at + 6).join(' ')} `),
    );
  });
}

const lettersOf = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];
const reversed = (text: string): string => [...text].reverse().join('');
