import type { Instant } from '../calendar/index.ts';
import { isPain } from '../log/entry-kinds.ts';
import type { Entry, EntryId } from '../log/types.ts';
import type { PersonId } from '../people/types.ts';
import type { CardStore } from './ports.ts';
import { newCard, reviewed } from './schedule.ts';
import type { DeckCard, Grade } from './types.ts';

const tries = 5;

/** Whether there is something to ask back: what broke, and its cause or its fix. */
export const isCardWorthy = ({ kind, text, pain, deletedAt }: Entry): boolean =>
  isPain({ kind }) &&
  text !== '' &&
  deletedAt === undefined &&
  (pain?.cause !== undefined || pain?.fix !== undefined);

/** After an entry was written, edited, deleted or brought back: its card comes, leaves, or returns with its history. */
export async function keepCard(cards: CardStore, entry: Entry, now: Instant): Promise<void> {
  const worthy = isCardWorthy(entry);
  for (let attempt = 0; attempt < tries; attempt++) {
    const known = await cards.find(entry.personId, entry.id);
    if (known ? known.active === worthy : !worthy) return;
    const next = known ? { ...known, active: worthy } : newCard(entry.personId, entry.id, now);
    if ((await cards.save(next)).ok) return;
  }
}

export type Graded =
  | { readonly ok: true; readonly card: DeckCard }
  | { readonly ok: false; readonly code: 'no-card' | 'graded-before' };

/** Grades a card as it was shown; `reps` tells a press from its repetition. */
export async function gradeCard(
  cards: CardStore,
  { personId, entryId, reps }: { personId: PersonId; entryId: EntryId; reps: number },
  grade: Grade,
  now: Instant,
): Promise<Graded> {
  for (let attempt = 0; attempt < tries; attempt++) {
    const card = await cards.find(personId, entryId);
    if (!card?.active) return { ok: false, code: 'no-card' };
    if (card.history.length !== reps) return { ok: false, code: 'graded-before' };
    const written = await cards.save(reviewed(card, grade, now));
    if (written.ok) return { ok: true, card: written.value };
  }
  return { ok: false, code: 'graded-before' };
}
