import type { Stores } from '../chat/context.ts';
import type { Community, Person } from '../core/people/index.ts';

/** The communities that a person is a member of, and that the bot is in. */
export async function communitiesOf(
  { members, communities }: Pick<Stores, 'members' | 'communities'>,
  person: Person | undefined,
): Promise<readonly Community[]> {
  if (!person) return [];
  const memberships = await members.listOfPerson(person.id);
  const found = await Promise.all(memberships.map((it) => communities.find(it.communityId)));
  return found.filter((it) => it !== undefined && it.removedAt === undefined) as Community[];
}
