import { type Day, formatDay, type Instant } from '../calendar/index.ts';
import type { Community, PersonId } from '../people/index.ts';
import {
  type Delivery,
  type DeliveryStore,
  deliveryKindFacts,
  laneOf,
  pendingDelivery,
} from '../reminders/index.ts';

export const pictureViews = ['year', 'month', 'recap', 'milestone'] as const;

/** A picture of one person. */
export interface PictureRef {
  readonly view: (typeof pictureViews)[number];
  /** The year: today. A month: its first day. A recap: the calendar year. A milestone: its days. */
  readonly of: number;
  readonly theme: 'light' | 'dark';
  readonly shape: 'wide' | 'square';
}

/** A picture as words that a button and a delivery's key carry. */
export const pictureWords = ({ view, of, theme, shape }: PictureRef): readonly string[] => [
  view,
  String(of),
  theme,
  shape,
];

/** The picture that was carried; undefined where the words name none. */
export function pictureFrom([view, of, theme, shape]: readonly string[]): PictureRef | undefined {
  const known = pictureViews.find((it) => it === view);
  const number = Number(of);
  if (known === undefined || of === undefined || !Number.isSafeInteger(number)) return undefined;
  return {
    view: known,
    of: number,
    theme: theme === 'dark' ? 'dark' : 'light',
    shape: shape === 'square' ? 'square' : 'wide',
  };
}

/** What was shared, when and with whom. */
export interface SharedPicture {
  readonly day: Day;
  readonly picture: PictureRef;
  readonly communityId: string;
}

/** The key of a delivery; `time`: how many times it was shared on that date before. A platform never posts one key twice. */
const keyOf = ({ day, picture, communityId }: SharedPicture, time: number): string =>
  [formatDay(day), time, ...pictureWords(picture), communityId].join('.');

export function sharedPictureOf({ key }: Pick<Delivery, 'key'>): Omit<SharedPicture, 'day'> | undefined {
  const [_day, _time, view = '', of = '', theme = '', shape = '', ...community] = key.split('.');
  const picture = pictureFrom([view, of, theme, shape]);
  return picture && { picture, communityId: community.join('.') };
}

/** Owes a community a picture. Not `fresh` where it has it, or gets it already. `key`: under which it is known. */
export async function queuePicture(
  {
    now,
    services: { stores, wakeDeliveryWorker },
  }: {
    readonly now: Instant;
    readonly services: {
      readonly stores: { readonly deliveries: DeliveryStore };
      readonly wakeDeliveryWorker: () => void;
    };
  },
  personId: PersonId,
  community: Community,
  wanted: Omit<SharedPicture, 'communityId'>,
): Promise<{ readonly key: string; readonly fresh: boolean }> {
  const shared = { ...wanted, communityId: community.id };
  const before = await stores.deliveries.latest(personId, 'picture', picturesAtMost);
  for (let time = 0; ; time++) {
    const key = keyOf(shared, time);
    const earlier = before.find((it) => it.key === key);
    if (earlier && isOut(earlier)) return { key, fresh: false };
    if (earlier) continue;
    const fresh = await stores.deliveries.put(
      pendingDelivery({
        owner: { personId },
        kind: 'picture',
        key,
        lane: laneOf(community, 'picture'),
        dueAt: now,
        expiresAt: now + deliveryKindFacts.picture.lateness.forMs,
      }),
    );
    if (fresh) wakeDeliveryWorker();
    return { key, fresh };
  }
}

const picturesAtMost = 1_000;

/** The pictures of a person that stand in a channel, or may soon; the newest first. `ids`: theirs and those of linked accounts. */
export async function sharedPictures(
  { deliveries }: { readonly deliveries: DeliveryStore },
  ids: readonly PersonId[],
): Promise<readonly Delivery[]> {
  const all = await Promise.all(ids.map((id) => deliveries.latest(id, 'picture', picturesAtMost)));
  return all
    .flat()
    .filter(isOut)
    .toSorted((a, b) => b.dueAt - a.dueAt || b.key.localeCompare(a.key));
}

const isOut = ({ state, reason }: Delivery): boolean =>
  state === 'sent' ||
  state === 'pending' ||
  state === 'sending' ||
  state === 'uncertain' ||
  (state === 'missed' && reason === 'uncertain');
