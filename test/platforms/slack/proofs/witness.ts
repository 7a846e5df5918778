import type { Incoming, OnceDispatcher, Outcome } from '../../../../src/chat/incoming.ts';

/** One thing that reached the bot, and what the bot made of it. */
export interface Seen {
  /** What was used: `command history edit`, `action why.answer`, `form why.answer`, … */
  readonly name: string;
  /** What came of it: a reply's code, `form`, `choices`. */
  readonly code: string;
  readonly incoming: Incoming;
  readonly outcome: Outcome;
}

/** Stands between Slack and the bot and tells of everything that is answered. */
export const witness =
  (tell: (seen: Seen) => void) =>
  (dispatcher: OnceDispatcher): OnceDispatcher => ({
    ...dispatcher,
    async dispatchOnce(incoming, isFirst) {
      const outcome = await dispatcher.dispatchOnce(incoming, isFirst);
      if (outcome) tell({ name: nameOf(incoming), code: codeOf(outcome), incoming, outcome });
      return outcome;
    },
  });

/** What a signed id does. */
export const doneBy = (id: string): string => id.split('~')[0] ?? '';
/** What a signed id says beside that. */
export const argsOf = (id: string): string[] => id.split('~').slice(1, -1).map(decodeURIComponent);

function nameOf({ what }: Incoming): string {
  switch (what.type) {
    case 'text':
      return 'text';
    case 'command':
      return `command ${[what.name, what.subcommand].filter(Boolean).join(' ')}`;
    case 'press':
      return `action ${doneBy(what.action)}`;
    case 'submit':
      return `form ${doneBy(what.form)}`;
    case 'suggest':
      return `suggestions ${[what.name, what.subcommand].filter(Boolean).join(' ')}.${what.option}`;
    case 'shortcut':
      return `message menu ${what.label}`;
  }
}

function codeOf(outcome: Outcome): string {
  if (outcome.type === 'reply') return outcome.reply.code;
  return outcome.type === 'form-errors' ? outcome.code : outcome.type;
}
