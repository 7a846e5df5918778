import type { Option, Options } from './command.ts';
import type { Choice } from './reply.ts';

/** What is wrong with one option, as facts; `messages` of the dispatcher word it. */
export interface OptionProblem {
  readonly option: string;
  readonly problem:
    | 'missing'
    | 'not-a-number'
    | 'out-of-range'
    | 'not-a-choice'
    | 'not-yes-or-no'
    | 'not-a-mention'
    | 'not-a-text'
    | 'not-a-file'
    | 'too-long'
    | 'unknown';
  readonly declared?: Option;
  readonly given?: string;
}

export type CheckedOptions =
  | { readonly ok: true; readonly input: Record<string, string | number | boolean> }
  | { readonly ok: false; readonly problems: readonly OptionProblem[] };

/** Checks what a platform delivered against the declaration, whatever its types are. */
export function checkOptions(declared: Options, given: Readonly<Record<string, unknown>>): CheckedOptions {
  const input: Record<string, string | number | boolean> = {};
  const problems: OptionProblem[] = [];
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(declared, name)) continue;
    const value = given[name];
    problems.push({ option: name, problem: 'unknown', given: typeof value === 'string' ? shown(value) : '' });
  }
  for (const [name, option] of Object.entries(declared)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (value === undefined || value === null || value === '') {
      if (option.required) problems.push({ option: name, problem: 'missing', declared: option });
      continue;
    }
    const checked = checkOption(option, value);
    if ('problem' in checked) {
      problems.push({
        option: name,
        problem: checked.problem,
        declared: option,
        given: shown(value),
      });
    } else input[name] = checked.value;
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, input };
}

/** What was given, in a few letters. An object may not even be turned into text, and "NaN" says nothing to anybody. */
function shown(value: unknown): string {
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  return isPlain ? String(value).slice(0, 100) : '(not a text)';
}

type Checked = { readonly value: string | number | boolean } | { readonly problem: OptionProblem['problem'] };

const notOf = {
  text: 'not-a-text',
  integer: 'not-a-number',
  choice: 'not-a-choice',
  flag: 'not-yes-or-no',
  channel: 'not-a-mention',
  account: 'not-a-mention',
  picture: 'not-a-file',
} as const;

/** Beside text, in which every option may be given. */
const ownType = {
  integer: 'number',
  choice: 'string',
  flag: 'boolean',
  channel: 'string',
  account: 'string',
  picture: 'string',
} as const;

function checkOption(option: Option, value: unknown): Checked {
  if (typeof value !== 'string' && (option.kind === 'text' || typeof value !== ownType[option.kind]))
    return { problem: notOf[option.kind] };
  const text = String(value);
  switch (option.kind) {
    case 'text':
      if (option.maxLength !== undefined && [...text].length > option.maxLength)
        return { problem: 'too-long' };
      return { value: text };
    case 'integer': {
      const number = /^[+-]?\d{1,15}$/.test(text.trim()) ? Number(text) : Number.NaN;
      if (Number.isNaN(number)) return { problem: 'not-a-number' };
      return number < option.min || number > option.max ? { problem: 'out-of-range' } : { value: number };
    }
    case 'choice': {
      const choice = findChoice(option.choices, text);
      return choice ? { value: choice.value } : { problem: 'not-a-choice' };
    }
    case 'channel':
    case 'account': {
      const id = mentionId(text);
      return id ? { value: id } : { problem: 'not-a-mention' };
    }
    case 'picture':
      return /^\w{1,40}$/.test(text) ? { value: text } : { problem: 'not-a-file' };
    case 'flag': {
      if (/^(true|yes|y|on|1)$/i.test(text)) return { value: true };
      return /^(false|no|n|off|0)$/i.test(text) ? { value: false } : { problem: 'not-yes-or-no' };
    }
  }
}

const folded = (text: string): string => text.trim().toLowerCase();

function findChoice(choices: readonly Choice[], text: string): Choice | undefined {
  return choices.find((it) => folded(it.value) === folded(text) || folded(it.label) === folded(text));
}

/** `<#C1|general>`, `<@U1>`, `#general` or `@ada` as the id, or the name where names are ids. */
function mentionId(text: string): string | undefined {
  return (
    /^<[#@]!?([A-Za-z0-9]+)(?:\|[^>]*)?>$/.exec(text.trim())?.[1] ??
    /^[#@]?(\S{1,100})$/u.exec(text.trim())?.[1]
  );
}
