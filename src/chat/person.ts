import { type Member, newMember, newPerson, type Person } from '../core/people/index.ts';
import { type Context, shownName } from './context.ts';

export interface Present {
  readonly person: Person;
  /** Absent where there is no community around. */
  readonly member?: Member;
}

/**
 * The person of this interaction and their membership here, made when this is the first thing of theirs that is kept. For
 * what somebody logs, chooses, cheers or starts, once it is sure to happen; `prospect` is for everything else.
 */
export async function ensurePerson(context: Context): Promise<Present> {
  const person = context.person ?? (await createPerson(context));
  const member = context.member ?? (await join(context, person));
  return { person, ...(member && { member }) };
}

/**
 * The person and the membership of this interaction as they are, or as they would begin. Nothing is stored: whoever only
 * looks, or asks for what cannot be, is nobody here afterwards.
 */
export function prospect(context: Context): Present {
  const person = context.person ?? newcomer(context);
  const member = context.member ?? newMemberOf(context, person);
  return { person, ...(member && { member }) };
}

/** Whether something of this interaction's person would be stored for the first time. */
export const isNewHere = ({ person, community, member }: Context): boolean =>
  person === undefined || (community !== undefined && member === undefined);

const newcomer = ({ actor, community, rules, newId, now }: Context): Person =>
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

async function createPerson(context: Context): Promise<Person> {
  const { stores, actor } = context;
  const created = await stores.people.create(newcomer(context));
  if (created.ok) return created.value;
  const winner = await stores.people.findByIdentity(actor.identity);
  if (!winner) throw new Error('A person could neither be made nor found');
  return winner;
}

async function join(context: Context, person: Person): Promise<Member | undefined> {
  const { stores, community } = context;
  const known = community && (await stores.members.find(community.id, person.id));
  if (known) return known;
  const member = newMemberOf(context, person);
  if (member) await stores.members.put(member);
  return member;
}

function newMemberOf({ actor, community, now }: Context, person: Person): Member | undefined {
  if (!community) return undefined;
  const name = shownName(actor);
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
