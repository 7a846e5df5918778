import type { ReplyPicture } from '../chat/reply.ts';
import type { Participant, WeekFacts } from '../core/roundups/index.ts';
import { weekPicture } from '../pictures/index.ts';

/** A community's roundup as a picture, date by date of its period; none when nobody shared anything. */
export async function weekOf(facts: WeekFacts, community: string): Promise<ReplyPicture | undefined> {
  const { first, last, participants } = facts;
  if (participants.length === 0) return undefined;
  const dates = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const entriesOn = ({ days }: Pick<Participant, 'days'>, day: number): number =>
    days.find((it) => it.day === day)?.entries ?? 0;
  return weekPicture(
    {
      first,
      community,
      people: participants.map(({ name = '', ...it }) => ({
        name,
        entries: dates.map((day) => entriesOn(it, day)),
      })),
      totalPeople: participants.length,
      entriesByDay: dates.map((day) => participants.reduce((sum, it) => sum + entriesOn(it, day), 0)),
      milestones: facts.milestones.map(({ name = '', days }) => ({ name, count: days })),
    },
    'light',
  );
}
