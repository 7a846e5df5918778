import { dayAt, parseDay } from '../../src/core/calendar/index.ts';
import type { Entry } from '../../src/core/log/index.ts';
import { newCommunity, newMember, newPerson, type Person } from '../../src/core/people/index.ts';
import { scheduled } from '../../src/core/reminders/index.ts';
import { scheduledCommunity } from '../../src/core/roundups/index.ts';
import type { Store } from '../../src/store/index.ts';
import type { Person as Planned, Population } from '../oracles/types.ts';
import { platform } from './platform.ts';

/** Writes a population as it is at its beginning: people with their settings, communities, earlier entries. */
export async function storePopulation(
  store: Store,
  population: Population,
  tzdb: string,
  nudgeTime: number,
): Promise<void> {
  const from = Date.parse(population.from);
  for (const { id, zone, channel, roundup } of population.communities) {
    const made = newCommunity(
      { id, platform, external: id, name: id, zone, ...(channel && { channel: `${id}-general` }) },
      from,
    );
    await store.communities.create(
      scheduledCommunity({ ...made, roundup: { on: true, ...roundup } }, from - 1, tzdb),
    );
  }
  for (const planned of population.people) {
    if (Date.parse(planned.joinedAt) >= from) continue;
    const person = personOf(planned, nudgeTime);
    await store.people.create(scheduled(person, from - 1, tzdb));
    await store.members.put(
      newMember(
        {
          communityId: planned.community,
          personId: person.id,
          displayName: planned.id,
          audience: 'community',
        },
        person.joinedAt,
      ),
    );
    for (const date of planned.logged) await store.entries.insert(entryOf(planned, date));
  }
}

const day = (date: string): number => parseDay(date) as number;

function personOf(planned: Planned, nudgeTime: number): Person {
  const joinedAt = Date.parse(planned.joinedAt);
  const made = newPerson(
    {
      id: planned.id,
      identity: { platform, user: planned.id },
      zone: planned.zone,
      zoneChosen: true,
      promptTime: planned.promptTime,
      nudgeTime,
    },
    joinedAt,
  );
  const clocks = [{ from: 0, zone: planned.zone, dayStart: planned.dayStart }];
  const joinedDay = dayAt(clocks, joinedAt);
  const { cadence } = planned;
  return {
    ...made,
    clocks,
    joinedDay,
    cadence: [
      {
        from: joinedDay,
        cadence: cadence.kind === 'weekly' ? { kind: 'weekly', times: cadence.target } : cadence,
      },
    ],
    nudge: planned.nudge,
    ...(planned.week && { chosen: { week: true } }),
    rest: planned.rest.map(day),
    pauses: planned.pauses.map((it) => ({
      from: day(it.from),
      ...(it.to !== undefined && { to: day(it.to) }),
    })),
    prompts: 'on',
    dm: { platform, channel: `dm:${planned.id}` },
    lastActiveDay: dayAt(clocks, Date.parse(planned.recordActivity)),
    promptsFrom: joinedDay,
  };
}

const entryOf = ({ id, community, zone }: Planned, date: string): Entry => ({
  id: `before-${date}`,
  personId: id,
  kind: 'progress',
  text: 'Something from before',
  tags: [],
  audience: 'private',
  communityId: community,
  identity: { platform, user: id },
  at: day(date) * 86_400_000,
  zone,
  day: day(date),
  backdated: false,
  eventKey: `before:${date}`,
  revisions: [],
  posts: [],
  kudos: [],
  hidden: false,
  version: 1,
});
