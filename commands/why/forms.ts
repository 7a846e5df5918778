import type { Context } from '../../src/chat/context.ts';
import type { Answer, Form, FormErrors } from '../../src/chat/reply.ts';
import { isBlank } from '../../src/core/log/index.ts';
import { answerQuestion, confirmRootCause, type WhyChain } from '../../src/core/why/index.ts';
import { chainForm, chainReply, insteadText, stepOf } from '../../src/messages/why.ts';
import { gone } from '../history/mine.ts';
import { move, moveTo, settle } from './move.ts';
import { subjectOf } from './subject.ts';

type Part = 'answer' | 'root' | 'check';

const stateOf: Readonly<Record<Part, WhyChain['state']>> = {
  answer: 'asking',
  root: 'concluding',
  check: 'closing',
};

/** Opens the form of this step; a button of an older step shows where the chain stands instead. */
export async function openChainForm(
  part: Part,
  [id = '', step]: readonly string[],
  context: Context,
): Promise<Answer> {
  const subject = id === '' ? undefined : await subjectOf(id, context);
  const chain = subject?.stored?.chain;
  if (!subject || !chain) return gone;
  if (stepOf(chain) !== step || chain.state !== stateOf[part]) return chainReply(chain, subject.entry);
  return { code: 'why-form', form: chainForm(chain, part) };
}

export async function reopenChainForm(
  part: Part,
  [id = '']: readonly string[],
  context: Context,
): Promise<Form | undefined> {
  const chain = id === '' ? undefined : (await subjectOf(id, context))?.stored?.chain;
  return chain && chainForm(chain, part);
}

export const submitChainForm =
  (part: Part) =>
  async (
    { words = '' }: Readonly<Record<string, string>>,
    context: Context,
    args: readonly string[],
  ): Promise<Answer | FormErrors> => {
    if (isBlank(words))
      return { code: 'empty-words', errors: { words: 'Please write a few words. One line is enough.' } };
    if (part === 'root') return move(args, context, (chain) => confirmRootCause(chain, words));
    if (part === 'check') return settle(args, context, words);
    return answer(words, args, context);
  };

async function answer(words: string, [id = '', step]: readonly string[], context: Context): Promise<Answer> {
  const subject = id === '' ? undefined : await subjectOf(id, context);
  const chain = subject?.stored?.chain;
  if (!subject || !chain) return gone;
  if (stepOf(chain) !== step) return chainReply(chain, subject.entry);
  const answered = answerQuestion(chain, words);
  if (!answered.ok) return chainReply(chain, subject.entry);
  if ('instead' in answered) return chainReply(chain, subject.entry, insteadText(answered.instead));
  return moveTo(subject, answered.chain, context);
}
