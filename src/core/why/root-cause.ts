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
export const soundsLikeRoot = (answer: string): boolean => root.test(answer);

const says = 12;
const hollow =
  /^(?:yes|no|nope|yep|yeah|maybe|idk|ok(?:ay)?|none|nothing|same|(?:i )?(?:do(?:n'?t| not) know|have no idea|am not sure)|no idea|not sure|\W*)\b[.! ]{0,4}$/i;
const lead =
  /^(?:(?:because|so|well|ok(?:ay)?|hm+|i (?:think|guess)(?: that)?|it (?:seems|turns out)(?: that)?|turns out(?: that)?|apparently|probably|yes|no|oh|ah|aha)[ ,:]+)+/i;
const longest = 240;

/**
 * One sentence of root cause in the member's own words: the deepest answer that says something, a root before a mere
 * finding. Undefined when nothing was answered that could stand as one.
 */
export function rootCauseFrom(steps: readonly WhyStep[]): string | undefined {
  const answers = steps
    .flatMap(({ answer }) => answer ?? [])
    .filter((it) => it.length >= says && !hollow.test(it));
  const chosen = answers.findLast(soundsLikeRoot) ?? answers.at(-1);
  return chosen === undefined ? undefined : sentence(chosen);
}

function sentence(answer: string): string {
  const plain = answer.replace(/\s+/g, ' ').trim();
  const parts = plain.match(/[^.!?]+(?:[.!?](?=\S)[^.!?]*)*[.!?]*/g) ?? [plain];
  const said = parts.map((part) => part.trim()).filter((part) => part.length >= says);
  const best = said.find(soundsLikeRoot) ?? said[0] ?? plain;
  const bare = best.replace(lead, '').replace(/[\s.!?,;:]+$/, '');
  const short = bare.length <= longest ? bare : `${bare.slice(0, bare.lastIndexOf(' ', longest))} …`;
  return `${short.charAt(0).toUpperCase()}${short.slice(1)}.`;
}
