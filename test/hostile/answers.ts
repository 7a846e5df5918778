import { plainText } from '../../src/chat/markdown.ts';
import type { Outcome, RenderedReply } from '../../src/chat/rendered.ts';

/** What never stands in an answer unless somebody wrote it. */
const leaks = ['undefined', '[object', 'NaN', 'TypeError', 'null', 'Infinity', 'BSONError'];

/** What is wrong with an answer as a member gets it; undefined when it is one in words, within every platform's limits. */
export function answerProblem(outcome: Outcome, asked: string): string | undefined {
  switch (outcome.type) {
    case 'reply':
      return replyProblem(outcome.reply, asked);
    case 'form': {
      const { fields, title } = outcome.form;
      if (fields.length < 1 || fields.length > 5) return `a form of ${fields.length} fields`;
      if (outcome.form.id.length > 100) return 'a form with too long an id';
      if (fields.some((it) => it.value !== undefined && typeof it.value !== 'string'))
        return 'a field without text';
      return /\p{L}{3}/u.test(title) ? undefined : `a form without a title: ${title}`;
    }
    case 'form-errors':
      return Object.entries(outcome.errors)
        .map(
          ([name, sentence]) => wordsProblem(sentence, asked) && `${name}: ${wordsProblem(sentence, asked)}`,
        )
        .find((it) => it !== undefined);
    case 'choices':
      return choicesProblem(outcome.choices);
  }
}

function replyProblem(reply: RenderedReply, asked: string): string | undefined {
  if (reply.code === 'unexpected') return 'a generic apology';
  const buttons = (reply.buttons ?? []).flat();
  if ((reply.buttons ?? []).some((row) => row.length > 5)) return 'a row of more than five buttons';
  const wide = buttons.find((it) => it.id.length > 100 || it.label.length > 80 || it.label.trim() === '');
  if (wide) return `a button over a limit: ${wide.label}`;
  return (
    (reply.select &&
      (reply.select.id.length > 100
        ? 'a select with too long an id'
        : choicesProblem(reply.select.choices))) ??
    wordsProblem(plainText(reply.text), asked)
  );
}

function choicesProblem(
  choices: readonly { readonly value: string; readonly label: string }[],
): string | undefined {
  if (choices.length > 25) return `${choices.length} choices`;
  const wrong = choices.find(
    (it) =>
      typeof it.value !== 'string' ||
      it.value.length > 100 ||
      it.label.trim() === '' ||
      it.label.length > 100,
  );
  return wrong && `a choice over a limit: ${JSON.stringify(wrong).slice(0, 200)}`;
}

export function wordsProblem(text: string, asked: string): string | undefined {
  if ((text.match(/\p{L}{2,}/gu) ?? []).length < 3)
    return `no sentence: ${JSON.stringify(text.slice(0, 100))}`;
  const leak = leaks.find((it) => text.includes(it) && !asked.includes(it));
  return leak && `it says ${leak}: ${JSON.stringify(text.slice(0, 200))}`;
}
