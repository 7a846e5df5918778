import type { Context, Services } from '../chat/context.ts';
import type { Actor, Incoming, Place } from '../chat/interaction.ts';
import { arrive } from '../core/account/index.ts';
import { findLinkedPerson } from '../core/linking/index.ts';
import { type Community, identityKey, type Member } from '../core/people/index.ts';
import { linkRules } from '../settings/link-rules.ts';

/** What is the same for every interaction. */
export interface Surroundings {
  readonly services: Services;
  readonly clock: () => number;
  readonly commandName: (platform: string, name: string) => string;
}

/** Finds the person, the community and the membership of an interaction; a community seen for the first time is written. */
export async function createContext(
  around: Surroundings,
  { eventId, actor, place, interaction, uploads, caughtUp }: Incoming,
): Promise<Context> {
  const { services, clock, commandName } = around;
  const { stores, rules } = services;
  const now = clock();
  const [person, community] = await Promise.all([
    findLinkedPerson(stores, actor.identity, { now, tzdb: rules.tzdb, linkRules }),
    place.community && findCommunity(services, place, place.community, now),
  ]);
  const member = person && community && (await findMember(services, community, person.id, actor));
  return {
    now,
    actedAt: interaction.type === 'message' ? Math.min(now, interaction.message.at) : now,
    eventId: `${place.platform}:${eventId}`,
    ...(uploads && { uploads }),
    ...(caughtUp && { caughtUp }),
    actor,
    place,
    ...(person && { person }),
    ...(community && { community }),
    ...(member && { member }),
    isOrganiser:
      community !== undefined &&
      (actor.isOrganiser || community.organisers.includes(identityKey(actor.identity))),
    commandName: (name) => commandName(place.platform, name),
    services,
  };
}

async function findCommunity(
  { stores, newId, rules }: Services,
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
  { stores }: Services,
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
