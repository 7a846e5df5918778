import type { Button } from '../chat/reply.ts';
import type { Community, Person } from '../core/people/index.ts';
import type { CommunityStore, MemberStore } from '../core/people/ports.ts';
import { type PictureRef, pictureWords } from '../core/sharing/index.ts';
import type { Signature } from '../messages/picture.ts';
import { excerpt } from '../messages/words.ts';
import { namesOnPicture } from './member/pictures.ts';

const communitiesAtMost = 3;

/** Where a picture is shown. `account`: how the account calls itself there. */
interface Around {
  readonly account?: string | undefined;
  readonly community?: Community | undefined;
  readonly services: {
    readonly stores: { readonly communities: CommunityStore; readonly members: MemberStore };
  };
}

/**
 * The names that a person's pictures carry here, and the communities that a press can share one with. In a DM of somebody in
 * several communities, the account's name, unless they want no name in one of them.
 */
export async function sharingOf(
  person: Person,
  { account, community, services: { stores } }: Around,
): Promise<{ readonly signature: Signature; readonly communities: readonly Community[] }> {
  const memberships = await stores.members.listOfPerson(person.id);
  const all = await Promise.all(memberships.map((it) => stores.communities.find(it.communityId)));
  const mine = all.filter((it): it is Community => it !== undefined && it.removedAt === undefined);
  const here = community ? mine.filter((it) => it.id === community.id) : mine;
  const member = memberships.find((it) => here.length === 1 && it.communityId === here[0]?.id);
  const { language } = person;
  const isNamed = memberships.every((it) => namesOnPicture(it, undefined, 'somebody').name !== undefined);
  const outside = account !== undefined && isNamed ? { name: account } : {};
  const names = member ? namesOnPicture(member, here[0], account) : outside;
  const open = here.filter((it) => it.channel !== undefined);
  return { signature: { ...names, language }, communities: open.slice(0, communitiesAtMost) };
}

/** A button for each community: it shares the picture there (R40). `label`: what comes before the community's name. */
export const sharePictureButtons = (
  picture: PictureRef,
  communities: readonly Community[],
  label = 'Share with',
): readonly Button[] =>
  communities.map(({ id, name }) => ({
    label: `${label} ${excerpt(name, 50)}`,
    action: { name: 'streak.share', args: [...pictureWords(picture), id] },
    style: 'primary',
  }));
