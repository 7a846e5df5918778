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

/** What was shared, when and with whom: the key of its delivery. The same picture of the same date is shared once. */
export interface SharedPicture {
  readonly day: Day;
  readonly picture: PictureRef;
  readonly communityId: string;
}

const keyOf = ({ day, picture, communityId }: SharedPicture): string =>
  [formatDay(day), ...pictureWords(picture), communityId].join('.');

export function sharedPictureOf({ key }: Pick<Delivery, 'key'>): Omit<SharedPicture, 'day'> | undefined {
  const [_day, view = '', of = '', theme = '', shape = '', ...community] = key.split('.');
  const picture = pictureFrom([view, of, theme, shape]);
  return picture && { picture, communityId: community.join('.') };
}

/** Owes a community a picture. False where it has it, or gets it already. `key`: under which it is known. */
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
  shared: Omit<SharedPicture, 'communityId'>,
): Promise<{ readonly key: string; readonly fresh: boolean }> {
  const key = keyOf({ ...shared, communityId: community.id });
  const owed = pendingDelivery({
    owner: { personId },
    kind: 'picture',
    key,
    lane: laneOf(community, 'picture'),
    dueAt: now,
    expiresAt: now + deliveryKindFacts.picture.lateness.forMs,
  });
  const fresh =
    (await stores.deliveries.put(owed)) ||
    (await stores.deliveries.reopen(owed, 'dropped')) ||
    (await stores.deliveries.reopen(owed, 'failed')) ||
    (await stores.deliveries.reopen(owed, 'missed'));
  if (fresh) wakeDeliveryWorker();
  return { key, fresh };
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
