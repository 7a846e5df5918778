/** A command that has become part of another one. */
interface FormerCommand {
  /** What is typed instead. */
  readonly now: string;
  /** The button of that answer which does it; absent where typing it is enough. */
  readonly button?: string;
  /** Where its buttons, which old messages still carry, lead now. */
  readonly actions: Readonly<Record<string, string>>;
}

/** By the name that people still type. */
export const formerCommands: Readonly<Record<string, FormerCommand>> = {
  deck: {
    now: 'review as:anki',
    actions: { markdown: 'review.markdown', html: 'review.html', anki: 'review.anki' },
  },
  leaderboard: {
    now: 'roundup view:leaderboard',
    actions: { join: 'roundup.leaderboard-join', leave: 'roundup.leaderboard-leave' },
  },
  unlink: {
    now: 'link',
    button: 'Unlink',
    actions: { ask: 'link.unlink-ask', part: 'link.unlink-confirm', keep: 'link.unlink-keep' },
  },
};

/** The former command that was typed, with or without its slash; undefined for any other word. */
export function formerCommand(typed: string): FormerCommand | undefined {
  const name = typed.trim().toLowerCase().replace(/^\//, '');
  return Object.hasOwn(formerCommands, name) ? formerCommands[name] : undefined;
}

/** The action that took over from a former command's; any other name as it is. */
export function currentAction(name: string): string {
  const [command = '', own = ''] = name.split('.');
  const actions = formerCommand(command)?.actions ?? {};
  return Object.hasOwn(actions, own) ? (actions[own] ?? name) : name;
}
