import { privately } from '../../src/chat/answers.ts';
import type { Context } from '../../src/chat/context.ts';
import { code, joined, md } from '../../src/chat/markdown.ts';
import type { Answer } from '../../src/chat/reply.ts';
import { excerpt } from '../../src/messages/words.ts';
import { gone, mine } from '../history/mine.ts';
import { changeState } from './change.ts';

/** The fix held for a week. */
export async function held(id: string, context: Context): Promise<Answer> {
  const found = id === '' ? undefined : await mine(id, context);
  if (!found) return gone;
  return privately(
    'fix-held',
    md`Good to hear. ${code(context.commandName('review'))} asks you about it now and then, so that it stays yours.`,
  );
}

/** It came back: the entry is open again, and what to do now. */
export async function cameBack(id: string, context: Context): Promise<Answer> {
  const answer = id === '' ? gone : await changeState(id, 'open', context);
  if ('form' in answer || answer.code !== 'stuck-saved') return gone;
  const found = await mine(id, context);
  const { cause, fix } = found?.entry.pain ?? {};
  return {
    ...answer,
    code: 'fix-came-back',
    text: joined([
      md`**Then the cause lies deeper**, and that is worth knowing. It is open again. What helps now:`,
      md`- Put the new error beside the old one: what is the same, and what differs?`,
      cause === undefined
        ? md`- Write down what you think the cause is before you change anything.`
        : md`- You named “${excerpt(cause, 120)}”. What would you have to see for that to be wrong?`,
      fix !== undefined &&
        md`- Take the fix away for a moment: does anything change? If not, it mended something else.`,
      md`- Ask why once more, from where you stopped.`,
    ]),
  };
}
