import type { Feature } from '../core/people/index.ts';
import type { OptionSummary } from './options.ts';

/** The groups of `/help` and the README, in their order. `first`: what a member meets first. */
export const commandGroups = {
  first: { title: 'Start here', order: ['start', 'log', 'today', 'streak', 'history', 'stuck', 'settings'] },
  days: { title: 'Days', order: ['rest', 'pause', 'stop'] },
  learn: { title: 'Learn', order: ['why', 'learnings', 'review'] },
  together: { title: 'Together', order: ['kudos', 'roundup'] },
  account: { title: 'Account', order: ['link', 'export', 'privacy'] },
  more: { title: 'More', order: ['help'] },
  organisers: { title: 'Organisers', order: ['setup'] },
} as const satisfies Record<string, { readonly title: string; readonly order: readonly string[] }>;

export type CommandGroup = keyof typeof commandGroups;

/** What is told of a command in `/help`, the README and the privacy page. */
export interface CommandSummary {
  readonly name: string;
  readonly group: CommandGroup;
  readonly summary: string;
  readonly access: 'everyone' | 'organiser';
  /** Only where organisers switched this on. */
  readonly feature?: Feature;
  /** What is typed: the command, or each of its subcommands. */
  readonly leaves: readonly LeafSummary[];
}

export interface LeafSummary {
  /** As it is typed after the slash: `history edit`. */
  readonly name: string;
  readonly summary: string;
  readonly options: Readonly<Record<string, OptionSummary>>;
}

/** Commands in the order in which people read them: by group, and in the group by its order, then by name. */
export function inReadingOrder<C extends Pick<CommandSummary, 'name' | 'group'>>(
  commands: readonly C[],
): C[] {
  const groups = Object.keys(commandGroups) as CommandGroup[];
  const rank = ({ name, group }: C): number => {
    const at = (commandGroups[group].order as readonly string[]).indexOf(name);
    return groups.indexOf(group) * 1000 + (at === -1 ? 999 : at);
  };
  return commands.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}
