import { updatePerson } from '../../core/account/index.ts';
import { sharedPictureOf } from '../../core/sharing/index.ts';
import { readLedger } from '../../core/streaks/read.ts';
import { pictureOf, sharedPictureMessage } from '../../messages/picture.ts';
import { namesOnPicture } from '../../settings/member/pictures.ts';
import { requeueSharesOf } from '../refused-shares.ts';
import { type Composer, channelOf, personOf } from './composed.ts';

/** A picture that its person shared with a community, as it was when they pressed (R40). */
export const composePicture: Composer = async (deps, delivery) => {
  const { stores, rules } = deps;
  const shared = sharedPictureOf(delivery);
  const person = await stores.people.find(personOf(delivery));
  const community = shared && (await stores.communities.find(shared.communityId));
  if (!person || !community || community.removedAt !== undefined) return { dropped: 'gone' };
  if (community.channel === undefined) return { dropped: 'no-channel' };
  const to = channelOf(community, community.channel);
  const member = await stores.members.find(community.id, person.id);
  if (!member || person.linkedTo !== undefined) return { dropped: 'not-shared', to };
  const streak = await readLedger(stores, person, delivery.dueAt, rules);
  const signature = { ...namesOnPicture(member, community), language: person.language };
  const picture = await pictureOf(shared.picture, streak, signature);
  if (!picture) return { dropped: 'not-shared', to };
  return {
    to,
    reply: sharedPictureMessage(shared.picture, streak, member.displayName, picture),
    sent: () => requeueSharesOf(deps, community),
    async failed() {
      const moment = { now: deps.now(), tzdb: rules.tzdb };
      await updatePerson(stores.people, person, moment, (current) => ({
        ...current,
        pictureRefused: delivery.key,
      }));
    },
  };
};
