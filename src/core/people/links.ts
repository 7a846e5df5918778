import type { Day } from '../calendar/index.ts';
import type { ExcuseReason } from '../streaks/index.ts';
import { isSameIdentity } from './identity.ts';
import type { Identity, Member, Person, PersonId } from './types.ts';

/** What `link` brings together and `unlink` parts again; everything else is the maker's all along. */
export type SharedSettings = Pick<
  Person,
  | 'joinedAt'
  | 'joinedDay'
  | 'rest'
  | 'pauses'
  | 'promptTime'
  | 'nudge'
  | 'prompts'
  | 'dm'
  | 'skippedDay'
  | 'followUps'
>;

export interface ExcusedDay {
  readonly day: Day;
  readonly reason: ExcuseReason;
}

/** A person as they were by themselves, before anybody was linked to them. */
export interface OwnSide {
  readonly settings: SharedSettings;
  readonly zoneChosen: boolean;
  /** The dates that were excused for them then, by their own platforms and clocks. */
  readonly excused: readonly ExcusedDay[];
}

/**
 * `joining`: agreed on, and its log may be on the way; `joined`; `parting`: on the way back. Whoever meets an open one
 * finishes it first (`finishLinks`).
 */
export type LinkState = 'joining' | 'joined' | 'parting';

/** A person who is one with another one. Their own document sleeps meanwhile and keeps their settings. */
export interface LinkedSide {
  readonly personId: PersonId;
  readonly identities: readonly Identity[];
  /** How the account is shown; absent where no name is known. */
  readonly name?: string;
  readonly state: LinkState;
  readonly joinedDay: Day;
  readonly excused: readonly ExcusedDay[];
  /** Memberships at the time of linking: theirs, and the maker's in the same communities. */
  readonly members: { readonly theirs: readonly Member[]; readonly mine: readonly Member[] };
}

export interface Links {
  /** How the maker's own account is shown; absent where no name is known. */
  readonly name?: string;
  /** Absent until the first side has joined. */
  readonly own?: OwnSide;
  readonly sides: readonly LinkedSide[];
}

export const hasOpenLink = (person: Person): boolean =>
  person.links?.sides.some((it) => it.state !== 'joined') ?? false;

export const sideOf = (person: Person, sideId: PersonId): LinkedSide | undefined =>
  person.links?.sides.find((it) => it.personId === sideId);

export const withSideState = (person: Person, sideId: PersonId, state: LinkedSide['state']): Person => {
  const { links } = person;
  if (!links || sideOf(person, sideId)?.state === state) return person;
  const sides = links.sides.map((it) => (it.personId === sideId ? { ...it, state } : it));
  return { ...person, links: { ...links, sides } };
};

/** The id under which an account acts where it must be told from the others: that of its own person. */
export const ownIdOf = (person: Person, identity: Identity): PersonId =>
  person.links?.sides.find((side) => side.identities.some((it) => isSameIdentity(it, identity)))?.personId ??
  person.id;

/** Every id that a person acts or acted under. */
export const idsOf = (person: Person): readonly PersonId[] => [
  person.id,
  ...(person.links?.sides.map((it) => it.personId) ?? []),
];
