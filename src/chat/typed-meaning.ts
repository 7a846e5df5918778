import { wordsOf } from '../core/log/index.ts';
import { isPastedError } from '../core/why/index.ts';
import { type Command, leafOf } from './command.ts';
import type { Meaning } from './meaning.ts';
import { readOptions } from './typed-options.ts';
import { pairsOf } from './typed-pairs.ts';

/** The command that takes an answer as its text. */
const logging = 'log';
/** Longer than this is no question to a bot, and no small talk. */
const longestQuestion = 120;

/** Reads a message by its words alone; `commands` are those that there are. */
export function meaningOf(text: string, commands: readonly Command[]): Meaning {
  const typed = text.trim();
  return (
    slashCommand(typed, commands) ??
    bareCommand(typed, commands) ??
    askedFor(typed) ??
    (isPastedError(typed) ? { kind: 'error' } : undefined) ??
    (isSkip(typed) ? { kind: 'skip' } : undefined) ??
    (isLittle(typed) ? { kind: 'little' } : undefined) ??
    (isQuestion(typed) ? { kind: 'question' } : undefined) ?? { kind: 'answer', text }
  );
}

/** Typed with its slash, which the platform did not take as a command; on Slack perhaps with the app's own name. */
function slashCommand(typed: string, commands: readonly Command[]): Meaning | undefined {
  const found = /^\/(?:shipmate\s+)?([a-z][a-z-]{0,31})(?![\w/.])/i.exec(typed);
  if (!found) return undefined;
  const rest = typed.slice(found[0].length);
  const name = (found[1] as string).toLowerCase();
  if (name === logging && rest.trim() !== '') return answerOf(rest, commands);
  return { kind: 'command', typed: `${name}${rest}` };
}

/** A command's name with nothing but its options: whatever else follows makes it a sentence, as in "start page is done". */
function bareCommand(typed: string, commands: readonly Command[]): Meaning | undefined {
  const [, name = '', rest = ''] = /^([a-z][a-z-]{0,31})(?:[.!]?$|:?\s+([\s\S]+)$)/i.exec(typed) ?? [];
  const command = commands.find((it) => it.name === name.toLowerCase());
  if (!command) return undefined;
  const isAlone = rest.trim() === '';
  if (command.name === logging && !isAlone && logsBy(typed)) return answerOf(rest, commands);
  const [, sub = '', behind = ''] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  const named = 'subcommands' in command ? leafOf(command, sub.toLowerCase()) : undefined;
  const leaf = named ?? ('leaf' in command ? command.leaf : undefined);
  const isWhole = isAlone || (leaf && pairsOf(named ? behind : rest, leaf.options ?? {}) !== undefined);
  return isWhole ? { kind: 'command', typed: `${command.name} ${rest}`.trim() } : undefined;
}

/** `log: a parser`, `log built a parser`; "log rotation works" is a sentence. */
const logsBy = (typed: string): boolean =>
  /^log:/i.test(typed) ||
  /^log\s+(?:that\s+)?(?:i\s+)?(?:\p{L}+ed|built|made|wrote|did|got|ran|set|put|began|found|fought|learnt|rewrote|shipped)\b/iu.test(
    typed,
  );

function answerOf(rest: string, commands: readonly Command[]): Meaning {
  const command = commands.find((it) => it.name === logging);
  const declared = command && 'leaf' in command ? (command.leaf.options ?? {}) : {};
  const { text = '', ...options } = readOptions(rest.trim(), declared);
  return { kind: 'answer', text, ...(Object.keys(options).length > 0 && { options }) };
}

/** Lower case, plain apostrophes, without what ends a sentence. */
const plain = (typed: string): string =>
  typed
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/[\s.!?…]+$/, '')
    .replace(/^(?:hey|hi|hello|ok|okay|please|shipmate|bot)[,\s]+(?=\S)/, '');

