import type { QuestionContext } from './context.ts';
import { debuggingWords } from './debugging-words.ts';

/** Whether a question has a word in common with the error, the answers or the trade. */
export function isOnTopic(question: string, { entry, chain }: QuestionContext): boolean {
  const words = stems(question);
  if (words.some((word) => ofTheTrade().has(word))) return true;
  const said = [entry.text, entry.errorText ?? '', ...chain.steps.flatMap(({ answer }) => answer ?? [])];
  const own = new Set(stems(said.join(' ').slice(0, 20_000)));
  return words.some((word) => own.has(word));
}

const common = new Set(
  'what which where when why who whose how does did that this these those with from have has had been were was are the and for you your would could should about into than then there their they them some any all one two it its not can will just like more most other same very here think know want tell'.split(
    ' ',
  ),
);

const stems = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).filter((word) => !common.has(word)).map(stem);

function stem(word: string): string {
  const bare = word.replace(/(?:ing|ed|es|s|e)$/, '');
  return bare.length >= 3 ? bare : word;
}

let trade: ReadonlySet<string> | undefined;
function ofTheTrade(): ReadonlySet<string> {
  trade ??= new Set(debuggingWords.map(stem));
  return trade;
}
