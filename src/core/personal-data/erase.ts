import type { Instant } from '../calendar/index.ts';
import type { Entry } from '../log/index.ts';
import { identityKey, idsOf, type Person } from '../people/index.ts';
import type { PersonalStores } from './stores.ts';
import { personalDataRows } from './table.ts';

const redeliveryMs = 7 * 24 * 60 * 60 * 1000;

/**
 * Removes everything of a person, of all accounts that are linked. The person goes last, so that a run that was cut off can be
 * repeated; salted hashes of the last 7 days' event ids stay behind, so that a redelivery brings nobody back.
 */
export async function erasePerson(stores: PersonalStores, person: Person, now: Instant): Promise<void> {
  const recent: string[] = [];
  for await (const entry of stores.entries.all(person.id))
    if (isRecent(entry, now)) recent.push(entry.eventKey);
  await stores.events.remember(recent, now);
  const accounts = person.identities.map(identityKey);
  // The persons that were linked to this one sleep under their own ids, and go with it.
  for (const id of idsOf(person).toReversed())
    for (const [, { erase }] of personalDataRows) if (erase !== 'expires') await erase(stores, id, accounts);
}

const isRecent = ({ at }: Entry, now: Instant): boolean => at > now - redeliveryMs;
