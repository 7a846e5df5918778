import type { Day } from '../calendar/index.ts';
import type { EntryStore } from '../log/ports.ts';
import type { Entry } from '../log/types.ts';
import type { PeopleStore } from '../people/ports.ts';
import type { FollowUp, Person } from '../people/types.ts';
import type { DeliveryStore } from '../reminders/ports.ts';
import { wantsSummary } from '../reminders/summary.ts';
import { isLost } from './lost.ts';
import type { NewsMessage } from './tell-events.ts';
import { updatePerson } from './update.ts';

/** What a prompt or a weekly summary carries that is no message of its own (R36, R44). */
export interface Riders {
  /** An entry whose fix is asked about. */
  readonly followUp?: Entry;
  /** They are asked whether they want a weekly summary. */
  readonly offersWeek: boolean;
}

interface RiderStores {
  readonly people: PeopleStore;
  readonly entries: Pick<EntryStore, 'find'>;
  readonly deliveries: Pick<DeliveryStore, 'find'>;
}

/** A follow-up that found no message for so long is not asked any more. */
const askedWithinDays = 14;
const offerAfterDays = 14;

type Fate = 'lost' | 'open' | 'arrived';

/** Finds what rides in a message of the date `day`, and writes that it does. Each rides in one message that arrives, or may have. */
export async function takeRiders(
  stores: RiderStores,
  person: Person,
  { by, now, rules, mayHaveArrived, day }: NewsMessage & { readonly day: Day },
): Promise<Riders> {
  const mine = person.followUps?.find((it) => it.by === by);
  if (mayHaveArrived)
    return {
      offersWeek: person.weekOffered === by,
      ...withEntry(mine && (await fixedEntry(stores, person, mine))),
    };
  const fates = await fatesOf(stores, person, by);
  const isFree = (it: string | undefined) => it === undefined || it === by || fates.get(it) === 'lost';
  const gone = new Set<string>();
  let asked: Entry | undefined;
  for (const it of person.followUps ?? []) {
    if (fates.get(it.by ?? '') === 'arrived' || day - it.day >= askedWithinDays) gone.add(it.entryId);
    else if (asked === undefined && it.day <= day && isFree(it.by)) {
      asked = await fixedEntry(stores, person, it);
      if (!asked) gone.add(it.entryId);
    }
  }
  const offersWeek =
    wantsSummary(person) === undefined &&
    day - person.joinedDay >= offerAfterDays &&
    isFree(person.weekOffered);
  const change = (current: Person): Person => {
    const { followUps = [], ...rest } = current;
    const left = followUps
      .filter((it) => !gone.has(it.entryId))
      .map((it): FollowUp => {
        const { by: before, ...own } = it;
        if (it.entryId === asked?.id) return { ...own, by };
        return before === by ? own : it;
      });
    const isSame = JSON.stringify(left) === JSON.stringify(followUps);
    if (isSame && (!offersWeek || current.weekOffered === by)) return current;
    return { ...rest, ...(left.length > 0 && { followUps: left }), ...(offersWeek && { weekOffered: by }) };
  };
  await updatePerson(stores.people, person, { now, tzdb: rules.tzdb }, change);
  return { offersWeek, ...withEntry(asked) };
}

const withEntry = (followUp: Entry | undefined): Pick<Riders, 'followUp'> => (followUp ? { followUp } : {});

/** The entry, as long as it is fixed and has words. */
async function fixedEntry(
  { entries }: RiderStores,
  person: Person,
  it: FollowUp,
): Promise<Entry | undefined> {
  const entry = await entries.find(person.id, it.entryId);
  return entry?.pain?.state === 'fixed' ? entry : undefined;
}

/** What became of the other messages in which something rides. */
async function fatesOf(
  { deliveries }: RiderStores,
  { followUps = [], weekOffered }: Person,
  by: string,
): Promise<ReadonlyMap<string, Fate>> {
  const messages = new Set([...followUps.map((it) => it.by), weekOffered]);
  const fates = new Map<string, Fate>();
  for (const id of messages) {
    if (id === undefined || id === by) continue;
    const [personId = ''] = id.split(':');
    const delivery = await deliveries.find({ personId }, id);
    const isOpen = delivery !== undefined && ['pending', 'sending', 'uncertain'].includes(delivery.state);
    fates.set(id, delivery && isLost(delivery) ? 'lost' : isOpen ? 'open' : 'arrived');
  }
  return fates;
}
