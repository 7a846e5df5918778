import { type Member, newMember, newPerson, type Person } from '../core/people/index.ts';
import type { Context } from './context.ts';

export interface Present {
  readonly person: Person;
  /** Absent where there is no community around. */
  readonly member?: Member;
}

/** The person of this interaction and their membership here, made when this is the first thing of theirs that is kept. */
export async function ensurePerson(context: Context): Promise<Present> {
  const person = context.person ?? (await createPerson(context));
  const member = context.member ?? (await join(context, person));
  return { person, ...(member && { member }) };
}

async function createPerson({ stores, actor, community, rules, newId, now }: Context): Promise<Person> {
  const made = newPerson(
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
  const created = await stores.people.create(made);
  if (created.ok) return created.value;
  const winner = await stores.people.findByIdentity(actor.identity);
  if (!winner) throw new Error('A person could neither be made nor found');
  return winner;
}

async function join({ stores, actor, community, now }: Context, person: Person): Promise<Member | undefined> {
  if (!community) return undefined;
  const known = await stores.members.find(community.id, person.id);
  if (known) return known;
  const member = newMember(
    { communityId: community.id, personId: person.id, displayName: actor.displayName, audience: 'private' },
    now,
  );
  await stores.members.put(member);
  return member;
}
