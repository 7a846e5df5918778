import type { ReplyPicture } from '../chat/reply.ts';
import type { WeekFacts } from '../core/roundups/index.ts';
import { weekPicture } from '../pictures/index.ts';

const weekdays = [0, 1, 2, 3, 4, 5, 6];

/** The week of a community as a picture; none when nobody shared anything. */
export async function weekOf(facts: WeekFacts, community: string): Promise<ReplyPicture | undefined> {
  if (facts.participants.length === 0) return undefined;
  const { monday, participants } = facts;
  const onDay = (days: WeekFacts['participants'][number]['days'], weekday: number): number =>
    days.find((it) => it.day === monday + weekday)?.entries ?? 0;
  const people = participants.map(({ name = '', days }) => ({
    name,
    entries: weekdays.map((it) => onDay(days, it)),
  }));
  return weekPicture(
    {
      monday,
      community,
      people,
      totalPeople: people.length,
      totalEntries: facts.entries,
      entriesByDay: weekdays.map((it) => people.reduce((sum, { entries }) => sum + (entries[it] ?? 0), 0)),
      milestones: facts.milestones.map(({ name = '', days }) => ({ name, count: days })),
    },
    'light',
  );
}
