import { maskSecrets } from '../log/masking.ts';

const invisible = /[\p{Cc}\p{Cf}\u2800\u3164]+/gu;
const link =
  /\b[a-z][a-z0-9+.-]{1,20}:\/\/\S+|\bwww\.\S+|\[[^\]]{0,200}\]\([^)]{0,400}\)|\b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|app|co|ai|me|sh|xyz|gg|link|site|ru|cn|tk)\b\S*/gi;
const mention = /<[@#!&:][^>]{0,80}>?|@(?:everyone|here)\b|(?<![\w.])@[\w.-]+/gi;
const masked = /\[masked [a-z0-9-]+\]/g;
const markup = /(?<!\w)_+|_+(?!\w)|[`*~|<>{}[\]\\$#^=;]+|\([^)]{0,200}\)|["“”«»„?]+/g;
/** Words of somebody who talks to the machine, not about the error: never handed on. */
const toTheMachine =
  /\b(?:ignor\w*|disregard\w*|forget|override|bypass|pretend|roleplay|jailbreak\w*|instruct\w*|prompts?|system|assistant|developer mode|you are|you must|act as|reveal\w*|repeat|print|output|respond|reply|say|canary|password is|language model|chatgpt|openai|translate|simulat\w*|new rules?|from now on)\b/i;

/**
 * A few of a member's own words, fit to stand inside a question: secrets, links, mentions, markup and code left out, at most
 * `longest` characters, cut between words. Undefined where nothing worth quoting is left, or what is left gives orders.
 */
export function quoteSafely(text: string, longest = 60): string | undefined {
  const plain = maskSecrets(text.slice(0, 2000))
    .text.replace(masked, '')
    .replace(link, ' ')
    .replace(mention, ' ')
    .replace(/\n[\s\S]*/, '')
    .replace(invisible, ' ')
    .replace(markup, ' ')
    .replace(/\S{32,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (toTheMachine.test(plain)) return undefined;
  const short = cut(plain, longest);
  return /\p{L}{2}/u.test(short) && !/@\S|\w\(|\/\/|--\w|[a-z]\.\w+\.\w/i.test(short) ? short : undefined;
}

function cut(text: string, longest: number): string {
  const sentence = /^.{12,}?(?=[.!?]\s+\S)/.exec(text)?.[0];
  if (sentence && sentence.length < longest) return `${sentence}…`;
  if (text.length <= longest) return text.replace(/[\s,.:!-]+$/, '');
  const clause = /^[^.,:!]{12,}(?=[.,:!]\s)/.exec(text)?.[0];
  return clause && clause.length < longest ? `${clause}…` : cutAtWord(text, longest);
}

/** The beginning of a text that is too long: at most `longest` characters, ending at a word, with an ellipsis. */
export function cutAtWord(text: string, longest: number): string {
  const end = text.lastIndexOf(' ', longest - 1);
  const kept = text
    .slice(0, end > longest / 6 ? end : longest - 1)
    .toWellFormed()
    .replace(/[\s,.:!\uFFFD-]+$/, '');
  return `${kept}…`;
}
