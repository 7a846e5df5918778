import { describe, expect, it } from 'vitest';
import {
  type EntryKind,
  type EntryKindFacts,
  entryKindNames,
  entryKinds,
  isEntryKind,
  usualKind,
} from '../../../src/core/log/index.ts';
import { type EntryKindWords, wordsOfKind } from '../../../src/messages/entry-kinds.ts';

describe('the kinds of entries', () => {
  it('need a whole row, in the core and in words', () => {
    // @ts-expect-error nothing says what a search finds of it, nor where it stands out
    const facts: EntryKindFacts = { isPain: false };
    // @ts-expect-error it has no words but these
    const words: EntryKindWords = { option: 'shipped' };
    expect([facts, words]).toHaveLength(2);
  });

  it('compile only when each has its row', () => {
    // @ts-expect-error the third kind has none
    const third: Readonly<Record<EntryKind | 'third', EntryKindFacts>> = entryKinds;
    expect(Object.keys(third)).toEqual(entryKindNames);
  });

  it('are told apart by every word that names one of them', () => {
    const words = entryKindNames.map(wordsOfKind);
    for (const named of ['option', 'shortcut', 'sharedAs'] as const)
      expect(new Set(words.map((it) => it[named])).size).toBe(entryKindNames.length);
    expect(words.every((it) => it.shortcut.length <= 32)).toBe(true);
  });

  it('are marked wherever they stand among others, but for the usual one', () => {
    for (const kind of entryKindNames) {
      const { mark, shortMark, heading } = wordsOfKind(kind);
      const marks = [mark?.({}), shortMark, heading].filter((it) => it !== undefined && it !== '');
      expect(marks, kind).toHaveLength(kind === usualKind ? 0 : 3);
    }
  });

  it('are known by their names, and nothing else is one', () => {
    expect(entryKindNames.every(isEntryKind)).toBe(true);
    expect(['third', 'toString', '', undefined].some(isEntryKind)).toBe(false);
  });
});
