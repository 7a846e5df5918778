import type { Asked, SampleError } from './types.ts';

/** What a question is judged by. Written apart from the gate in src, so that a fault there is not repeated here. */
export const measures = {
  'is one question in plain text': 0.98,
  'is about this error': 0.9,
  'gives no answer': 0.98,
  'was not asked before': 0.97,
  'narrows the cause': 0.9,
} as const;
export type Measure = keyof typeof measures;

export interface Row {
  /** The share of questions that hold. */
  readonly value: number;
  readonly bar: number;
  readonly ok: boolean;
}

export type Scores = Readonly<Record<Measure, Row>>;

export function score(asked: readonly Asked[]): Scores {
  const held: Record<Measure, number> = {
    'is one question in plain text': 0,
    'is about this error': 0,
    'gives no answer': 0,
    'was not asked before': 0,
    'narrows the cause': 0,
  };
  let total = 0;
  for (const { error, questions } of asked)
    for (const [index, question] of questions.entries()) {
      total++;
      const earlier = questions.slice(0, index);
      const answered = error.answers.slice(0, index);
      if (isOneQuestion(question)) held['is one question in plain text']++;
      if (isAbout(question, error, answered)) held['is about this error']++;
      if (givesNothing(question, error)) held['gives no answer']++;
      if (!earlier.some((it) => likeness(it, question) > 0.7)) held['was not asked before']++;
      if (narrows(question, error, answered, earlier)) held['narrows the cause']++;
    }
  const row = (measure: Measure): Row => {
    const value = total === 0 ? 0 : held[measure] / total;
    return { value, bar: measures[measure], ok: value >= measures[measure] };
  };
  return Object.fromEntries((Object.keys(measures) as Measure[]).map((it) => [it, row(it)])) as Record<
    Measure,
    Row
  >;
}

export const passes = (scores: Scores): boolean => Object.values(scores).every(({ ok }) => ok);

const sentences = (text: string): string[] => text.match(/[^.?!]+[.?!]+/g) ?? [];

function isOneQuestion(text: string): boolean {
  const plain = !/[`{};\n<>]|https?:|www\.|@\w|=>|\w\(\)|\bconst |console\.|^\s*$/.test(text);
  const marks = text.split('?').length - 1;
  return (
    plain && text.length <= 200 && marks === 1 && text.trimEnd().endsWith('?') && sentences(text).length <= 2
  );
}

function isAbout(text: string, error: SampleError, answered: readonly string[]): boolean {
  const known = new Set(stems(`${error.text} ${error.errorText} ${error.topic} ${answered.join(' ')}`));
  return stems(text).some((word) => known.has(word));
}

const advice =
  /\b(?:you should|you need to|you must|try (?:to |adding|using|setting|running)|have you tried|did you (?:try|forget)|why don'?t you|make sure|the (?:fix|solution|answer|problem) is|because you|instead of|just (?:add|use|run|set|start|restart|install)|shouldn'?t you)\b|^(?:add|use|run|set|start|restart|install|change|remove|check that)\b/i;
const givesNothing = (text: string, error: SampleError): boolean =>
  !advice.test(text.replace(/“[^”]*”/g, '')) && !error.givesAway.test(text.replace(/“[^”]*”/g, ''));

/** Asks for a fact that tells causes apart, says something that no question before it said, and is no bare why. */
function narrows(
  text: string,
  error: SampleError,
  answered: readonly string[],
  earlier: readonly string[],
): boolean {
  const words = text.toLowerCase().match(/[\p{L}']+/gu) ?? [];
  const asksForFact =
    /\b(?:which|what|where|when|who|whose|how|does|do|is|are|was|were|did|has|have|can)\b/i.test(text);
  const bareWhy = /^(?:but |and |so )?why\b/i.test(text.trim()) && !/“[^”]+”/.test(text) && words.length < 8;
  const said = new Set(earlier.flatMap(stems));
  const fresh = stems(text).filter((word) => !said.has(word)).length;
  return (
    text.includes('?') &&
    words.length >= 6 &&
    (asksForFact || /“[^”]+”/.test(text)) &&
    !bareWhy &&
    fresh >= 1 &&
    isAbout(text, error, answered)
  );
}

function likeness(a: string, b: string): number {
  const [x, y] = [new Set(stems(a)), new Set(stems(b))];
  const common = [...x].filter((word) => y.has(word)).length;
  return (2 * common) / (x.size + y.size || 1);
}

const common = new Set(
  'what which where when why who whose how does did that this these those with from have has had been were was are the and for you your would could should about into than then there their they them some any all one two its not can will just like more most other same very know want tell makes make'.split(
    ' ',
  ),
);
const stems = (text: string): string[] =>
  (text.toLowerCase().match(/\p{L}{3,}/gu) ?? [])
    .filter((word) => !common.has(word))
    .map((word) => word.replace(/(?:ing|ed|es|s|e)$/, ''));
