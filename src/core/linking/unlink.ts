import { updatePerson } from '../account/update.ts';
import { dayAt, type Instant } from '../calendar/index.ts';
import type { Entry } from '../log/types.ts';
import { isSameIdentity } from '../people/identity.ts';
import { withSideState } from '../people/links.ts';
import type { ToldEvents } from '../people/streak-events.ts';
import type {
  DmAddress,
  FollowUp,
  Identity,
  LinkedSide,
  Person,
  PersonId,
  SharedSettings,
} from '../people/types.ts';
import { foldStreak, toldBefore } from '../streaks/index.ts';
import { readFacts, type StreakRules } from '../streaks/read.ts';
import { carryDeliveries } from './deliveries.ts';
import { splitMemberships } from './members.ts';
import type { LinkingStores, Moment } from './ports.ts';
import type { LinkRules } from './rules.ts';
import { isSameAddress, settingsOf, split, withSettings } from './settings.ts';

/** Does all that follows from the intent to unlink a side. It can be cut off at any step and repeated. */
export async function finishUnlinking(
  stores: LinkingStores,
  person: Person,
  side: LinkedSide,
  moment: Moment,
): Promise<Person> {
  const secondary = await stores.people.find(side.personId);
  if (secondary?.linkedTo === person.id) await splitLog(stores, person, secondary, side, moment);
  const followUps = await followUpsOf(stores, side.personId, person);
  if (secondary?.linkedTo === person.id) await markUnlinked(stores, person, secondary, followUps, moment);
  const sleeping = await sleepingSettings(stores, person);
  return updatePerson(stores.people, person, moment, (current) => {
    const parted = splitFrom(current, side, sleeping, followUps, moment.linkRules);
    return parted === current ? current : { ...parted, streakEvents: toldAlone(parted, person, moment.now) };
  });
}

/** What each had alone is another history than what they had together (S13). */
const toldAlone = (one: Person, together: Person, now: Instant): ToldEvents =>
  toldBefore(dayAt(one.clocks, now), [one.streakEvents, together.streakEvents]);

async function splitLog(
  stores: LinkingStores,
  person: Person,
  secondary: Person,
  side: LinkedSide,
  { now, linkRules }: Moment,
): Promise<void> {
  await stores.links.moveLog(person.id, secondary.id, side.identities);
  await splitMemberships(stores, person, side, linkRules.member);
  await carryDeliveries(stores, person, secondary, now);
  for (const id of [secondary.id, person.id]) await stores.checkpoints.dropFrom(id, Number.NEGATIVE_INFINITY);
}

/** The person as they were before linking, with what happened to their entries since, and the date of their last activity. */
function markUnlinked(
  { people }: LinkingStores,
  person: Person,
  secondary: Person,
  followUps: readonly FollowUp[],
  moment: Moment,
): Promise<Person> {
  return updatePerson(people, secondary, moment, (current) => {
    if (current.linkedTo !== person.id) return current;
    const { linkedTo: _linkedTo, followUps: _before, ...rest } = current;
    const heard = Math.min(person.lastActiveDay, dayAt(rest.clocks, moment.now));
    return {
      ...rest,
      lastActiveDay: Math.max(rest.lastActiveDay, heard),
      streakEvents: toldAlone(rest, person, moment.now),
      ...(followUps.length > 0 && { followUps }),
    };
  });
}

/** The follow-ups of a person that are about entries of one side. */
async function followUpsOf(
  { entries }: LinkingStores,
  sideId: PersonId,
  person: Person,
): Promise<readonly FollowUp[]> {
  const found: FollowUp[] = [];
  for (const it of person.followUps ?? [])
    if (await entries.find(sideId, it.entryId, { deleted: true })) found.push(it);
  return found;
}

/** The settings that a person's sides had before linking, by their ids. */
async function sleepingSettings(
  { people }: LinkingStores,
  person: Person,
): Promise<ReadonlyMap<PersonId, SharedSettings>> {
  const known = new Map<PersonId, SharedSettings>();
  for (const { personId } of person.links?.sides ?? []) {
    const asleep = await people.find(personId);
    if (asleep) known.set(personId, settingsOf(asleep));
  }
  return known;
}

const canBeOf = (dm: DmAddress, { platform, team }: Identity): boolean =>
  dm.platform === platform && (dm.team === undefined || team === undefined || dm.team === team);

function splitFrom(
  current: Person,
  side: LinkedSide,
  sleeping: ReadonlyMap<PersonId, SharedSettings>,
  theirs: readonly FollowUp[],
  rules: LinkRules,
): Person {
  const { links, ...rest } = current;
  if (!links?.sides.some((it) => it.personId === side.personId && it.state === 'parting')) return current;
  const sides = links.sides.filter((it) => it.personId !== side.personId);
  const settingsOfSides = (list: readonly LinkedSide[]) =>
    list.flatMap((it) => (it.state === 'joining' ? [] : (sleeping.get(it.personId) ?? [])));
  const identities = current.identities.filter(
    (it) => !side.identities.some((one) => isSameIdentity(one, it)),
  );
  // If it is not known whose DM it is, it counts as the side's: nothing of one may be written to the other.
  const isTheirs = (dm: DmAddress) =>
    isSameAddress(dm, sleeping.get(side.personId)?.dm) ||
    side.identities.some((it) => canBeOf(dm, it)) ||
    !identities.some((it) => canBeOf(dm, it));
  const settings = links.own
    ? split(current, links.own, settingsOfSides(links.sides), settingsOfSides(sides), isTheirs, rules.person)
    : settingsOf(current);
  const { followUps = [], ...left } = settings;
  const mine = followUps.filter((it) => !theirs.some((one) => one.entryId === it.entryId));
  return {
    ...withSettings(rest, { ...left, ...(mine.length > 0 && { followUps: mine }) }),
    identities,
    ...(sides.length > 0 && { links: { ...links, sides } }),
  };
}

export interface SeparateStreaks {
  readonly together: number;
  readonly mine: number;
  readonly theirs: number;
}

/** The streak now, and both streaks if a side were unlinked. It only reads. */
export async function separateStreaks(
  stores: LinkingStores,
  person: Person,
  side: LinkedSide,
  now: Instant,
  rules: StreakRules & Pick<Moment, 'linkRules'>,
): Promise<SeparateStreaks> {
  const asleep = await stores.people.find(side.personId);
  const sleeping = await sleepingSettings(stores, person);
  const mine = splitFrom(
    withSideState(person, side.personId, 'parting'),
    side,
    sleeping,
    [],
    rules.linkRules,
  );
  const isTheirs = ({ identity }: Entry) => side.identities.some((it) => isSameIdentity(it, identity));
  const logged = new Map<Entry['id'], Entry>();
  for await (const entry of stores.entries.all(person.id))
    if (entry.deletedAt === undefined) logged.set(entry.id, entry);
  const current = async (one: Person, entries: readonly Entry[]): Promise<number> => {
    const days = new Map(entries.map((it) => [it.day, [{ id: it.id, backdated: it.backdated }]]));
    const only = { ...stores, entries: { loggedDays: async () => days } };
    return foldStreak(await readFacts(only, one, now), rules.freezes).current;
  };
  const all = [...logged.values()];
  return {
    together: await current(person, all),
    mine: await current(
      mine,
      all.filter((it) => !isTheirs(it)),
    ),
    theirs: asleep ? await current(asleep, all.filter(isTheirs)) : 0,
  };
}
