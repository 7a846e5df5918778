import type { Instant } from '../calendar/index.ts';
import {
  type Community,
  type Identity,
  type Member,
  type MemberStore,
  newMember,
  newPerson,
  type PeopleStore,
  type Person,
} from '../people/index.ts';

/** Who does something, where, and what is known of them so far. */
export interface Visitor {
  readonly now: Instant;
  readonly actor: {
    readonly identity: Identity;
    readonly displayName?: string;
    readonly accountName?: string;
    readonly languageHint?: string;
  };
  readonly person?: Person;
  readonly community?: Community;
  readonly member?: Member;
  readonly services: {
    readonly stores: { readonly people: PeopleStore; readonly members: MemberStore };
    readonly rules: { readonly defaultZone: string; readonly nudgeTime: number };
    readonly newId: () => string;
  };
}

export interface Present {
  readonly person: Person;
  /** Absent where there is no community around. */
  readonly member?: Member;
}

/**
 * The person of this interaction and their membership here, made when this is the first thing of theirs that is kept. For
 * what somebody logs, chooses, cheers or starts, once it is sure to happen; `prospect` is for everything else.
 */
export async function ensurePerson(visitor: Visitor): Promise<Present> {
  const person = visitor.person ?? (await createPerson(visitor));
  const member = visitor.member ?? (await join(visitor, person));
  return { person, ...(member && { member }) };
}

/**
 * The person and the membership of this interaction as they are, or as they would begin. Nothing is stored: whoever only
 * looks, or asks for what cannot be, is nobody here afterwards.
 */
export function prospect(visitor: Visitor): Present {
  const person = visitor.person ?? newcomer(visitor);
  const member = visitor.member ?? newMemberOf(visitor, person);
  return { person, ...(member && { member }) };
}

/** Whether something of this interaction's person would be stored for the first time. */
export const isNewHere = ({ person, community, member }: Visitor): boolean =>
  person === undefined || (community !== undefined && member === undefined);

const newcomer = ({ actor, community, now, services: { rules, newId } }: Visitor): Person =>
  newPerson(
    {
      id: newId(),
      identity: actor.identity,
      zone: community?.zone ?? rules.defaultZone,
      zoneChosen: false,
      nudgeTime: rules.nudgeTime,
      ...(community && { promptTime: community.defaults.promptTime }),
      ...(actor.languageHint && { language: actor.languageHint }),
    },
    now,
  );

async function createPerson(visitor: Visitor): Promise<Person> {
  const {
    actor,
    services: { stores },
  } = visitor;
  const created = await stores.people.create(newcomer(visitor));
  if (created.ok) return created.value;
  const winner = await stores.people.findByIdentity(actor.identity);
  if (!winner) throw new Error('A person could neither be made nor found');
  return winner;
}

async function join(visitor: Visitor, person: Person): Promise<Member | undefined> {
  const {
    community,
    services: { stores },
  } = visitor;
  const known = community && (await stores.members.find(community.id, person.id));
  if (known) return known;
  const member = newMemberOf(visitor, person);
  if (member) await stores.members.put(member);
  return member;
}

function newMemberOf({ actor, community, now }: Visitor, person: Person): Member | undefined {
  if (!community) return undefined;
  const name = actor.displayName ?? actor.accountName;
  return newMember(
    {
      communityId: community.id,
      personId: person.id,
      ...(name !== undefined && { displayName: name }),
      audience: 'private',
    },
    now,
  );
}
