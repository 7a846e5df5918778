import { maskSecrets } from '../log/masking.ts';
import { fingerprint } from './fingerprint.ts';
import { kindOf } from './kinds.ts';
import { checkFor, decidingObservation } from './question-bank/choose.ts';
import type { Observation } from './question-bank/question.ts';
import { rootCauseFrom, soundsLikeRoot, wantsAnswer } from './root-cause.ts';
import type { PainEntry, WhyChain, WhyStep } from './types.ts';

/** The most questions of a chain, skipped ones counted. */
export const mostQuestions = 5;
export const answerLimit = 1000;
export const rootCauseLimit = 300;

export type ChainProblem =
  | 'not-asking'
  | 'no-question'
  | 'question-open'
  | 'nothing-before'
  | 'not-concluding'
  | 'not-closing'
  | 'empty'
  | 'over';

export type Moved =
  | { readonly ok: true; readonly chain: WhyChain }
  | { readonly ok: false; readonly code: ChainProblem };

/** An answer either moves the chain on, or asked for the answer or for code and is told what would decide. */
export type Answered = Moved | { readonly ok: true; readonly chain: WhyChain; readonly instead: Observation };

const moved = (chain: WhyChain): Moved => ({ ok: true, chain });
const refused = (code: ChainProblem): Moved => ({ ok: false, code });

/** A chain about an entry, before its first question. */
export function startChain(entry: PainEntry): WhyChain {
  const error = fingerprint(entry.errorText?.trim() ? entry.errorText : entry.text);
  const kind = error.kind === 'unknown' ? kindOf(entry.text, '') : error.kind;
  const { key, headline } = error;
  return { version: 1, entryId: entry.id, kind, key, headline, state: 'asking', steps: [], dropped: [] };
}

/** Whether the next question is due. */
export const isQuestionDue = (chain: WhyChain): boolean =>
  chain.state === 'asking' && chain.pending === undefined;

/** Puts a question, which `checkQuestion` has let pass. */
export function putQuestion(chain: WhyChain, question: string): Moved {
  if (chain.state !== 'asking') return refused('not-asking');
  if (chain.pending !== undefined) return refused('question-open');
  return moved({ ...chain, pending: question });
}

/** Answers the open question. After the fifth, or when a root seems reached, a root cause is proposed. */
export function answerQuestion(chain: WhyChain, typed: string): Answered {
  if (chain.state !== 'asking') return refused('not-asking');
  if (chain.pending === undefined) return refused('no-question');
  const answer = tidy(typed, answerLimit);
  if (answer === '') return refused('empty');
  if (wantsAnswer(answer)) return { ok: true, chain, instead: decidingObservation(chain) };
  const steps = [...chain.steps, { question: chain.pending, answer }];
  const given = steps.filter((step) => step.answer !== undefined).length;
  return moved(next(chain, steps, given >= 3 && soundsLikeRoot(answer)));
}

/** Leaves the open question unanswered; it counts as one of the five. */
export function skipQuestion(chain: WhyChain): Moved {
  if (chain.state !== 'asking') return refused('not-asking');
  if (chain.pending === undefined) return refused('no-question');
  return moved(next(chain, [...chain.steps, { question: chain.pending }], false));
}

/** Back to the question before, with its answer taken away; from a proposal or an open check, back to the last question. */
export function goBack(chain: WhyChain): Moved {
  if (chain.state === 'done' || chain.state === 'stopped') return refused('over');
  if (chain.state === 'closing') {
    const { rootCause, ...rest } = chain;
    return moved({
      ...rest,
      state: 'concluding',
      ...(rootCause === undefined ? {} : { proposal: rootCause }),
    });
  }
  const last = chain.steps.at(-1);
  if (!last) return refused('nothing-before');
  const { pending, proposal: _, ...rest } = chain;
  const dropped = pending === undefined ? chain.dropped : [...chain.dropped, pending];
  return moved({
    ...rest,
    state: 'asking',
    dropped,
    steps: chain.steps.slice(0, -1),
    pending: last.question,
  });
}

/** Stops, at any time; what was answered stays. */
export function stopChain(chain: WhyChain): Moved {
  if (chain.state === 'done' || chain.state === 'stopped') return refused('over');
  return moved({ ...chain, state: 'stopped' });
}

/** Takes a stopped chain up where it was left. */
export function resumeChain(chain: WhyChain): Moved {
  if (chain.state !== 'stopped') return refused('over');
  if (chain.rootCause !== undefined) return moved({ ...chain, state: 'closing' });
  return moved(
    chain.pending !== undefined
      ? { ...chain, state: 'asking' }
      : next(chain, chain.steps, chain.proposal !== undefined),
  );
}

/** Ends the questions before the fifth: a root cause is proposed from what was answered. */
export function concludeNow(chain: WhyChain): Moved {
  if (chain.state !== 'asking') return refused('not-asking');
  const { pending, ...rest } = chain;
  const dropped = pending === undefined ? chain.dropped : [...chain.dropped, pending];
  return moved(next({ ...rest, dropped }, chain.steps, true));
}

/** Confirms the proposed root cause, or puts the member's own sentence in its place. */
export function confirmRootCause(chain: WhyChain, typed?: string): Moved {
  if (chain.state !== 'concluding') return refused('not-concluding');
  const rootCause = typed === undefined ? chain.proposal : tidy(typed, rootCauseLimit);
  if (rootCause === undefined || rootCause === '') return refused('empty');
  const { proposal: _, ...rest } = chain;
  return moved({ ...rest, state: 'closing', rootCause });
}

/** The one thing to check next time: the proposed one, or the member's own. The chain is then done. */
export function settleCheck(chain: WhyChain, typed?: string): Moved {
  if (chain.state !== 'closing') return refused('not-closing');
  const check = typed === undefined ? checkFor(chain) : tidy(typed, rootCauseLimit);
  return check === '' ? refused('empty') : moved({ ...chain, state: 'done', check });
}

function next(chain: WhyChain, steps: readonly WhyStep[], concluded: boolean): WhyChain {
  const { pending: _, proposal: __, ...rest } = chain;
  if (!concluded && steps.length < mostQuestions) return { ...rest, state: 'asking', steps };
  const proposal = rootCauseFrom(steps);
  return { ...rest, state: 'concluding', steps, ...(proposal === undefined ? {} : { proposal }) };
}

function tidy(typed: string, limit: number): string {
  const masked = maskSecrets(typed.toWellFormed().replaceAll('\r\n', '\n').trim()).text;
  return masked.length <= limit ? masked : `${masked.slice(0, limit - 1).toWellFormed()}…`;
}
