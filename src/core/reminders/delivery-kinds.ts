const hourMs = 60 * 60 * 1000;

/** What must be known of a kind of delivery; whatever handles deliveries loops over the rows. */
export interface DeliveryKindFacts {
  readonly owner: 'person' | 'community';
  /**
   * A DM to its person, or a post in a community's channel. A kind is a DM of its own only if it cannot wait: everything else
   * rides in the next prompt or in the weekly summary. None is sent in silence (R21), in a pause or after `/stop`.
   */
  readonly to: 'dm' | 'channel';
  /** `/stop` drops what waits. */
  readonly endsWithStop: boolean;
  readonly isExported: boolean;
  /**
   * When its person becomes part of another one, or leaves them. `drop`: what waits is not sent. `drop-and-note`: what was sent
   * today also counts as sent to the other one. `carry`: what is owed goes over with its entry. `stays`: people do not own it.
   */
  readonly onLink: 'drop' | 'drop-and-note' | 'carry' | 'stays';
  /** Until when it may be sent: until its local date ends and within the installation's late window, or for so long after it was due. */
  readonly lateness: 'its-date' | { readonly forMs: number };
  /** It asks for what people answer by typing: a reply to it counts for its date (R38). */
  readonly isAnsweredByTyping: boolean;
  /** It is removed when it went out although nobody wanted it any more. */
  readonly isTakenBack: boolean;
  /** Its record is kept as long as its post stands, and not for 90 days: people who leave are taken out of it. */
  readonly isKeptWhilePosted: boolean;
}

const reminder = {
  owner: 'person',
  to: 'dm',
  endsWithStop: true,
  isExported: true,
  lateness: 'its-date',
  isAnsweredByTyping: true,
  isTakenBack: false,
  isKeptWhilePosted: false,
} as const;

export const deliveryKindFacts = {
  prompt: { ...reminder, onLink: 'drop-and-note' },
  nudge: { ...reminder, onLink: 'drop-and-note' },
  'snooze-1': { ...reminder, onLink: 'drop' },
  'snooze-2': { ...reminder, onLink: 'drop' },
  'snooze-3': { ...reminder, onLink: 'drop' },
  /** The week of a person, for whoever wants it. */
  summary: { ...reminder, onLink: 'drop-and-note', isAnsweredByTyping: false },
  /** The community's copy of an entry. */
  share: {
    owner: 'person',
    to: 'channel',
    endsWithStop: false,
    isExported: true,
    onLink: 'carry',
    lateness: { forMs: 24 * hourMs },
    isAnsweredByTyping: false,
    isTakenBack: true,
    isKeptWhilePosted: false,
  },
  /** A picture that its person shared; it is known as long as it stands, so that they can take it back (R40). */
  picture: {
    owner: 'person',
    to: 'channel',
    endsWithStop: false,
    isExported: true,
    onLink: 'drop',
    lateness: { forMs: 24 * hourMs },
    isAnsweredByTyping: false,
    isTakenBack: true,
    isKeptWhilePosted: true,
  },
  /** The weekly post. */
  roundup: {
    owner: 'community',
    to: 'channel',
    endsWithStop: false,
    isExported: false,
    onLink: 'stays',
    lateness: 'its-date',
    isAnsweredByTyping: false,
    isTakenBack: false,
    isKeptWhilePosted: true,
  },
} as const satisfies Record<string, DeliveryKindFacts>;

export type DeliveryKind = keyof typeof deliveryKindFacts;

export const deliveryKinds = Object.keys(deliveryKindFacts) as readonly DeliveryKind[];

/** The facts of a kind, without their exact types. */
export const factsOfKind = (kind: DeliveryKind): DeliveryKindFacts => deliveryKindFacts[kind];

/** The kinds whose facts are so. */
export const kindsWhere = (isSo: (facts: DeliveryKindFacts) => boolean): readonly DeliveryKind[] =>
  deliveryKinds.filter((kind) => isSo(factsOfKind(kind)));
