import type { Context } from '../../src/chat/context.ts';
import { shownName } from '../../src/chat/interaction.ts';
import type { Community, Person } from '../../src/core/people/index.ts';
import type { Signature } from '../../src/messages/picture.ts';
import { namesOnPicture } from '../../src/settings/member/pictures.ts';

const communitiesAtMost = 3;

/**
 * The names that a person's pictures carry here, and the communities that a press can share one with. In a DM of somebody in
 * several communities, the account's name, unless they want no name in one of them.
 */
export async function sharingOf(
  person: Person,
  { actor, community, services: { stores } }: Context,
): Promise<{ readonly signature: Signature; readonly communities: readonly Community[] }> {
  const memberships = await stores.members.listOfPerson(person.id);
  const all = await Promise.all(memberships.map((it) => stores.communities.find(it.communityId)));
  const mine = all.filter((it): it is Community => it !== undefined && it.removedAt === undefined);
  const here = community ? mine.filter((it) => it.id === community.id) : mine;
  const member = memberships.find((it) => here.length === 1 && it.communityId === here[0]?.id);
  const { language } = person;
  const account = shownName(actor);
  const isNamed = memberships.every((it) => namesOnPicture(it, undefined, 'somebody').name !== undefined);
  const outside = account !== undefined && isNamed ? { name: account } : {};
  const names = member ? namesOnPicture(member, here[0], account) : outside;
  const open = here.filter((it) => it.channel !== undefined);
  return { signature: { ...names, language }, communities: open.slice(0, communitiesAtMost) };
}
