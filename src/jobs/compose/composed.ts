import type { Destination } from '../../chat/messenger.ts';
import type { Reply } from '../../chat/reply.ts';
import type { Instant } from '../../core/calendar/index.ts';
import type { Picture } from '../../core/log/index.ts';
import type { Community } from '../../core/people/index.ts';
import type { Claimed, Delivery } from '../../core/reminders/index.ts';
import type { JobDependencies } from '../dependencies.ts';

/** What a delivery says and where it goes, as things stand now; or why nobody wants it any more. */
export type Composed =
  | {
      readonly to: Destination;
      readonly reply: Reply;
      /** Members' pictures that go with it; they are asked for when nothing else is in the way of sending it. */
      readonly pictures?: readonly Picture[];
      readonly sent?: (post: NonNullable<Delivery['post']>) => Promise<void>;
      /** From when on a roundup covers what was written. */
      readonly coversFrom?: Instant;
      /** It ends without having been sent. */
      readonly failed?: () => Promise<void>;
    }
  | {
      readonly dropped: string;
      /** Where an attempt that was cut off may have sent it, as long as that is known. */
      readonly to?: Destination;
    };

/** Makes the message of one kind of delivery when it is about to be sent. */
export type Composer = (deps: JobDependencies, delivery: Claimed) => Promise<Composed>;

/** Empty where the delivery is not a person's, which no stored id is. */
export const personOf = ({ owner }: Delivery): string => ('personId' in owner ? owner.personId : '');
export const communityOf = ({ owner }: Delivery): string => ('communityId' in owner ? owner.communityId : '');

/** Where a community's posts go. */
export const channelOf = ({ platform, external }: Community, channel: string): Destination => ({
  platform,
  ...(platform !== 'playground' && { team: external }),
  channel,
});
