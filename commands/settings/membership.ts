import type { Context } from '../../src/chat/context.ts';
import { prospect } from '../../src/core/account/present.ts';
import type { Member } from '../../src/core/people/index.ts';

/** A membership with its community's name. */
export interface Membership {
  readonly member: Member;
  readonly community: string;
}

/** The membership around, as it is or would begin; elsewhere the only one there is. */
export async function membershipOf(context: Context): Promise<Membership | undefined> {
  const {
    community,
    person,
    services: { stores },
  } = context;
  const around = prospect(context).member;
  if (community && around) return { member: around, community: community.name };
  const [member, ...others] = person ? await stores.members.listOfPerson(person.id) : [];
  if (!member || others.length > 0) return undefined;
  const name = (await stores.communities.find(member.communityId))?.name;
  return { member, community: name ?? 'the community' };
}
