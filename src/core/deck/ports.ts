import type { Instant } from '../calendar/index.ts';
import type { EntryId } from '../log/types.ts';
import type { PersonId, Written } from '../people/index.ts';
import type { DeckCard } from './types.ts';

export interface CardStore {
  find(personId: PersonId, entryId: EntryId): Promise<DeckCard | undefined>;
  /** Inserts a card of version 0, replaces one of the stored version; the stored version then is one higher. */
  save(card: DeckCard): Promise<Written<DeckCard>>;
  /** Active cards that are due, the longest due first. */
  due(personId: PersonId, now: Instant, limit: number): Promise<readonly DeckCard[]>;
  countDue(personId: PersonId, now: Instant): Promise<number>;
  /** When the next active card is due; undefined without one. */
  nextDueAt(personId: PersonId): Promise<Instant | undefined>;
  /** All active cards of a person. */
  all(personId: PersonId): Promise<readonly DeckCard[]>;
  eraseAll(personId: PersonId): Promise<void>;
}
