import type { CardStore } from '../deck/index.ts';
import type { ChainStore } from '../learnings/index.ts';
import type { EntryStore } from '../log/index.ts';
import type { CommunityStore, EventMemory, MemberStore, PeopleStore, PersonId } from '../people/index.ts';
import type { DeliveryStore } from '../reminders/index.ts';
import type { CheckpointStore } from '../streaks/index.ts';

/** What holds something of a person. */
export interface PersonalStores {
  readonly people: PeopleStore;
  readonly members: MemberStore;
  readonly communities: CommunityStore;
  readonly entries: EntryStore;
  readonly checkpoints: CheckpointStore;
  readonly deliveries: DeliveryStore;
  readonly events: EventMemory;
  readonly drafts: { erase(owner: string): Promise<void> };
  readonly chains: ChainStore;
  readonly cards: CardStore;
  readonly links: { eraseAll(personId: PersonId): Promise<void> };
  readonly system: { removeCheersOf(personId: PersonId): Promise<void> };
}
