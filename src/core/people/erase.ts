import type { Instant } from '../calendar/index.ts';
import type { Entry, EntryStore } from '../log/index.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import type { CheckpointStore } from '../streaks/ports.ts';
import { forgetOrganisers } from './communities.ts';
import { identityKey } from './identity.ts';
import type { CommunityStore, EventMemory, MemberStore, PeopleStore } from './ports.ts';
import type { Person, PersonId } from './types.ts';

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
  readonly system: { forgetCheers(personId: PersonId): Promise<void> };
}

/**
 * Removes everything of a person. The person goes last, so that a run that was cut off can be repeated; salted hashes of
 * the last 7 days' event ids stay behind, so that a redelivery brings nobody back.
 */
export async function erasePerson(stores: ErasureStores, person: Person, now: Instant): Promise<void> {
  const recent: string[] = [];
  for await (const entry of stores.entries.all(person.id))
    if (isRecent(entry, now)) recent.push(entry.eventKey);
  await stores.events.remember(recent, now);
  await stores.entries.eraseAll(person.id);
  await stores.chains.eraseAll(person.id);
  await stores.cards.eraseAll(person.id);
  await stores.system.forgetCheers(person.id);
  await stores.deliveries.eraseAll(person.id);
  await stores.checkpoints.dropFrom(person.id, Number.NEGATIVE_INFINITY);
  const accounts = person.identities.map(identityKey);
  for (const account of accounts) await stores.drafts.erase(account);
  for (const { communityId } of await stores.members.listOfPerson(person.id)) {
    await forgetOrganisers(stores.communities, communityId, accounts);
    await stores.members.remove(communityId, person.id);
  }
  await stores.people.erase(person.id);
}

const isRecent = ({ at }: Entry, now: Instant): boolean => at > now - redeliveryMs;
