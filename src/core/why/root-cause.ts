import { cutAtWord } from './quote.ts';
import { saysSomething, withoutLead } from './says-something.ts';
import type { WhyStep } from './types.ts';

const wanted: readonly RegExp[] = [
  /\b(?:just|please|can you|could you|pls) (?:tell|give|show|send|write|fix|solve|do)\b/i,
  /\b(?:give|tell|show|send) me (?:the |a |some |an )?(?:fix|solution|answer|code|cause|command|snippet|example|patch)/i,
  /\b(?:write|fix|solve|debug) (?:it|this|the code|the fix|code|a fix)(?: for me)?\b.{0,20}$/i,
  /\bwhat(?:'s| is) the (?:fix|solution|answer|right code)\b/i,
  /\bhow (?:do|can|should) i (?:fix|solve|repair) (?:it|this|that)\b/i,
  /\b(?:i (?:just )?(?:want|need) (?:the|an|a) (?:fix|answer|solution|code))\b/i,
  /\bstop asking\b|\bno more questions\b/i,
];

/** Whether somebody asks for the answer or for code instead of answering. */
export const wantsAnswer = (text: string): boolean =>
  text.length <= 300 && wanted.some((pattern) => pattern.test(text));

const root =
  /\b(?:i (?:forgot|assumed|thought|expected|believed|never|did(?:n'?t| not) (?:know|realize|realise|check|read|test|notice))|nobody|no one|root cause|in the end it was|turned out|the real (?:reason|cause|problem)|because (?:i|we|nobody|there is no|there was no)|we (?:never|forgot|assumed|have no)|there (?:is|was) no (?:check|test|rule|reminder|documentation))\b/i;

/** Whether an answer reaches a habit, an assumption or a gap: further down there is seldom anything to find. */
export const soundsLikeRoot = (answer: string): boolean => root.test(answer) && saysSomething(answer);

const longest = 240;

/**
 * One sentence of root cause in the member's own words, from the deepest answer that says something. Undefined when nothing
 * was answered that could stand as one.
 */
export function rootCauseFrom(steps: readonly WhyStep[]): string | undefined {
  const chosen = steps.flatMap(({ answer }) => answer ?? []).findLast(saysSomething);
  return chosen === undefined ? undefined : sentence(chosen);
}

function sentence(answer: string): string {
  const plain = answer.replace(/\s+/g, ' ').trim();
  const parts = plain.match(/[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]*/g) ?? [plain];
  const said = parts.map((part) => part.trim()).filter(saysSomething);
  const best = said.find(soundsLikeRoot) ?? said[0] ?? plain;
  const bare = withoutLead(best).replace(/[\s.!?,;:]+$/, '');
  const whole = `${bare.charAt(0).toUpperCase()}${bare.slice(1)}`;
  return whole.length <= longest ? `${whole}.` : cutAtWord(whole, longest);
}
