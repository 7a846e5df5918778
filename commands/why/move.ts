import type { Context } from '../../src/chat/context.ts';
import { md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { keepLearning } from '../../src/core/learnings/keep-learning.ts';
import { editEntry } from '../../src/core/log/index.ts';
import { type Moved, settleCheck, type WhyChain } from '../../src/core/why/index.ts';
import { chainReply, stepOf } from '../../src/messages/why.ts';
import { gone } from '../history/mine.ts';
import { asked, type Subject, save, subjectOf } from './subject.ts';

/** One step by a button. A press on an older step changes nothing and shows where the chain stands. */
export async function move(
  [id = '', step]: readonly string[],
  context: Context,
  how: (chain: WhyChain) => Moved,
): Promise<Answer> {
  const subject = id === '' ? undefined : await subjectOf(id, context);
  const chain = subject?.stored?.chain;
  if (!subject || !chain) return gone;
  if (stepOf(chain) !== step) return chainReply(chain, subject.entry);
  const moved = how(chain);
  return moved.ok ? moveTo(subject, moved.chain, context) : chainReply(chain, subject.entry);
}

/** Writes where the chain is now, with its next question, and says so. */
export async function moveTo(subject: Subject, chain: WhyChain, context: Context): Promise<Answer> {
  const { chain: next, note } = await asked(subject, chain, context);
  return chainReply(await save(subject, next, context), subject.entry, note);
}

/** The chain is done; its root cause becomes the entry's cause where that was still open. */
export async function settle(args: readonly string[], context: Context, typed?: string): Promise<Answer> {
  const answer = await move(args, context, (chain) => settleCheck(chain, typed));
  if ('form' in answer || answer.code !== 'why-done') return answer;
  const subject = await subjectOf(args[0] ?? '', context);
  const chain = subject?.stored?.chain;
  if (!subject || chain?.rootCause === undefined || subject.entry.pain?.cause !== undefined) return answer;
  const {
    now,
    services: { stores, rules },
  } = context;
  const { person, entry } = subject;
  const changed = await editEntry(
    stores,
    person,
    entry.id,
    { pain: { cause: chain.rootCause } },
    { now, backdateDays: rules.backdateDays },
  );
  if (!changed.ok) return answer;
  await keepLearning(context, person, changed.entry, changed.before);
  return chainReply(chain, changed.entry, md`_I also saved it as the cause in your log._`);
}
