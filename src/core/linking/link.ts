import { hasOpenLink, type LinkedSide, ownIdOf, sideOf, withSideState } from '../people/links.ts';
import type { Identity, Person, PersonId } from '../people/types.ts';
import { updatePerson } from '../people/update.ts';
import { finishJoining } from './join.ts';
import { membershipsOfBoth } from './members.ts';
import { finishParting } from './part.ts';
import type { LinkingStores, Moment } from './ports.ts';

/** Why two persons cannot become one; stable. */
export type LinkProblem = 'same-person' | 'typer-linked' | 'maker-linked' | 'gone';

/** `typer` may not have others linked to it: the maker's side is the one that holds the rest. */
export function linkProblem(maker: Person | undefined, typer: Person | undefined): LinkProblem | undefined {
  if (!maker || !typer) return 'gone';
  if (maker.id === typer.id || typer.linkedTo === maker.id) return 'same-person';
  if (maker.linkedTo !== undefined) return 'maker-linked';
  return typer.linkedTo !== undefined || typer.links ? 'typer-linked' : undefined;
}

/** What is to be linked, with how each account is shown. */
export interface Linking {
  readonly makerId: PersonId;
  readonly makerName?: string | undefined;
  readonly typerId: PersonId;
  readonly typerName?: string | undefined;
}

export type Linked =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly code: LinkProblem };

/**
 * Makes two persons one: first the intent is written, then the rest follows from it and can be repeated from any point
 * (`finishLinks`). The maker's document lives on, the typer's sleeps.
 */
export async function linkPeople(stores: LinkingStores, it: Linking, moment: Moment): Promise<Linked> {
  const [maker, typer] = [await stores.people.find(it.makerId), await stores.people.find(it.typerId)];
  if (maker && sideOf(maker, it.typerId))
    return { ok: true, person: await finishLinks(stores, maker, moment) };
  const problem = linkProblem(maker, typer);
  if (problem || !maker || !typer) return { ok: false, code: problem ?? 'gone' };
  const side: LinkedSide = {
    personId: typer.id,
    identities: typer.identities,
    ...(it.typerName !== undefined && { name: it.typerName }),
    state: 'joining',
    joinedDay: typer.joinedDay,
    excused: [],
    members: await membershipsOfBoth(stores, maker.id, typer.id),
  };
  const begun = await updatePerson(stores.people, maker, moment, (current) =>
    current.linkedTo !== undefined || sideOf(current, typer.id)
      ? current
      : {
          ...current,
          links: {
            ...(it.makerName !== undefined && { name: it.makerName }),
            ...current.links,
            sides: [...(current.links?.sides ?? []), side],
          },
        },
  );
  const person = await finishLinks(stores, begun, moment);
  return sideOf(person, typer.id) ? { ok: true, person } : { ok: false, code: 'typer-linked' };
}

/** Parts a linked side from a person again; its name and every entry go with it. */
export async function unlinkSide(
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

/** Finishes what was begun and cut off. Idempotent, and nothing is written where nothing is open. */
export async function finishLinks(stores: LinkingStores, person: Person, moment: Moment): Promise<Person> {
  let current = person;
  for (const side of person.links?.sides ?? []) {
    if (side.state === 'joining') current = await finishJoining(stores, current, side, moment);
    if (side.state === 'parting') current = await finishParting(stores, current, side, moment);
  }
  return current;
}

/**
 * Who is behind an account, whole: a link that was cut off is finished, and what another process wrote for a side while it
 * was being linked is brought along.
 */
export async function personBehind(
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
  if (own !== person.id && (await stores.entries.latest(own))) await bringAlong(stores, own, person);
  return person;
}

/** An entry written for `from` by somebody who has become, or is again, somebody else meanwhile. */
export async function bringAlong(
  { links, checkpoints }: Pick<LinkingStores, 'links' | 'checkpoints'>,
  from: PersonId,
  to: Person,
  by?: Identity,
): Promise<void> {
  await links.moveLog(from, to.id, by && [by]);
  for (const id of [from, to.id]) await checkpoints.dropFrom(id, Number.NEGATIVE_INFINITY);
}
