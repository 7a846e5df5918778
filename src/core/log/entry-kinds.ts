import type { Entry, EntryKind } from './types.ts';

/** What must be known of a kind of entry by whoever works with entries; its words stand in `messages/entry-kinds.ts`. */
export interface EntryKindFacts {
  /** It knows an error, a cause, a fix and a state: cards, whys and what was seen before are made of it. */
  readonly isPain: boolean;
  /** Everything of it that a search finds. */
  readonly searched: (entry: Searchable) => readonly string[];
  /** The part of a roundup in which it can stand out. */
  readonly highlightedIn: 'built' | 'learned';
}

type Searchable = Pick<Entry, 'text' | 'project' | 'tags' | 'pain'>;

const common = ({ text, project = '', tags }: Searchable): readonly string[] => [text, project, ...tags];

export const entryKinds: Readonly<Record<EntryKind, EntryKindFacts>> = {
  progress: { isPain: false, searched: common, highlightedIn: 'built' },
  pain: {
    isPain: true,
    searched: (entry) => [
      ...common(entry),
      entry.pain?.error ?? '',
      entry.pain?.cause ?? '',
      entry.pain?.fix ?? '',
    ],
    highlightedIn: 'learned',
  },
};

export const entryKindNames = Object.keys(entryKinds) as readonly EntryKind[];

/** What is logged where nobody says of which kind it is. */
export const usualKind: EntryKind = 'progress';

export const factsOfEntry = ({ kind }: { readonly kind: EntryKind }): EntryKindFacts => entryKinds[kind];

export const isPain = (entry: { readonly kind: EntryKind }): boolean => factsOfEntry(entry).isPain;

export const isEntryKind = (value: unknown): value is EntryKind =>
  typeof value === 'string' && Object.hasOwn(entryKinds, value);
