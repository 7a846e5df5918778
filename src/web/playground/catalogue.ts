import type { Command, Leaf, Option } from '../../chat/command.ts';
import { commandGroups, inReadingOrder } from '../../chat/command-summary.ts';
import type { Choice } from '../../chat/reply.ts';

/** The commands as the composer needs them to complete what is typed. */
export interface CatalogueCommand {
  readonly name: string;
  readonly summary: string;
  readonly organiser: boolean;
  readonly communityOnly: boolean;
  /** A leaf's own, where it has no subcommands. */
  readonly options?: readonly CatalogueOption[];
  readonly subcommands?: readonly {
    readonly name: string;
    readonly summary: string;
    readonly options: readonly CatalogueOption[];
  }[];
}

export interface CatalogueOption {
  readonly name: string;
  readonly kind: Option['kind'];
  readonly summary: string;
  readonly required: boolean;
  /** Takes the text without a name. */
  readonly free?: boolean;
  /** Ask `suggest` while it is typed. */
  readonly suggests?: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly Choice[];
}

/** What is used most comes first: as in `/help`, but `/start` after the others of its group, for who types here has joined. */
export function catalogue(commands: readonly Command[]): CatalogueCommand[] {
  const first = new Set<string>(commandGroups.first.order.filter((it) => it !== 'start'));
  const inOrder = inReadingOrder(commands);
  const used = inOrder.filter((it) => first.has(it.name));
  return [...used, ...inOrder.filter((it) => !first.has(it.name))].map((command) => ({
    name: command.name,
    summary: command.summary,
    organiser: command.access === 'organiser',
    communityOnly: command.communityOnly === true,
    ...('leaf' in command
      ? { options: optionsOf(command.leaf) }
      : {
          subcommands: Object.entries<Leaf>(command.subcommands).map(([name, it]) => ({
            name,
            summary: it.summary,
            options: optionsOf(it),
          })),
        }),
  }));
}

function optionsOf(leaf: Leaf): CatalogueOption[] {
  const typed = Object.entries<Option>(leaf.options ?? {}).filter(([, it]) => it.kind !== 'picture');
  return typed.map(([name, option]) => ({
    name,
    kind: option.kind,
    summary: option.summary,
    required: option.required === true,
    ...(option.kind === 'text' && {
      free: option.free === true,
      suggests: option.suggest !== undefined,
      ...(option.maxLength !== undefined && { maxLength: option.maxLength }),
    }),
    ...(option.kind === 'integer' && { min: option.min, max: option.max }),
    ...(option.kind === 'choice' && { choices: option.choices }),
  }));
}
