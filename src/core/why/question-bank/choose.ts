import type { WhyAsker } from '../ports.ts';
import { checkQuestion } from '../question-check.ts';
import type { PainEntry, WhyChain } from '../types.ts';
import { questionsByKind } from './by-kind.ts';
import type { BankQuestion, Observation } from './question.ts';
import { plainRoots, reasons, roots, turns } from './shared.ts';
import { fill, hasError, slotsOf } from './slots.ts';

/** The bank as an asker: chosen by the kind and the text of the error and by the answers so far. */
export const bankAsker: WhyAsker = { ask: async (entry, chain) => bankQuestion(entry, chain) };

/** The bank's next question. The same entry and chain give the same question; none is asked twice in a chain. */
export function bankQuestion(entry: PainEntry, chain: WhyChain): string {
  const asked = askedIn(chain);
  const slots = slotsOf(entry, chain);
  for (const template of candidates(entry, chain)) {
    const question = fill(template, slots);
    if (question !== undefined && checkQuestion(question, { entry, chain, asked }).ok) return question;
  }
  return plainQuestion(entry, asked.length);
}

/** All that was asked in a chain, answered, skipped, open or gone back over. */
export const askedIn = (chain: WhyChain): readonly string[] => [
  ...chain.dropped,
  ...chain.steps.map(({ question }) => question),
  ...(chain.pending === undefined ? [] : [chain.pending]),
];

/** Two causes that would both fit, and what would tell them apart: said instead of an answer when one is asked for. */
export function decidingObservation(chain: WhyChain): Observation {
  const all = questionsByKind[chain.kind].observations;
  return all[(hash(chain.key) + chain.steps.length) % all.length]!;
}

/** What is proposed as the one thing to check next time, as a phrase. */
export function checkFor(chain: WhyChain): string {
  const all = questionsByKind[chain.kind].checks;
  return all[hash(chain.key) % all.length]!;
}

function* candidates(entry: PainEntry, chain: WhyChain): Generator<string> {
  const error = `${chain.headline}\n${entry.errorText ?? ''}\n${entry.text}`;
  const answers = chain.steps.flatMap(({ answer }) => answer ?? []);
  const last = chain.steps.at(-1)?.answer ?? '';
  const turn = hash(chain.key) + askedIn(chain).length;
  const { first, deeper } = questionsByKind[chain.kind];
  const said = [...fitting(turns, last), ...fitting(deeper, answers.join('\n'))];
  if (chain.steps.length >= 4) yield* [...rotated(roots, turn), ...plainRoots];
  else if (answers.length >= 3) yield* [...fitting(turns, last), ...rotated(reasons, turn)];
  else if (answers.length === 0) yield* [...fitting(first, error), ...rotated(always(first, entry), turn)];
  yield* said;
  yield* fitting(deeper, `${chain.headline}\n${entry.errorText ? entry.text : ''}`);
  yield* rotated(always(deeper, entry), turn);
  yield* [...fitting(first, error), ...rotated(always(first, entry), turn)];
  if (answers.length > 0) yield* [...reasons, ...roots];
  yield* plainRoots;
  const { first: more, deeper: further } = questionsByKind.unknown;
  yield* [...always(more, entry), ...always(further, entry)];
}

const fitting = (from: readonly BankQuestion[], text: string): string[] =>
  from.flatMap((it) => (typeof it !== 'string' && 'when' in it && it.when.test(text) ? [it.ask] : []));
/** Those that fit anything; about an error only where one was pasted. */
const always = (from: readonly BankQuestion[], entry: PainEntry): string[] =>
  from.flatMap((it) => {
    if (typeof it === 'string') return [it];
    return 'ofError' in it && hasError(entry) ? [it.ofError] : [];
  });

function rotated<T>(all: readonly T[], by: number): T[] {
  const start = all.length === 0 ? 0 : by % all.length;
  return [...all.slice(start), ...all.slice(0, start)];
}

/** For a chain in which everything else was asked. */
const plainQuestion = (entry: PainEntry, count: number): string =>
  `Of the things that could be behind this ${hasError(entry) ? 'error' : 'problem'}, which one can you rule out by looking, and how (step ${count + 1})?`;

/** A number of a text (FNV-1a), to begin elsewhere for another error. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  return value;
}
