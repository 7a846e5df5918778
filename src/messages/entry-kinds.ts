import type { Button } from '../chat/reply.ts';
import type { Entry, EntryKind } from '../core/log/index.ts';
import { editPainButton, painButtons, stateWords } from './pain.ts';

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
  readonly buttons: (entry: Entry) => readonly (readonly Button[])[];
  /** What can be edited beside what every entry has. */
  readonly editButtons: (entry: Entry) => readonly Button[];
}

const entryKindWords: Readonly<Record<EntryKind, EntryKindWords>> = {
  progress: {
    option: 'built',
    form: { title: 'What did you build?', textLabel: 'What you built' },
    shortcut: 'Log this as progress',
    sharedAs: 'built something',
    buttons: () => [],
    editButtons: () => [],
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
    editButtons: (entry) => [editPainButton(entry)],
  },
};

export const wordsOfKind = (kind: EntryKind): EntryKindWords => entryKindWords[kind];
