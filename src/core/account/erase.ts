import type { Instant } from '../calendar/index.ts';
import type { Entry, EntryStore } from '../log/index.ts';
import { identityKey } from '../people/identity.ts';
import { idsOf } from '../people/links.ts';
import type { CommunityStore, EventMemory, MemberStore, PeopleStore } from '../people/ports.ts';
import type { Person, PersonId } from '../people/types.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import type { CheckpointStore } from '../streaks/ports.ts';
import { removeOrganisers } from './communities.ts';

const redeliveryMs = 7 * 24 * 60 * 60 * 1000;

export interface ErasureStores {
  readonly people: PeopleStore;
  readonly members: MemberStore;
  readonly communities: CommunityStore;
  readonly entries: EntryStore;
  readonly checkpoints: CheckpointStore;
  readonly deliveries: DeliveryStore;
  readonly events: EventMemory;
  readonly drafts: { erase(owner: string): Promise<void> };
  readonly chains: { eraseAll(personId: PersonId): Promise<void> };
  readonly cards: { eraseAll(personId: PersonId): Promise<void> };
  readonly links: { eraseAll(personId: PersonId): Promise<void> };
  readonly system: { removeCheersOf(personId: PersonId): Promise<void> };
}

/**
 * Removes everything of a person, of all accounts that are linked. The person goes last, so that a run that was cut off can be repeated; salted hashes of
 * the last 7 days' event ids stay behind, so that a redelivery brings nobody back.
 */
export async function erasePerson(stores: ErasureStores, person: Person, now: Instant): Promise<void> {
  const recent: string[] = [];
  for await (const entry of stores.entries.all(person.id))
    if (isRecent(entry, now)) recent.push(entry.eventKey);
  await stores.events.remember(recent, now);
  const accounts = person.identities.map(identityKey);
  for (const account of accounts) await stores.drafts.erase(account);
  // The persons that were linked to this one sleep under their own ids, and go with it.
  for (const id of idsOf(person).toReversed()) {
    await eraseUnder(stores, id, accounts);
    await stores.people.erase(id);
  }
}

async function eraseUnder(stores: ErasureStores, id: PersonId, accounts: readonly string[]): Promise<void> {
  await stores.entries.eraseAll(id);
  await stores.chains.eraseAll(id);
  await stores.cards.eraseAll(id);
  await stores.links.eraseAll(id);
  await stores.system.removeCheersOf(id);
  await stores.deliveries.eraseAll(id);
  await stores.checkpoints.dropFrom(id, Number.NEGATIVE_INFINITY);
  for (const { communityId } of await stores.members.listOfPerson(id)) {
    await removeOrganisers(stores.communities, communityId, accounts);
    await stores.members.remove(communityId, id);
  }
}

const isRecent = ({ at }: Entry, now: Instant): boolean => at > now - redeliveryMs;
