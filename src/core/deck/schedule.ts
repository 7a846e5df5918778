import { type Card, createEmptyCard, type Grade as FsrsGrade, fsrs, Rating } from 'ts-fsrs';
import type { Instant } from '../calendar/index.ts';
import type { EntryId } from '../log/types.ts';
import type { PersonId } from '../people/types.ts';
import type { DeckCard, Grade, Memory } from './types.ts';

/** ts-fsrs with its default parameters and without fuzz: the same history always gives the same due dates. */
const scheduler = fsrs({ enable_fuzz: false });

const ratings: Readonly<Record<Grade, FsrsGrade>> = {
  again: Rating.Again,
  hard: Rating.Hard,
  good: Rating.Good,
  easy: Rating.Easy,
};

/** A card that was never asked; it is due at once. */
export const newCard = (personId: PersonId, entryId: EntryId, now: Instant): DeckCard => ({
  personId,
  entryId,
  active: true,
  memory: memoryOf(createEmptyCard(new Date(now))),
  history: [],
  version: 0,
});

/** The card after a review. `now` before the last review counts as the last review's instant. */
export function reviewed(card: DeckCard, grade: Grade, now: Instant): DeckCard {
  const at = Math.max(now, card.memory.lastReviewAt ?? now);
  const { card: next } = scheduler.next(cardOf(card.memory), new Date(at), ratings[grade]);
  return { ...card, memory: memoryOf(next), history: [...card.history, { at, grade }] };
}

/** When the card would be due again, for each grade. */
export function dueAfter(card: DeckCard, now: Instant): Readonly<Record<Grade, Instant>> {
  const due = (grade: Grade) => reviewed(card, grade, now).memory.dueAt;
  return { again: due('again'), hard: due('hard'), good: due('good'), easy: due('easy') };
}

const memoryOf = (card: Card): Memory => ({
  dueAt: card.due.getTime(),
  stability: card.stability,
  difficulty: card.difficulty,
  scheduledDays: card.scheduled_days,
  learningSteps: card.learning_steps,
  reps: card.reps,
  lapses: card.lapses,
  state: card.state,
  ...(card.last_review && { lastReviewAt: card.last_review.getTime() }),
});

/** ts-fsrs reckons the elapsed days from the last review; its deprecated field of that name is not read. */
const cardOf = (memory: Memory): Card => ({
  due: new Date(memory.dueAt),
  stability: memory.stability,
  difficulty: memory.difficulty,
  elapsed_days: 0,
  scheduled_days: memory.scheduledDays,
  learning_steps: memory.learningSteps,
  reps: memory.reps,
  lapses: memory.lapses,
  state: memory.state,
  ...(memory.lastReviewAt !== undefined && { last_review: new Date(memory.lastReviewAt) }),
});