/** What is asked in plain words, and the command that does it. */
const requests: readonly (readonly [RegExp, string])[] = [
  [
    /^(?:please )?(?:stop(?: (?:it|this|that|please|now|asking|messaging|writing|sending|bothering|the prompts|the messages)(?: .{0,30})?)?|unsubscribe|leave me alone|go away|no more (?:prompts|messages|dms))(?: please)?$/,
    'stop',
  ],
  [
    /^(?:help(?: me)?(?: please)?|commands|i need help|what (?:can|do|should) (?:you|i) do(?: here)?|how (?:does|do) (?:this|it|that|you|i)(?: bot)? (?:work|use (?:this|you|it)|start)|(?:who|what) are you|what(?: i|')s this|what is shipmate)$/,
    'help',
  ],
  [
    /^(?:(?:what(?:'s| is)|how (?:long|big|high) is|show(?: me)?|tell me|where(?:'s| is)) )?my (?:current |longest )?streak(?: now| today)?$/,
    'streak',
  ],
  [/^how many days (?:is|are|have i)\b.{0,40}$/, 'streak'],
  [/^(?:did i (?:already )?log|have i logged)(?: anything| something)?(?: today| already)?$/, 'today'],
  [/^what (?:did|have) i (?:log|logged|do|done|build|built)(?: today)?$/, 'today'],
  [
    /^(?:show(?: me)? my (?:log|history|entries)|what (?:did|have) i (?:log|logged|do|done|build|built)\b.{0,30})$/,
    'history',
  ],
  [
    /^(?:who (?:can |will )?(?:sees?|reads?) .{1,40}|is (?:this|it|that) private|what do you (?:store|know|keep).{0,30})$/,
    'privacy',
  ],
  [
    /^(?:when (?:do|will) you (?:ask|write|ping|prompt).{0,30}|(?:how (?:do|can) i |can i )?change (?:my |the )?(?:time ?zone|time|prompt|settings))$/,
    'settings',
  ],
];

function askedFor(typed: string): Meaning | undefined {
  if (typed.length > longestQuestion || typed.includes('\n')) return undefined;
  const words = plain(typed);
  const found = requests.find(([pattern]) => pattern.test(words));
  return found && { kind: 'command', typed: found[1] };
}

const skipping =
  /^(?:(?:nothing|nope|none|no|nada|not (?:much|today|really)|nothing (?:much|really|yet|new)|didn't (?:do|build|make|ship) (?:anything|a thing|much)|skip(?: (?:it|this|today))?|(?:took (?:a|the) )?day off|no time)(?: today| this time)?(?:,? sorry)?)$/;

const isSkip = (typed: string): boolean => typed.length <= longestQuestion && skipping.test(plain(typed));

const courtesy =
  /^(?:(?:many |thank(?:s| you)|thx|ty|tysm|cheers|ta|great|good|nice|cool|perfect|awesome|love(?:ly)?|wow|yay|lol|(?:ha)+h?|ok(?:ay)?|k|sure|yes|yep|yeah|fine|done|got it|will do|sounds good|no worries|you too|so much|a lot|very much|morning|afternoon|evening|night|hi|hello|hey|yo|sup|bye|see you|later|there|again|shipmate|bot|job|one|it|all|for (?:that|this|asking|the reminder)|test(?:ing)?)(?![\p{L}\p{N}'])[\s,.!?]*)+$/u;

/** Thanks and greetings, signs without a word, or one word alone (an address is one). */
function isLittle(typed: string): boolean {
  const bare = typed
    .replace(
      /:[a-z0-9_+-]{1,40}:|<a?:\w{1,40}:\d{1,24}>|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f/giu,
      ' ',
    )
    .trim();
  if (!/[\p{L}\p{N}]/u.test(bare)) return true;
  if (typed.length <= longestQuestion && courtesy.test(plain(bare))) return true;
  return /^\S+$/.test(bare) && (/^https?:\/\//i.test(bare) || wordsOf(bare).length < 2);
}

const asking =
  /^(?:(?:who|what|when|where|which|why|how|can|could|do|does|did|is|are|am|will|would|should|have|has)\b|(?:what|who|how|when|where)'s\b)/;

/** One short sentence that asks. */
function isQuestion(typed: string): boolean {
  return (
    typed.length <= longestQuestion &&
    !typed.includes('\n') &&
    typed.endsWith('?') &&
    asking.test(plain(typed)) &&
    !/[.!?]\s+\S/.test(typed)
  );
}
