import { codeBlock, joined, type Markdown, md, quote } from '../chat/markdown.ts';
import type { Button, Choice, Select } from '../chat/reply.ts';
import type { Entry, Pain, PainPart, PainState } from '../core/log/index.ts';
import { listText } from './words.ts';

export const stateWords: Readonly<Record<PainState, string>> = {
  open: 'still stuck',
  understood: 'understood',
  fixed: 'fixed',
};

export const partWords: Readonly<Record<PainPart, string>> = {
  error: 'the error',
  cause: 'the cause',
  fix: 'the fix',
};

/** What is known of a pain point beside its text: how it stands, the error as it was pasted, cause and fix. */
export function painText({ error, cause, fix, state }: Pain): Markdown {
  return joined([
    md`_${stateWords[state]}_`,
    error !== undefined && codeBlock(error),
    cause !== undefined && labelled('Cause', cause),
    fix !== undefined && labelled('Fix', fix),
  ]);
}

/** A longer one is a quote, which gives way where an answer is too long for a platform. */
const oneLine = 160;

const labelled = (label: string, text: string): Markdown =>
  text.includes('\n') || text.length > oneLine
    ? joined([md`**${label}**`, quote(text)])
    : md`**${label}:** ${text}`;

/** What can be done about a pain point: ask why, and write down what is known of it. */
export const painButtons = ({ id }: Pick<Entry, 'id'>): Button[] => [
  { label: 'Ask me why', style: 'primary', action: { name: 'why.begin', args: [id] } },
  { label: 'Error, cause, fix', action: { name: 'stuck.edit', args: [id], inPlace: true } },
];

const stateChoices: readonly Choice[] = [
  { value: 'open', label: 'Still stuck' },
  { value: 'understood', label: 'I get it now' },
  { value: 'fixed', label: "It's fixed" },
];

/** How it stands, to be changed to something else. */
export function painMenu({ id, pain }: Pick<Entry, 'id' | 'pain'>): Select {
  const state = pain?.state ?? 'open';
  return {
    placeholder: `Now: ${stateWords[state]}. Change it…`,
    action: { name: 'stuck.state', args: [id], inPlace: true },
    choices: stateChoices.filter((it) => it.value !== state),
  };
}

/** Says which parts lost their middle. */
export const shortenedText = (parts: readonly PainPart[]): Markdown | undefined =>
  parts.length === 0
    ? undefined
    : md`_${capitalised(listText(parts.map((it) => partWords[it])))} ${parts.length === 1 ? 'was' : 'were'} longer than 3,000 characters, so I left out the middle._`;

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
