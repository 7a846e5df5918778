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
    md`Good to hear! Use ${code(context.commandName('review'))} now and then to keep it fresh in your mind.`,
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
      md`**It's open again.** The real cause is probably deeper, and that's good to know. What helps now:`,
      md`- Compare the new error with the old one. What's the same, and what's different?`,
      cause === undefined
        ? md`- Write down what you think the cause is before you change anything.`
        : md`- You wrote “${excerpt(cause, 120)}”. What would prove that wrong?`,
      fix !== undefined &&
        md`- Take the fix out for a moment. Does anything change? If not, it fixed something else.`,
      md`- Ask why again, from where you stopped.`,
    ]),
  };
}
