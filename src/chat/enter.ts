import { personBehind } from '../core/linking/index.ts';
import { arrive, type Community, identityKey, type Member } from '../core/people/index.ts';
import type { Actor, Context, Place } from './context.ts';
import type { Incoming } from './incoming.ts';

/** What is the same for every interaction. */
export type Surroundings = Pick<
  Context,
  'stores' | 'rules' | 'assistant' | 'newId' | 'messengers' | 'sign' | 'knock' | 'commands'
> & {
  readonly clock: () => number;
  readonly commandName: (platform: string, name: string) => string;
};

/** Finds the person, the community and the membership of an interaction; a community seen for the first time is written. */
export async function enter(around: Surroundings, { eventId, actor, place }: Incoming): Promise<Context> {
  const { clock, commandName, ...rest } = around;
  const now = clock();
  const [person, community] = await Promise.all([
    personBehind(around.stores, actor.identity, { now, tzdb: around.rules.tzdb }),
    place.community && findCommunity(around, place, place.community, now),
  ]);
  const member = person && community && (await findMember(around, community, person.id, actor));
  return {
    ...rest,
    now,
    eventId: `${place.platform}:${eventId}`,
    actor,
    place,
    ...(person && { person }),
    ...(community && { community }),
    ...(member && { member }),
    isOrganiser:
      community !== undefined &&
      (actor.isOrganiser || community.organisers.includes(identityKey(actor.identity))),
    commandName: (name) => commandName(place.platform, name),
  };
}

async function findCommunity(
  { stores, newId, rules }: Surroundings,
  { platform }: Place,
  { external, name }: NonNullable<Place['community']>,
  now: number,
): Promise<Community> {
  const known = await stores.communities.findByExternal(platform, external);
  if (known && known.removedAt === undefined) return known;
  const arrival = { id: newId(), platform, external, name: known?.name ?? name, zone: rules.defaultZone };
  return (await arrive(stores.communities, arrival, { now, tzdb: rules.tzdb })).community;
}

async function findMember(
  { stores }: Surroundings,
  community: Community,
  personId: string,
  actor: Actor,
): Promise<Member | undefined> {
  const member = await stores.members.find(community.id, personId);
  // A name that is not known now never takes the place of one that was.
  const displayName = actor.displayName ?? member?.displayName ?? actor.accountName;
  if (!member || displayName === undefined || member.displayName === displayName) return member;
  const renamed = { ...member, displayName };
  await stores.members.put(renamed);
  return renamed;
}
