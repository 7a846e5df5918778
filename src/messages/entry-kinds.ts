import type { Button, Select } from '../chat/reply.ts';
import type { Entry, EntryKind } from '../core/log/index.ts';
import { painButtons, painMenu, stateWords } from './pain.ts';

/** How a kind of entry is spoken of, written and shown. */
export interface EntryKindWords {
  /** In `/log kind:`. */
  readonly option: string;
  readonly form: { readonly title: string; readonly textLabel: string };
  /** In a message's own menu; at most 32 characters. */
  readonly shortcut: string;
  /** Behind an entry in lists and exports; none for what most entries are. */
  readonly mark?: (entry: Pick<Entry, 'pain'>) => string;
  /** In short lists, where there is no room for more. */
  readonly shortMark?: string;
  /** Behind the date of an entry that is shown whole. */
  readonly heading?: string;
  /** Behind its author's name where it is shared. */
  readonly sharedAs: string;
  /** What can be done about it beside editing and deleting. */
  readonly buttons: (entry: Entry) => readonly Button[];
  /** What about it is chosen from a menu. */
  readonly menu?: (entry: Entry) => Select;
}

const entryKindWords: Readonly<Record<EntryKind, EntryKindWords>> = {
  progress: {
    option: 'built',
    form: { title: 'What did you build?', textLabel: 'What you built' },
    shortcut: 'Log this as progress',
    sharedAs: 'built something',
    buttons: () => [],
  },
  pain: {
    option: 'broke',
    form: { title: 'What broke?', textLabel: 'What broke' },
    shortcut: 'Log this as what broke',
    mark: ({ pain }) => (pain ? `broke, ${stateWords[pain.state]}` : 'broke'),
    shortMark: 'broke',
    heading: 'what broke',
    sharedAs: 'ran into something',
    buttons: painButtons,
    menu: painMenu,
  },
};

export const wordsOfKind = (kind: EntryKind): EntryKindWords => entryKindWords[kind];
