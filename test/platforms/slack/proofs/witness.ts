import type { OnceDispatcher } from '../../../../src/chat/dispatcher.ts';
import type { Incoming } from '../../../../src/chat/interaction.ts';
import type { Outcome } from '../../../../src/chat/rendered.ts';

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
  (dispatcher: OnceDispatcher): OnceDispatcher => {
    function seen<T extends Outcome | undefined>(incoming: Incoming, outcome: T): T {
      if (outcome && outcome.type !== 'nothing')
        tell({ name: nameOf(incoming), code: codeOf(outcome), incoming, outcome });
      return outcome;
    }
    return {
      ...dispatcher,
      // What is written in DMs comes this way, also when it is read later.
      dispatch: async (incoming) => seen(incoming, await dispatcher.dispatch(incoming)),
      dispatchOnce: async (incoming, isFirst) =>
        seen(incoming, await dispatcher.dispatchOnce(incoming, isFirst)),
    };
  };

/** What a signed id does. */
export const doneBy = (id: string): string => id.split('~')[0]?.replace(/!$/, '') ?? '';
/** What a signed id says beside that. */
export const argsOf = (id: string): string[] => id.split('~').slice(1, -1).map(decodeURIComponent);

function nameOf({ interaction }: Incoming): string {
  switch (interaction.type) {
    case 'text':
      return 'text';
    case 'command':
      return `command ${[interaction.name, interaction.subcommand].filter(Boolean).join(' ')}`;
    case 'press':
      return `action ${doneBy(interaction.action)}`;
    case 'submit':
      return `form ${doneBy(interaction.form)}`;
    case 'suggest':
      return `suggestions ${[interaction.name, interaction.subcommand].filter(Boolean).join(' ')}.${interaction.option}`;
    case 'shortcut':
      return `message menu ${interaction.label}`;
    default:
      return interaction.type;
  }
}

function codeOf(outcome: Outcome): string {
  if (outcome.type === 'reply') return outcome.reply.code;
  return outcome.type === 'form-errors' ? outcome.code : outcome.type;
}
