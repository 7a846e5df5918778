import type { Instant } from '../calendar/index.ts';
import type { Community, CommunityId, Identity, Member, Person, PersonId } from './types.ts';

/** A write that lost against another one: read again and repeat. */
export type Written<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: 'conflict' };

export interface PeopleStore {
  find(id: PersonId): Promise<Person | undefined>;
  findByIdentity(identity: Identity): Promise<Person | undefined>;
  /** Inserts a person; `conflict` when one of the identities belongs to somebody already. */
  create(person: Person): Promise<Written<Person>>;
  /** Replaces the person if `person.version` is still the stored one; the stored version then is one higher. */
  save(person: Person): Promise<Written<Person>>;
  /** Removes the person and all that is theirs but the entries, which `EntryStore.eraseAll` removes. */
  erase(id: PersonId): Promise<void>;
}

export interface CommunityStore {
  find(id: CommunityId): Promise<Community | undefined>;
  findByExternal(platform: string, external: string): Promise<Community | undefined>;
  create(community: Community): Promise<Written<Community>>;
  save(community: Community): Promise<Written<Community>>;
  erase(id: CommunityId): Promise<void>;
}

export interface MemberStore {
  find(communityId: CommunityId, personId: PersonId): Promise<Member | undefined>;
  /** Inserts or replaces. */
  put(member: Member): Promise<void>;
  listOfCommunity(communityId: CommunityId): Promise<readonly Member[]>;
  listOfPerson(personId: PersonId): Promise<readonly Member[]>;
  count(communityId: CommunityId): Promise<number>;
  remove(communityId: CommunityId, personId: PersonId): Promise<void>;
}

/** Salted hashes of event ids that outlive an erasure by 7 days, so that a redelivery brings nobody back. */
export interface EventMemory {
  remember(eventIds: readonly string[], now: Instant): Promise<void>;
  seen(eventId: string): Promise<boolean>;
}
