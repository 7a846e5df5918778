import type { Command } from '../../../../src/chat/command.ts';
import type { Outcome } from '../../../../src/chat/incoming.ts';
import { commands, type House } from '../house.ts';
import { nameOf } from './hands.ts';

/** Everything that a member can use on Slack: commands, buttons and menus, forms, shortcuts, suggestions, the Home tab. */
export const everything: readonly string[] = [
  ...(commands as readonly Command[]).flatMap((it) => [
    ...('leaf' in it ? [it.name] : Object.keys(it.subcommands).map((name) => `${it.name} ${name}`)).map(
      (name) => `command ${name}`,
    ),
    ...Object.keys(it.actions ?? {}).map((name) => `action ${it.name}.${name}`),
    ...Object.keys(it.forms ?? {}).map((name) => `form ${it.name}.${name}`),
    ...(it.messageShortcuts ?? []).map(({ label }) => `menu ${label}`),
  ]),
  'suggestions of log project',
  'suggestions of start zone',
  'suggestions of history entry',
  'shortcut log-today',
  'home',
];

/** What goes wrong is to be met too, by the answers' codes. */
export const unhappy: readonly string[] = [
  'form-errors',
  'stale-action',
  'unknown-command',
  'wrong-options',
  'organisers-only',
  'not-yours',
];

/** What was used, how it was answered, and what everybody then has by what they were told. */
export interface Ledger {
  readonly met: Set<string>;
  readonly codes: Set<string>;
  /** Entries by account. */
  readonly owed: ReadonlyMap<string, number>;
}

const change: Readonly<Record<string, number>> = { logged: 1, restored: 1, deleted: -1, undone: -1 };

/** Reads along between Slack and the bot. */
export function keepLedger({ bot, slack }: House): Ledger {
  const met = new Set<string>();
  const codes = new Set<string>();
  const owed = new Map<string, number>();
  const { dispatchOnce } = bot.dispatcher;
  Object.assign(bot.dispatcher, {
    async dispatchOnce(...args: Parameters<typeof dispatchOnce>) {
      const [{ what, actor }] = args;
      const outcome = await dispatchOnce(...args);
      if (!outcome) return outcome;
      met.add(nameOfWhat(what));
      const code = codeOf(outcome);
      if (code) codes.add(code);
      const { user } = actor.identity;
      if (code === 'erased') owed.set(user, 0);
      else owed.set(user, (owed.get(user) ?? 0) + (change[code ?? ''] ?? 0));
      return outcome;
    },
  });
  slack.onEffect(({ kind }) => {
    if (kind === 'home') met.add('home');
  });
  return { met, codes, owed };
}

function nameOfWhat(what: Parameters<House['bot']['dispatcher']['dispatchOnce']>[0]['what']): string {
  switch (what.type) {
    case 'command':
      return `command ${[what.name, what.subcommand].filter(Boolean).join(' ')}`;
    case 'press':
      return `action ${nameOf(what.action)}`;
    case 'submit':
      return `form ${nameOf(what.form)}`;
    case 'shortcut':
      return `menu ${what.label}`;
    case 'suggest':
      return `suggestions of ${what.name} ${what.option}`;
    case 'text':
      return 'text';
  }
}

const codeOf = (outcome: Outcome): string | undefined =>
  outcome.type === 'reply' ? outcome.reply.code : outcome.type === 'form-errors' ? 'form-errors' : undefined;
