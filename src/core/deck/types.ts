import type { Instant } from '../calendar/index.ts';
import type { EntryId } from '../log/types.ts';
import type { PersonId } from '../people/types.ts';

/** How well a card was remembered, worst first. */
export const grades = ['again', 'hard', 'good', 'easy'] as const;
export type Grade = (typeof grades)[number];

export interface Review {
  readonly at: Instant;
  readonly grade: Grade;
}

/** What ts-fsrs keeps of a card, as plain data; `state` is its `State`, `dueAt` and `lastReviewAt` are instants. */
export interface Memory {
  readonly dueAt: Instant;
  readonly stability: number;
  readonly difficulty: number;
  readonly scheduledDays: number;
  readonly learningSteps: number;
  readonly reps: number;
  readonly lapses: number;
  readonly state: number;
  readonly lastReviewAt?: Instant;
}

/** When an entry is asked back. It holds no words: front and back are made of the entry as it is then. */
export interface DeckCard {
  readonly personId: PersonId;
  readonly entryId: EntryId;
  /** False while its entry has neither cause nor fix, or is deleted: it is not asked then. */
  readonly active: boolean;
  readonly memory: Memory;
  /** Every review, oldest first. */
  readonly history: readonly Review[];
  /** 0 until it is stored. */
  readonly version: number;
}
