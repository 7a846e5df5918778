import { isSameIdentity } from './identity.ts';
import type { Identity, LinkedSide, LinkState, Person, PersonId } from './types.ts';

export const hasOpenLink = (person: Person): boolean =>
  person.links?.sides.some((it) => it.state !== 'joined') ?? false;

export const sideOf = (person: Person, sideId: PersonId): LinkedSide | undefined =>
  person.links?.sides.find((it) => it.personId === sideId);

export const withSideState = (person: Person, sideId: PersonId, state: LinkState): Person => {
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
