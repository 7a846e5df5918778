import { updatePerson } from '../account/update.ts';
import { dayAt } from '../calendar/index.ts';
import type { ExcusedDay, LinkedSide, OwnSide, Person } from '../people/types.ts';
import { toldBefore } from '../streaks/index.ts';
import { readExcused } from '../streaks/read.ts';
import { carryDeliveries, dropReminders } from './deliveries.ts';
import { dropMemberships, mergeMemberships } from './members.ts';
import type { LinkingStores, Moment } from './ports.ts';
import { merge, settingsOf, withSettings } from './settings.ts';

/** Does all that follows from the intent to link a side. It can be cut off at any step and repeated. */
export async function finishLinking(
  stores: LinkingStores,
  person: Person,
  side: LinkedSide,
  moment: Moment,
): Promise<Person> {
  const secondary = await markLinked(stores, person, side, moment);
  if (!secondary) return updatePerson(stores.people, person, moment, (current) => cancelled(current, side));
  await dropReminders(stores, secondary.id);
  await mergeMemberships(stores, person.id, secondary.id, moment.linkRules.member);
  await stores.links.moveLog(secondary.id, person.id);
  await carryDeliveries(stores, secondary, person, moment.now);
  await dropMemberships(stores, secondary.id);
  const mine = await excusedOf(stores, person, moment);
  const theirs = await excusedOf(stores, secondary, moment);
  return updatePerson(stores.people, person, moment, (current) =>
    mergedWith(current, secondary, { ...side, state: 'joined', excused: theirs }, mine, moment),
  );
}

/** Marks the secondary as linked to the primary. Undefined if they were erased or linked elsewhere meanwhile. */
async function markLinked(
  { people }: LinkingStores,
  primary: Person,
  side: LinkedSide,
  moment: Moment,
): Promise<Person | undefined> {
  const secondary = await people.find(side.personId);
  if (!secondary) return undefined;
  const asleep = await updatePerson(people, secondary, moment, (current) =>
    current.linkedTo !== undefined || current.links ? current : { ...current, linkedTo: primary.id },
  );
  return asleep.linkedTo === primary.id ? asleep : undefined;
}

function mergedWith(
  current: Person,
  secondary: Person,
  side: LinkedSide,
  excused: OwnSide['excused'],
  { now, linkRules }: Moment,
): Person {
  const { links } = current;
  const waits = links?.sides.some((it) => it.personId === side.personId && it.state === 'joining');
  if (!links || !waits) return current;
  const settings = settingsOf(current);
  return {
    ...withSettings(current, merge(settings, [settingsOf(secondary)], linkRules.person)),
    identities: [...current.identities, ...secondary.identities],
    // Their entries together make another history (S13).
    streakEvents: toldBefore(dayAt(current.clocks, now), [current.streakEvents, secondary.streakEvents]),
    links: {
      ...links,
      own: links.own ?? { settings, zoneChosen: current.zoneChosen, excused },
      sides: links.sides.map((it) => (it.personId === side.personId ? side : it)),
    },
  };
}

/** The person without the side, as before the intent. */
function cancelled(current: Person, { personId }: LinkedSide): Person {
  const { links, ...rest } = current;
  const sides = links?.sides.filter((it) => it.personId !== personId) ?? [];
  return links && sides.length > 0 ? { ...rest, links: { ...links, sides } } : rest;
}

/** The dates that are excused by now for a person alone, before linking. */
async function excusedOf(
  stores: LinkingStores,
  { links: _links, ...person }: Person,
  { now }: Moment,
): Promise<readonly ExcusedDay[]> {
  const excused = await readExcused(stores, person, person.joinedDay, dayAt(person.clocks, now), now);
  return [...excused].map(([day, reason]) => ({ day, reason }));
}
