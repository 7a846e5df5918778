import { updatePerson } from '../account/update.ts';
import { hasOpenLink, ownIdOf, sideOf, withSideState } from '../people/links.ts';
import type { Identity, LinkedSide, Person, PersonId } from '../people/types.ts';
import { membershipsOfBoth } from './members.ts';
import { finishLinking } from './merge.ts';
import type { LinkingStores, Moment } from './ports.ts';
import { finishUnlinking } from './unlink.ts';

/** Why two people cannot be linked; stable. */
export type LinkProblem = 'same-person' | 'secondary-linked' | 'primary-linked' | 'gone';

/** `secondary` must have no linked sides of its own: all sides are linked to the primary. */
export function linkProblem(
  primary: Person | undefined,
  secondary: Person | undefined,
): LinkProblem | undefined {
  if (!primary || !secondary) return 'gone';
  if (primary.id === secondary.id || secondary.linkedTo === primary.id) return 'same-person';
  if (primary.linkedTo !== undefined) return 'primary-linked';
  return secondary.linkedTo !== undefined || secondary.links ? 'secondary-linked' : undefined;
}

/** The two people to link, and how each account is shown. */
export interface Linking {
  readonly primaryId: PersonId;
  readonly primaryName?: string | undefined;
  readonly secondaryId: PersonId;
  readonly secondaryName?: string | undefined;
}

export type Linked =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: LinkProblem };

/**
 * Links two people. It writes the intent first; the rest follows from it and can be repeated from any point (`finishLinks`). The
 * primary's document stays in use. The secondary's is kept as it is until `unlink`.
 */
export async function linkPeople(stores: LinkingStores, it: Linking, moment: Moment): Promise<Linked> {
  const [primary, secondary] = [
    await stores.people.find(it.primaryId),
    await stores.people.find(it.secondaryId),
  ];
  if (primary && sideOf(primary, it.secondaryId))
    return { ok: true, person: await finishLinks(stores, primary, moment) };
  const problem = linkProblem(primary, secondary);
  if (problem || !primary || !secondary) return { ok: false, code: problem ?? 'gone' };
  const side: LinkedSide = {
    personId: secondary.id,
    identities: secondary.identities,
    ...(it.secondaryName !== undefined && { name: it.secondaryName }),
    state: 'joining',
    joinedDay: secondary.joinedDay,
    excused: [],
    members: await membershipsOfBoth(stores, primary.id, secondary.id),
  };
  const begun = await updatePerson(stores.people, primary, moment, (current) =>
    current.linkedTo !== undefined || sideOf(current, secondary.id)
      ? current
      : {
          ...current,
          links: {
            ...(it.primaryName !== undefined && { name: it.primaryName }),
            ...current.links,
            sides: [...(current.links?.sides ?? []), side],
          },
        },
  );
  const person = await finishLinks(stores, begun, moment);
  return sideOf(person, secondary.id) ? { ok: true, person } : { ok: false, code: 'secondary-linked' };
}

/** Unlinks a side from a person. Its name and every entry go with it. */
export async function unlinkPerson(
  stores: LinkingStores,
  person: Person,
  sideId: PersonId,
  moment: Moment,
): Promise<Linked> {
  if (!sideOf(person, sideId)) return { ok: false, code: 'gone' };
  const begun = await updatePerson(stores.people, person, moment, (current) =>
    withSideState(current, sideId, 'parting'),
  );
  return { ok: true, person: await finishLinks(stores, begun, moment) };
}

/** Finishes links and unlinks that were cut off. Idempotent; writes nothing if none is open. */
export async function finishLinks(stores: LinkingStores, person: Person, moment: Moment): Promise<Person> {
  let current = person;
  for (const side of person.links?.sides ?? []) {
    if (side.state === 'joining') current = await finishLinking(stores, current, side, moment);
    if (side.state === 'parting') current = await finishUnlinking(stores, current, side, moment);
  }
  return current;
}

/**
 * Finds the person behind an account. It first finishes a link that was cut off, and moves what another process wrote for a side
 * during the link.
 */
export async function findLinkedPerson(
  stores: LinkingStores,
  identity: Identity,
  moment: Moment,
): Promise<Person | undefined> {
  const person = await stores.people.findByIdentity(identity);
  if (!person?.links) return person;
  if (hasOpenLink(person)) {
    await finishLinks(stores, person, moment);
    return stores.people.findByIdentity(identity);
  }
  const own = ownIdOf(person, identity);
  if (own !== person.id && (await stores.entries.latest(own))) await moveLateWrites(stores, own, person);
  return person;
}

/** Moves entries that were written for `from` while its account was linked or unlinked. */
export async function moveLateWrites(
  { links, checkpoints }: Pick<LinkingStores, 'links' | 'checkpoints'>,
  from: PersonId,
  to: Person,
  by?: Identity,
): Promise<void> {
  await links.moveLog(from, to.id, by && [by]);
  for (const id of [from, to.id]) await checkpoints.dropFrom(id, Number.NEGATIVE_INFINITY);
}
