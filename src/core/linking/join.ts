import { dayAt } from '../calendar/index.ts';
import type { ExcusedDay, LinkedSide, OwnSide } from '../people/links.ts';
import type { Person } from '../people/types.ts';
import { updatePerson } from '../people/update.ts';
import { readExcused } from '../streaks/read.ts';
import { carryDeliveries, dropReminders } from './deliveries.ts';
import { dropMemberships, joinMemberships } from './members.ts';
import type { LinkingStores, Moment } from './ports.ts';
import { settingsOf, together, withSettings } from './settings.ts';

/** Everything that follows from the intent to join a side, in an order in which it can be cut off and repeated anywhere. */
export async function finishJoining(
  stores: LinkingStores,
  person: Person,
  side: LinkedSide,
  moment: Moment,
): Promise<Person> {
  const typer = await fallAsleep(stores, person, side, moment);
  if (!typer) return updatePerson(stores.people, person, moment, (current) => cancelled(current, side));
  await dropReminders(stores, typer.id);
  await joinMemberships(stores, person.id, typer.id);
  await stores.links.moveLog(typer.id, person.id);
  await carryDeliveries(stores, typer, person, moment.now);
  await dropMemberships(stores, typer.id);
  const mine = await excusedOf(stores, person, moment);
  const theirs = await excusedOf(stores, typer, moment);
  return updatePerson(stores.people, person, moment, (current) =>
    joinedWith(current, typer, { ...side, state: 'joined', excused: theirs }, mine),
  );
}

/** The typer as part of the maker from now on; undefined when they are gone or were linked elsewhere meanwhile. */
async function fallAsleep(
  { people }: LinkingStores,
  maker: Person,
  side: LinkedSide,
  moment: Moment,
): Promise<Person | undefined> {
  const typer = await people.find(side.personId);
  if (!typer) return undefined;
  const asleep = await updatePerson(people, typer, moment, (current) =>
    current.linkedTo !== undefined || current.links ? current : { ...current, linkedTo: maker.id },
  );
  return asleep.linkedTo === maker.id ? asleep : undefined;
}

function joinedWith(current: Person, typer: Person, side: LinkedSide, excused: OwnSide['excused']): Person {
  const { links } = current;
  const waits = links?.sides.some((it) => it.personId === side.personId && it.state === 'joining');
  if (!links || !waits) return current;
  const settings = settingsOf(current);
  return {
    ...withSettings(current, together(settings, [settingsOf(typer)])),
    identities: [...current.identities, ...typer.identities],
    links: {
      ...links,
      own: links.own ?? { settings, zoneChosen: current.zoneChosen, excused },
      sides: links.sides.map((it) => (it.personId === side.personId ? side : it)),
    },
  };
}

/** The person as if the side had never been agreed on. */
function cancelled(current: Person, { personId }: LinkedSide): Person {
  const { links, ...rest } = current;
  const sides = links?.sides.filter((it) => it.personId !== personId) ?? [];
  return links && sides.length > 0 ? { ...rest, links: { ...links, sides } } : rest;
}

/** The dates that are excused by now for somebody by themselves. */
async function excusedOf(
  stores: LinkingStores,
  { links: _links, ...person }: Person,
  { now }: Moment,
): Promise<readonly ExcusedDay[]> {
  const excused = await readExcused(stores, person, person.joinedDay, dayAt(person.clocks, now), now);
  return [...excused].map(([day, reason]) => ({ day, reason }));
}
